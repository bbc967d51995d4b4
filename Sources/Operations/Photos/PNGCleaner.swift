// SPDX-License-Identifier: Apache-2.0

/// Walks the chunks of a PNG, checks each, and copies those that make the picture.
struct PNGCleaner {
  /// Ancillary chunks without which the picture looks different.
  private static let kept: Set<String> = [
    "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT", "bKGD", "pHYs",
  ]

  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  func cleaned() throws(PhotoRefused) -> CleanedPhoto {
    var photo = CleanedPhoto(bytes: Array(bytes.prefix(8)))
    var position = 8
    var isFirst = true
    var hasData = false
    while true {
      guard let length = bytes.bigEndian(at: position, count: 4),
        position + 12 + length <= bytes.count
      else { throw .damaged(.png, "chunk at byte \(position) leaves the file") }
      let body = position + 4..<position + 8 + length
      let name = String(decoding: bytes[body.lowerBound..<body.lowerBound + 4], as: UTF8.self)
      guard bytes.bigEndian(at: body.upperBound, count: 4) == Int(Self.checksum(bytes[body])) else {
        throw .damaged(.png, "checksum of \(name)")
      }
      guard (name == "IHDR") == isFirst else { throw .damaged(.png, "\(name) out of place") }
      if name == "IHDR" {
        photo.width = bytes.bigEndian(at: position + 8, count: 4) ?? 0
        photo.height = bytes.bigEndian(at: position + 12, count: 4) ?? 0
      }
      if name == "eXIf" { photo.place = EXIFBlock(Array(bytes[body.dropFirst(4)])).place }
      hasData = hasData || name == "IDAT"
      // A capital first letter means that the picture cannot be shown without it.
      let isCritical = bytes[body.lowerBound] & 0x20 == 0
      guard !isCritical || Self.kept.contains(name) else {
        throw .damaged(.png, "unknown chunk \(name)")
      }
      if Self.kept.contains(name) { photo.bytes += bytes[position..<body.upperBound + 4] }
      isFirst = false
      position = body.upperBound + 4
      if name == "IEND" {
        guard hasData else { throw .noPixels(.png) }
        return photo
      }
    }
  }

  /// CRC-32 as PNG defines it, over name and content.
  static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    var value: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      value = table[Int((value ^ UInt32(byte)) & 0xFF)] ^ (value >> 8)
    }
    return value ^ 0xFFFF_FFFF
  }

  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { value, _ in
      value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1
    }
  }
}
