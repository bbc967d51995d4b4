// SPDX-License-Identifier: Apache-2.0

extension JT808 {
  /// One frame, checked and taken apart.
  public struct Frame: Hashable, Sendable {
    public var header: Header
    public var body: [UInt8]

    public init(header: Header, body: [UInt8]) {
      self.header = header
      self.body = body
    }

    /// Takes what stood between two delimiters, still escaped.
    ///
    /// The checksum is looked at first: nothing else is to be believed before.
    public init(escaped: some Collection<UInt8>) throws(FrameError) {
      var bytes = try Self.unescaped(escaped)
      guard let found = bytes.popLast(), !bytes.isEmpty else { throw .shortHeader }
      let expected = bytes.reduce(0, ^)
      guard found == expected else { throw .wrongChecksum(expected: expected, found: found) }
      var reader = ByteReader(bytes[...])
      let (header, announced, isEncrypted) = try Header.read(&reader)
      guard reader.remaining == announced else {
        throw .wrongLength(header, announced: announced, found: reader.remaining)
      }
      guard !isEncrypted else { throw .encrypted(header) }
      self.init(header: header, body: Array(reader.rest()))
    }

    /// The frame as it goes over the wire, with its delimiters.
    public var wire: [UInt8] {
      var content: [UInt8] = []
      content.reserveCapacity(Header.longest + body.count + 1)
      header.append(to: &content, bodyLength: body.count)
      content += body
      content.append(content.reduce(0, ^))
      var wire: [UInt8] = []
      wire.reserveCapacity(content.count + 4)
      wire.append(delimiter)
      for byte in content {
        switch byte {
        case delimiter:
          wire.append(escapeMark)
          wire.append(0x02)
        case escapeMark:
          wire.append(escapeMark)
          wire.append(0x01)
        default: wire.append(byte)
        }
      }
      wire.append(delimiter)
      return wire
    }

    private static func unescaped(
      _ bytes: some Collection<UInt8>
    ) throws(FrameError) -> [UInt8] {
      // Most frames hold no escape, and copying them at one go is what they cost.
      guard bytes.contains(escapeMark) else { return Array(bytes) }
      var plain: [UInt8] = []
      plain.reserveCapacity(bytes.count)
      var isEscape = false
      for (offset, byte) in bytes.enumerated() {
        if isEscape {
          guard byte == 0x01 || byte == 0x02 else { throw .wrongEscape(offset: offset - 1) }
          plain.append(byte == 0x01 ? escapeMark : delimiter)
          isEscape = false
        } else if byte == escapeMark {
          isEscape = true
        } else {
          plain.append(byte)
        }
      }
      if isEscape { throw .wrongEscape(offset: bytes.count - 1) }
      return plain
    }
  }
}
