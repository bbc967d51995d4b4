// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Foundation
import Geography

/// Names areas by where they lie, as people do who know no better: east, north-west, centre.
enum CompassNames {
  private static let directions: [(chinese: String, english: String)] = [
    ("东部", "East"), ("东北部", "North-east"), ("北部", "North"), ("西北部", "North-west"),
    ("西部", "West"), ("西南部", "South-west"), ("南部", "South"), ("东南部", "South-east"),
  ]

  /// A different name for each of up to nine places, by their direction from `origin`.
  ///
  /// Of three or more places, one much nearer to the origin than the others is the centre.
  static func areas(at places: [PlanePoint], around origin: PlanePoint) -> [LocalizedName] {
    var names = [LocalizedName?](repeating: nil, count: places.count)
    let distances = places.map { hypot($0.x - origin.x, $0.y - origin.y) }
    let central = centralPlace(distances)
    if let central { names[central] = name("中心", "Central") }
    var free = Set(directions.indices)
    let wishes = places.indices.flatMap { place in
      directions.indices.map { (place: place, direction: $0) }
    }
    .map { (off: turn(places[$0.place], origin, $0.direction), wish: $0) }
    .sorted {
      ($0.off, $0.wish.place, $0.wish.direction) < ($1.off, $1.wish.place, $1.wish.direction)
    }
    for (_, wish) in wishes where names[wish.place] == nil && free.contains(wish.direction) {
      free.remove(wish.direction)
      names[wish.place] = name(
        directions[wish.direction].chinese, directions[wish.direction].english)
    }
    return names.enumerated().map { number, name in
      name ?? LocalizedName(chinese: "第\(number + 1)片区", english: "Area \(number + 1)")
    }
  }

  private static func centralPlace(_ distances: [Double]) -> Int? {
    guard distances.count >= 3, let nearest = distances.min(),
      let place = distances.firstIndex(of: nearest)
    else { return nil }
    let mean = distances.reduce(0, +) / Double(distances.count)
    return nearest * 3 < mean ? place : nil
  }

  private static func name(_ chinese: String, _ english: String) -> LocalizedName {
    LocalizedName(chinese: chinese + "片区", english: english + " area")
  }

  /// Degrees between a place's bearing and a direction, 0...180.
  private static func turn(_ place: PlanePoint, _ origin: PlanePoint, _ direction: Int) -> Double {
    let bearing = atan2(place.y - origin.y, place.x - origin.x) * 180 / .pi
    let difference = abs(bearing - Double(direction) * 45)
      .truncatingRemainder(dividingBy: 360)
    return min(difference, 360 - difference)
  }
}
