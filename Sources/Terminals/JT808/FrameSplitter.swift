// SPDX-License-Identifier: Apache-2.0

extension JT808 {
  /// Cuts a stream at its delimiters, whatever the pieces it arrives in.
  ///
  /// What lies between two `7E` is a frame. So frames that share a delimiter, frames with two
  /// between them and noise before the first all come out right; noise between frames comes out as
  /// a frame that its checksum refuses.
  public struct FrameSplitter: Sendable {
    /// Twice the longest header, body and checksum: every byte may be escaped.
    public static let longestFrame = 2 * (Header.longest + Header.longestBody + 1)

    /// What came after the last delimiter; empty before the first.
    private var pending: [UInt8] = []
    private var hasBegun = false
    private var isSkipping = false

    public init() {}

    /// Bytes of the frame that has begun, with its delimiter; 0 between frames.
    public var pendingCount: Int { pending.isEmpty ? 0 : pending.count + 1 }

    /// Takes the next bytes and hands out each frame that they complete: the bytes between its
    /// delimiters, still escaped, or `nil` once for a frame that is too long.
    public mutating func split(_ bytes: [UInt8], into emit: (ArraySlice<UInt8>?) -> Void) {
      var start = 0
      while let end = bytes[start...].firstIndex(of: JT808.delimiter) {
        finish(with: bytes[start..<end], into: emit)
        start = end + 1
      }
      keep(bytes[start...], into: emit)
    }

    private mutating func finish(
      with piece: ArraySlice<UInt8>, into emit: (ArraySlice<UInt8>?) -> Void
    ) {
      defer {
        pending.removeAll(keepingCapacity: true)
        (hasBegun, isSkipping) = (true, false)
      }
      guard hasBegun, !isSkipping else { return }
      guard pending.count + piece.count <= Self.longestFrame else { return emit(nil) }
      if pending.isEmpty {
        if !piece.isEmpty { emit(piece) }
      } else {
        pending += piece
        emit(pending[...])
      }
    }

    private mutating func keep(
      _ piece: ArraySlice<UInt8>, into emit: (ArraySlice<UInt8>?) -> Void
    ) {
      guard hasBegun, !isSkipping else { return }
      if pending.count + piece.count <= Self.longestFrame {
        pending += piece
      } else {
        // Reported at once, so that an endless frame is noticed before it ends.
        pending.removeAll()
        isSkipping = true
        emit(nil)
      }
    }
  }

  static let delimiter: UInt8 = 0x7E
  static let escapeMark: UInt8 = 0x7D
}
