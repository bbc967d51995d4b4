// SPDX-License-Identifier: Apache-2.0

import DutyModel

/// Finds a place for a name inside an outline.
///
/// On each of some lines across the outline, the middle of the longest stretch inside it is a
/// candidate; the one with the longest stretch wins, which keeps the name in the broad part.
enum LabelPlace {
  private static let lines = 24

  static func inside(_ outlines: [[Coordinate]]) -> Coordinate? {
    let box = CityBounds(outlines.flatMap { $0 })
    guard box.south < box.north else { return outlines.first?.first }
    var best: (length: Double, place: Coordinate)?
    for line in 1..<lines {
      let latitude = box.south + (box.north - box.south) * Double(line) / Double(lines)
      let crossings = outlines.flatMap { Self.crossings(of: $0, latitude: latitude) }.sorted()
      for pair in stride(from: 0, to: crossings.count - 1, by: 2) {
        let (west, east) = (crossings[pair], crossings[pair + 1])
        // Lines near the middle win when stretches are about as long.
        let distance = abs(Double(line) / Double(lines) - 0.5)
        let length = (east - west) * (1 - distance)
        guard length > best?.length ?? 0 else { continue }
        best = (length, Coordinate(latitude: latitude, longitude: (west + east) / 2))
      }
    }
    return best?.place
  }

  private static func crossings(of outline: [Coordinate], latitude: Double) -> [Double] {
    zip(outline, outline.dropFirst() + outline.prefix(1)).compactMap { from, to in
      guard (from.latitude > latitude) != (to.latitude > latitude) else { return nil }
      let part = (latitude - from.latitude) / (to.latitude - from.latitude)
      return from.longitude + (to.longitude - from.longitude) * part
    }
  }
}
