// SPDX-License-Identifier: Apache-2.0

import DutyModel

/// The two things that are read from a camera's notes before they are thrown away: how the camera
/// was turned, and where it was.
///
/// Source: CIPA DC-008 (EXIF 2.32) §4.6.
struct EXIFBlock {
  /// 1 to 8; 1 where nothing is noted.
  private(set) var orientation = 1
  /// As the camera's satellite receiver gave it, WGS-84.
  private(set) var place: Coordinate?

  private let bytes: [UInt8]
  private let isLittle: Bool

  /// - Parameter bytes: The TIFF structure, from its byte order on.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    isLittle = bytes.starts(with: Array("II".utf8))
    guard isLittle || bytes.starts(with: Array("MM".utf8)), let first = number(4, 4) else { return }
    let main = entries(at: first)
    if let value = main[0x0112].flatMap({ number($0 + 8, 2) }), (1...8).contains(value) {
      orientation = value
    }
    guard let satellite = main[0x8825].flatMap({ number($0 + 8, 4) }) else { return }
    place = place(in: entries(at: satellite))
  }

  /// Where each tag of a directory stands.
  private func entries(at directory: Int) -> [Int: Int] {
    guard let count = number(directory, 2) else { return [:] }
    var found: [Int: Int] = [:]
    for position in 0..<min(count, 200) {
      let entry = directory + 2 + position * 12
      if let tag = number(entry, 2) { found[tag] = entry }
    }
    return found
  }

  private func place(in entries: [Int: Int]) -> Coordinate? {
    guard let latitude = degrees(entries[2]), let longitude = degrees(entries[4]),
      (0...90).contains(latitude), (0...180).contains(longitude)
    else { return nil }
    // A camera without a fix notes zeros.
    guard latitude != 0 || longitude != 0 else { return nil }
    return Coordinate(
      latitude: letter(entries[1]) == UInt8(ascii: "S") ? -latitude : latitude,
      longitude: letter(entries[3]) == UInt8(ascii: "W") ? -longitude : longitude)
  }

  private func letter(_ entry: Int?) -> UInt8? {
    guard let entry, entry + 8 < bytes.count else { return nil }
    return bytes[entry + 8]
  }

  /// Three fractions: degrees, minutes, seconds.
  private func degrees(_ entry: Int?) -> Double? {
    guard let entry, number(entry + 2, 2) == 5, number(entry + 4, 4) == 3,
      let start = number(entry + 8, 4)
    else { return nil }
    var total = 0.0
    for (position, unit) in [1.0, 60, 3600].enumerated() {
      guard let above = number(start + position * 8, 4),
        let below = number(start + position * 8 + 4, 4),
        below > 0
      else { return nil }
      total += Double(above) / Double(below) / unit
    }
    return total
  }

  private func number(_ position: Int, _ count: Int) -> Int? {
    isLittle
      ? bytes.littleEndian(at: position, count: count) : bytes.bigEndian(at: position, count: count)
  }
}
