// SPDX-License-Identifier: Apache-2.0

import CityOrder
import Operations

/// Small JPEGs that differ by a number.
enum PhotoSamples {
  static func segment(_ marker: UInt8, _ content: [UInt8]) -> [UInt8] {
    let length = content.count + 2
    return [0xFF, marker, UInt8(length >> 8), UInt8(length & 0xFF)] + content
  }

  /// - Parameter place: Whether the camera noted 36°42′6″ N, 119°6′ E.
  static func jpeg(_ number: UInt8, place: Bool = false) -> [UInt8] {
    [0xFF, 0xD8] + segment(0xE0, Array("JFIF\0".utf8) + [1, 1, 0, 0, 1, 0, 1, 0, 0])
      + (place ? segment(0xE1, Array("Exif\0\0".utf8) + satellite) : [])
      + segment(0xC0, [8, 0, 20, 0, 30, 1, 1, 0x11, 0]) + segment(0xDA, [1, 1, 0, 0, 63, 0])
      + [number, 0x34, 0xFF, 0xD9]
  }

  static func hash(_ number: UInt8) -> String {
    (try? InspectedPhoto(jpeg(number)))?.hash.hexadecimal ?? ""
  }

  /// A directory that points at the satellite's, which has a letter and three fractions each way.
  private static var satellite: [UInt8] {
    func entry(_ tag: UInt8, _ type: UInt8, _ count: UInt8, _ value: [UInt8]) -> [UInt8] {
      [0, tag, 0, type, 0, 0, 0, count] + value
    }
    func fractions(_ values: [UInt8]) -> [UInt8] { values.flatMap { [0, 0, 0, $0, 0, 0, 0, 1] } }
    let main: [UInt8] =
      Array("MM".utf8) + [0, 42, 0, 0, 0, 8, 0, 1, 0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 26]
      + [0, 0, 0, 0]
    let directory =
      [0, 4] + entry(1, 2, 2, [0x4E, 0, 0, 0]) + entry(2, 5, 3, [0, 0, 0, 80])
      + entry(3, 2, 2, [0x45, 0, 0, 0]) + entry(4, 5, 3, [0, 0, 0, 104]) + [0, 0, 0, 0]
    return main + directory + fractions([36, 42, 6]) + fractions([119, 6, 0])
  }
}
