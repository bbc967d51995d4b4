// SPDX-License-Identifier: Apache-2.0

import CZlib

/// The parts of a ZIP file, found by its directory and unpacked by zlib.
///
/// Neither sizes nor names that the file gives are trusted: what is unpacked counts against `limit`,
/// over all parts together, and each part's checksum is compared.
///
/// Source: PKWARE APPNOTE 6.3.9, sections 4.3.7, 4.3.12 and 4.3.16.
struct ZipDirectory {
  private struct Entry {
    var method: Int
    var isEncrypted: Bool
    var checksum: UInt
    var packed: Int
    var offset: Int
  }

  private let bytes: [UInt8]
  private let limit: Int
  private var unpacked = 0
  private var entries: [String: Entry] = [:]

  /// - Parameter limit: bytes of all parts that are asked for, unpacked.
  init(_ bytes: [UInt8], limit: Int) throws(XLSXError) {
    self.bytes = bytes
    self.limit = limit
    guard !bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) else { throw .oldOrProtected }
    guard let end = Self.endRecord(bytes) else { throw .notZip }
    var place = Int(number(at: end + 16, 4))
    for _ in 0..<Int(number(at: end + 10, 2)) {
      guard holds(place, 46), number(at: place, 4) == 0x0201_4b50 else {
        throw .damaged(part: "ZIP", problem: "directory at byte \(place)")
      }
      let (name, extra, comment) = (
        Int(number(at: place + 28, 2)), Int(number(at: place + 30, 2)),
        Int(number(at: place + 32, 2))
      )
      guard holds(place + 46, name) else {
        throw .damaged(part: "ZIP", problem: "directory at byte \(place)")
      }
      let text = String(decoding: bytes[(place + 46)..<(place + 46 + name)], as: UTF8.self)
      entries[text] = Entry(
        method: Int(number(at: place + 10, 2)), isEncrypted: number(at: place + 8, 2) & 1 == 1,
        checksum: UInt(number(at: place + 16, 4)), packed: Int(number(at: place + 20, 4)),
        offset: Int(number(at: place + 42, 4)))
      place += 46 + name + extra + comment
    }
  }

  func contains(_ name: String) -> Bool { entries[name] != nil }

  mutating func part(_ name: String) throws(XLSXError) -> [UInt8] {
    guard let entry = entries[name] else { throw .missingPart(name) }
    guard !entry.isEncrypted else { throw .oldOrProtected }
    guard holds(entry.offset, 30), number(at: entry.offset, 4) == 0x0403_4b50 else {
      throw .damaged(part: name, problem: "no header at byte \(entry.offset)")
    }
    let start =
      entry.offset + 30 + Int(number(at: entry.offset + 26, 2))
      + Int(number(at: entry.offset + 28, 2))
    guard holds(start, entry.packed) else {
      throw .damaged(part: name, problem: "cut short")
    }
    let packed = Array(bytes[start..<(start + entry.packed)])
    let room = limit - unpacked
    let content: [UInt8]
    switch entry.method {
    case 0:
      guard packed.count <= room else { throw .tooLarge(part: name, limit: limit) }
      content = packed
    case 8: content = try Self.inflated(packed, part: name, room: room, limit: limit)
    default: throw .damaged(part: name, problem: "packed by method \(entry.method)")
    }
    guard crc32(0, content, UInt32(content.count)) == entry.checksum else {
      throw .damaged(part: name, problem: "its checksum is another")
    }
    unpacked += content.count
    return content
  }

  private func holds(_ place: Int, _ count: Int) -> Bool {
    place >= 0 && count >= 0 && place + count <= bytes.count
  }

  /// Little-endian; the caller has checked that the bytes are there.
  private func number(at place: Int, _ count: Int) -> UInt64 {
    (0..<count).reduce(0) { $0 | UInt64(bytes[place + $1]) << (8 * UInt64($1)) }
  }

  /// The end record stands last, before a comment of at most 65 535 bytes.
  private static func endRecord(_ bytes: [UInt8]) -> Int? {
    guard bytes.count >= 22 else { return nil }
    let first = max(0, bytes.count - 22 - 65_535)
    return (first...(bytes.count - 22)).reversed().first {
      bytes[$0] == 0x50 && bytes[$0 + 1] == 0x4B && bytes[$0 + 2] == 5 && bytes[$0 + 3] == 6
    }
  }

  private static func inflated(
    _ packed: [UInt8], part: String, room: Int, limit: Int
  ) throws(XLSXError) -> [UInt8] {
    var stream = z_stream()
    // Negative: raw DEFLATE, without a header of zlib's own.
    guard inflateInit2_(&stream, -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { throw .damaged(part: part, problem: "zlib is not available") }
    defer { inflateEnd(&stream) }
    var output: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    var code = Z_OK
    var input = packed
    input.withUnsafeMutableBufferPointer { source in
      stream.next_in = source.baseAddress
      stream.avail_in = UInt32(source.count)
      repeat {
        buffer.withUnsafeMutableBufferPointer { target in
          stream.next_out = target.baseAddress
          stream.avail_out = UInt32(target.count)
          code = inflate(&stream, Z_NO_FLUSH)
        }
        output += buffer[..<(buffer.count - Int(stream.avail_out))]
      } while code == Z_OK && output.count <= room
    }
    guard output.count <= room else { throw .tooLarge(part: part, limit: limit) }
    guard code == Z_STREAM_END else {
      throw .damaged(part: part, problem: "zlib says \(code)")
    }
    return output
  }
}
