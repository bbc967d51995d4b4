// SPDX-License-Identifier: Apache-2.0

/// Lends C strings for as long as a call takes.
enum CStrings {
  /// - Parameter texts: without U+0000; `nil` becomes a null pointer.
  static func with<Value, Failure: Error>(
    _ texts: [String?], _ body: ([UnsafePointer<CChar>?]) throws(Failure) -> Value
  ) throws(Failure) -> Value {
    // All in one block, each with its zero; the block stays where it is until the end.
    let size = texts.reduce(0) { $0 + ($1.map { $0.utf8.count + 1 } ?? 0) }
    let block = UnsafeMutablePointer<CChar>.allocate(capacity: max(size, 1))
    defer { block.deallocate() }
    var next = block
    let pointers = texts.map { text -> UnsafePointer<CChar>? in
      guard let text else { return nil }
      let start = next
      for byte in text.utf8 {
        next.initialize(to: CChar(bitPattern: byte))
        next += 1
      }
      next.initialize(to: 0)
      next += 1
      return UnsafePointer(start)
    }
    return try body(pointers)
  }
}
