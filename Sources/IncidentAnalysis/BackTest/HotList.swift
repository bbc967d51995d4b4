// SPDX-License-Identifier: Apache-2.0

import Geography

/// Streets in the order in which a model would have them watched, for a given length of street.
struct HotList {
  /// Segment positions, the most promising first.
  var order: [Int]
  private var lengths: [Int64]

  /// By score for each metre, the highest first; ties by position.
  init(score: [Double], roads: RoadNetwork) {
    lengths = roads.segments.map { max(1, $0.lengthMillimetres) }
    let density = zip(score, lengths).map { $0 / Double($1) }
    order = density.indices.sorted {
      density[$0] == density[$1] ? $0 < $1 : density[$0] > density[$1]
    }
  }

  init(order: [Int], roads: RoadNetwork) {
    self.order = order
    lengths = roads.segments.map { max(1, $0.lengthMillimetres) }
  }

  /// For each street, the part of it on the list, 0...1: the first streets that make up
  /// `lengthShare` of all street length; of the street that the limit falls into, a part.
  func inclusion(lengthShare: Double) -> [Double] {
    var part = Array(repeating: 0.0, count: lengths.count)
    var left = lengthShare * Double(lengths.reduce(0, +))
    for segment in order {
      guard left > 0 else { break }
      let length = Double(lengths[segment])
      part[segment] = min(1, left / length)
      left -= length
    }
    return part
  }

  /// Share of `incidents` on the list.
  ///
  /// - Parameter incidents: number of incidents by segment position.
  func hitRate(lengthShare: Double, incidents: [Int]) -> Double {
    let total = incidents.reduce(0, +)
    guard total > 0 else { return 0 }
    let hits = zip(inclusion(lengthShare: lengthShare), incidents).reduce(0) {
      $0 + $1.0 * Double($1.1)
    }
    return hits / Double(total)
  }
}
