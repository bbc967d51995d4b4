// SPDX-License-Identifier: Apache-2.0

import CityOrder
import DutyModel
import Operations
import Testing

@Suite("A photo")
struct PhotoTests {
  static let secret = Array("N 36.7123 E 119.1234 iPhone".utf8)

  /// A segment of a JPEG: marker, length, content.
  static func segment(_ marker: UInt8, _ content: [UInt8]) -> [UInt8] {
    let length = content.count + 2
    return [0xFF, marker, UInt8(length >> 8), UInt8(length & 0xFF)] + content
  }

  /// EXIF that notes a quarter turn, and where it was taken.
  static var exif: [UInt8] {
    Array("Exif\0\0II".utf8) + [
      0x2A, 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0,
    ]
      + [0, 0, 0, 0] + secret
  }

  static var jpeg: [UInt8] {
    [0xFF, 0xD8] + segment(0xE0, Array("JFIF\0".utf8) + [1, 1, 0, 0, 1, 0, 1, 0, 0])
      + segment(0xE1, exif) + segment(0xE1, Array("http://ns.adobe.com/xap/1.0/\0".utf8) + secret)
      + segment(0xFE, secret) + segment(0xED, secret)
      + segment(0xC0, [8, 0, 20, 0, 30, 1, 1, 0x11, 0]) + segment(0xDA, [1, 1, 0, 0, 63, 0])
      + [0x12, 0xFF, 0x00, 0x34, 0xFF, 0xD0, 0x56] + segment(0xFE, secret) + [0xFF, 0xD9] + secret
  }

  static func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
    func word(_ number: UInt32) -> [UInt8] {
      (0..<4).map { UInt8(number >> (24 - 8 * $0) & 0xFF) }
    }
    let body = Array(name.utf8) + content
    // CRC-32 bit by bit.
    var crc: UInt32 = 0xFFFF_FFFF
    for byte in body {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
    }
    return word(UInt32(content.count)) + body + word(crc ^ 0xFFFF_FFFF)
  }

  static func png(_ extra: [UInt8] = chunk("eXIf", secret)) -> [UInt8] {
    [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
      + chunk("IHDR", [0, 0, 0, 30, 0, 0, 0, 20, 8, 2, 0, 0, 0]) + extra
      + chunk("tEXt", Array("Author\0".utf8) + secret) + chunk("IDAT", [1, 2, 3])
      + chunk("IEND", [])
  }

  static var webp: [UInt8] {
    func part(_ name: String, _ content: [UInt8]) -> [UInt8] {
      Array(name.utf8) + [UInt8(content.count), 0, 0, 0] + content
        + (content.count % 2 == 1 ? [0] : [])
    }
    let parts =
      part("VP8X", [0x0C, 0, 0, 0, 29, 0, 0, 19, 0, 0]) + part("VP8L", [0x2F, 1, 2, 3, 4])
      + part("EXIF", secret) + part("XMP ", secret)
    return Array("RIFF".utf8) + [UInt8(parts.count + 4), 0, 0, 0] + Array("WEBP".utf8) + parts
  }

  @Test("keeps its picture and nothing of where, when and by whom it was taken")
  func cleaned() throws {
    for (bytes, format) in [(Self.jpeg, PhotoFormat.jpeg), (Self.png(), .png), (Self.webp, .webp)] {
      let photo = try InspectedPhoto(bytes)
      #expect(photo.format == format && photo.width == 30 && photo.height == 20)
      #expect(!photo.bytes.contains(Self.secret), "\(format)")
      #expect(!photo.bytes.contains(Array("Author".utf8)), "\(format)")
      // Cleaning what is clean changes nothing, so the name is the content's.
      let again = try InspectedPhoto(photo.bytes)
      #expect(again == photo, "\(format)")
    }
  }

  @Test("keeps the turn that the camera noted")
  func orientation() throws {
    let photo = try InspectedPhoto(Self.jpeg)
    #expect(photo.bytes.contains(Array("Exif\0\0MM".utf8)))
    #expect(photo.bytes.contains([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6]))
    #expect(photo.bytes.suffix(2) == [0xFF, 0xD9])
    #expect(photo.bytes.contains([0x12, 0xFF, 0x00, 0x34, 0xFF, 0xD0, 0x56]))
  }

  @Test("is none by its name or by its first bytes alone")
  func noPhoto() throws {
    for bytes in [
      [], Array("<svg onload=alert(1)>".utf8), Array("GIF89a".utf8), Array("%PDF".utf8),
    ] {
      #expect(throws: PhotoRefused.notAPhoto) { try InspectedPhoto(bytes) }
    }
    #expect(throws: PhotoRefused.self) { try InspectedPhoto([0xFF, 0xD8, 0xFF, 0xE0]) }
    #expect(throws: PhotoRefused.damaged(.png, "checksum of IDAT")) {
      var spoilt = Self.png()
      spoilt[spoilt.count - 18] ^= 1
      _ = try InspectedPhoto(spoilt)
    }
    #expect(throws: PhotoRefused.damaged(.png, "unknown chunk EVIL")) {
      try InspectedPhoto(Self.png(Self.chunk("EVIL", [])))
    }
    #expect(throws: PhotoRefused.self) {
      try InspectedPhoto([UInt8](repeating: 0xFF, count: InspectedPhoto.largest + 1))
    }
  }

  @Test("cut off anywhere is refused, never read past its end", arguments: PhotoFormat.allCases)
  func cut(format: PhotoFormat) throws {
    let bytes: [UInt8] =
      switch format {
      case .jpeg: Self.jpeg.dropLast(Self.secret.count)
      case .png: Self.png()
      case .webp: Self.webp
      }
    for length in 0..<bytes.count {
      #expect(throws: PhotoRefused.self) { try InspectedPhoto(Array(bytes.prefix(length))) }
    }
  }

  @Test("survives random damage without a trap", arguments: [UInt64(5), 6])
  func damage(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for original in [Self.jpeg, Self.png(), Self.webp] {
      for _ in 0..<400 {
        var bytes = original
        for _ in 0..<Int.random(in: 1...4, using: &generator) {
          bytes[Int.random(in: bytes.indices, using: &generator)] =
            UInt8.random(in: 0...255, using: &generator)
        }
        _ = try? InspectedPhoto(bytes)
      }
    }
  }
}
