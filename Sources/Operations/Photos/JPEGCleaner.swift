// SPDX-License-Identifier: Apache-2.0

/// Walks the segments of a JPEG and copies those that make the picture.
struct JPEGCleaner {
  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  func cleaned() throws(PhotoRefused) -> CleanedPhoto {
    var photo = CleanedPhoto(bytes: [0xFF, 0xD8])
    var orientation = 1
    var position = 2
    while true {
      guard position + 1 < bytes.count, bytes[position] == 0xFF else {
        throw .damaged(.jpeg, "no marker at byte \(position)")
      }
      let marker = bytes[position + 1]
      // Any number of FF may stand before a marker.
      if marker == 0xFF {
        position += 1
        continue
      }
      guard let length = bytes.bigEndian(at: position + 2, count: 2), length >= 2,
        position + 2 + length <= bytes.count
      else { throw .damaged(.jpeg, "segment at byte \(position) leaves the file") }
      let segment = position..<position + 2 + length
      switch marker {
      case 0xC0...0xC3, 0xC5...0xC7, 0xC9...0xCB, 0xCD...0xCF:
        photo.height = bytes.bigEndian(at: position + 5, count: 2) ?? 0
        photo.width = bytes.bigEndian(at: position + 7, count: 2) ?? 0
        photo.bytes += bytes[segment]
      case 0xE1:
        if let found = exif(in: position + 4..<segment.upperBound) {
          (orientation, photo.place) = (found.orientation, found.place)
        }
      // JFIF, colour profile and Adobe's transform belong to the picture.
      case 0xE0,
        0xE2 where isProfile(position), 0xEE, 0xC4, 0xCC, 0xDB, 0xDD:
        photo.bytes += bytes[segment]
      case 0xE2...0xEF, 0xFE: break
      case 0xDA:
        if orientation != 1 { photo.bytes.insert(contentsOf: turn(orientation), at: 2) }
        photo.bytes += try scans(from: position)
        return photo
      default: throw .damaged(.jpeg, "unexpected marker \(String(marker, radix: 16))")
      }
      position = segment.upperBound
    }
  }

  /// From the first scan to the end of the picture; what follows that is left out. Segments between
  /// scans are copied unless they are comments or application data.
  private func scans(from start: Int) throws(PhotoRefused) -> [UInt8] {
    var result: [UInt8] = []
    var position = start
    while position + 1 < bytes.count {
      guard bytes[position] == 0xFF, bytes[position + 1] != 0, bytes[position + 1] != 0xFF,
        !(0xD0...0xD7).contains(bytes[position + 1])
      else {
        result.append(bytes[position])
        position += 1
        continue
      }
      if bytes[position + 1] == 0xD9 { return result + [0xFF, 0xD9] }
      guard let length = bytes.bigEndian(at: position + 2, count: 2), length >= 2,
        position + 2 + length <= bytes.count
      else { break }
      let isPrivate = (0xE0...0xEF).contains(bytes[position + 1]) || bytes[position + 1] == 0xFE
      if !isPrivate { result += bytes[position..<position + 2 + length] }
      position += 2 + length
    }
    throw .damaged(.jpeg, "no end of image")
  }

  private func isProfile(_ position: Int) -> Bool {
    bytes[(position + 4)...].starts(with: Array("ICC_PROFILE\0".utf8))
  }

  private func exif(in range: Range<Int>) -> EXIFBlock? {
    guard bytes[range].starts(with: Array("Exif\0\0".utf8)) else { return nil }
    return EXIFBlock(Array(bytes[range].dropFirst(6)))
  }

  /// An EXIF segment that holds the turn and nothing else.
  private func turn(_ orientation: Int) -> [UInt8] {
    let header: [UInt8] = [0xFF, 0xE1, 0x00, 0x22] + Array("Exif\0\0MM".utf8)
    let directory: [UInt8] = [
      0x00, 0x2A, 0x00, 0x00, 0x00, 0x08, 0x00, 0x01, 0x01, 0x12, 0x00, 0x03, 0x00, 0x00, 0x00,
      0x01,
      0x00, UInt8(orientation), 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    ]
    return header + directory
  }
}
