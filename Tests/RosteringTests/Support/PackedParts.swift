// SPDX-License-Identifier: Apache-2.0

import CZlib

/// Makes ZIP files with packed parts, also such as no honest program would.
struct PackedParts {
  private var body: [UInt8] = []
  private var directory: [UInt8] = []
  private var count = 0

  mutating func add(_ name: String, _ text: String) {
    let content = Array(text.utf8)
    let packed = Self.deflated(content)
    let shared =
      Self.little(20, 2) + Self.little(0, 2) + Self.little(8, 2) + Self.little(0, 4)
      + Self.little(Int(crc32(0, content, UInt32(content.count))), 4)
      + Self.little(packed.count, 4) + Self.little(content.count, 4)
      + Self.little(name.utf8.count, 2) + Self.little(0, 2)
    directory +=
      [0x50, 0x4B, 1, 2] + Self.little(20, 2) + shared + [UInt8](repeating: 0, count: 10)
      + Self.little(body.count, 4) + Array(name.utf8)
    body += [0x50, 0x4B, 3, 4] + shared + Array(name.utf8) + packed
    count += 1
  }

  var finished: [UInt8] {
    body + directory + [0x50, 0x4B, 5, 6] + Self.little(0, 4) + Self.little(count, 2)
      + Self.little(count, 2) + Self.little(directory.count, 4) + Self.little(body.count, 4)
      + Self.little(0, 2)
  }

  private static func little(_ number: Int, _ bytes: Int) -> [UInt8] {
    (0..<bytes).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
  }

  private static func deflated(_ content: [UInt8]) -> [UInt8] {
    var stream = z_stream()
    deflateInit2_(
      &stream, 9, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size))
    defer { deflateEnd(&stream) }
    var input = content
    var output = [UInt8](repeating: 0, count: content.count + 1024)
    let written = input.withUnsafeMutableBufferPointer { source in
      output.withUnsafeMutableBufferPointer { target in
        stream.next_in = source.baseAddress
        stream.avail_in = UInt32(source.count)
        stream.next_out = target.baseAddress
        stream.avail_out = UInt32(target.count)
        deflate(&stream, Z_FINISH)
        return target.count - Int(stream.avail_out)
      }
    }
    return Array(output.prefix(written))
  }
}
