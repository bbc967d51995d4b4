// SPDX-License-Identifier: Apache-2.0

extension JT808 {
  /// Reads big-endian fields one after the other; every read past the end gives `nil`.
  struct ByteReader {
    private let bytes: ArraySlice<UInt8>
    private var next: Int

    init(_ bytes: ArraySlice<UInt8>) {
      self.bytes = bytes
      next = bytes.startIndex
    }

    var remaining: Int { bytes.endIndex - next }

    mutating func byte() -> UInt8? {
      guard remaining >= 1 else { return nil }
      defer { next += 1 }
      return bytes[next]
    }

    mutating func word() -> UInt16? {
      guard remaining >= 2 else { return nil }
      defer { next += 2 }
      return UInt16(bytes[next]) << 8 | UInt16(bytes[next + 1])
    }

    mutating func doubleWord() -> UInt32? {
      guard remaining >= 4, let high = word(), let low = word() else { return nil }
      return UInt32(high) << 16 | UInt32(low)
    }

    mutating func bytes(_ count: Int) -> ArraySlice<UInt8>? {
      guard count >= 0, remaining >= count else { return nil }
      defer { next += count }
      return bytes[next..<next + count]
    }

    mutating func rest() -> ArraySlice<UInt8> {
      defer { next = bytes.endIndex }
      return bytes[next...]
    }
  }
}
