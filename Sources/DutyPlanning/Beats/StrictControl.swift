// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Geography

/// 秩序严管街: the beat's street that most may be expected on, preferring the higher road classes.
///
/// Streets of the highest class in the beat that has a name compete; the pieces of the winning
/// street that lie in the beat are under strict control. A beat without named streets has its single
/// most dangerous piece.
enum StrictControl {
  static func segments(of beat: [Int], roads: RoadNetwork, rates: [Int64]) -> [Int] {
    let named = beat.filter { roads.segments[$0].streetName != nil }
    guard let highest = named.map({ roads.segments[$0].roadClass }).min() else {
      return beat.max { (rates[$0], $1) < (rates[$1], $0) }.map { [$0] } ?? []
    }
    let streets = Dictionary(grouping: named) { roads.segments[$0].streetName ?? -1 }
    let competing = streets.filter { _, pieces in
      pieces.contains { roads.segments[$0].roadClass == highest }
    }
    let best = competing.max { left, right in
      let (a, b) = (risk(left.value, rates), risk(right.value, rates))
      return a == b ? left.key > right.key : a < b
    }
    return best?.value.sorted() ?? []
  }

  private static func risk(_ pieces: [Int], _ rates: [Int64]) -> Int64 {
    pieces.reduce(0) { $0 + rates[$1] }
  }
}

/// 定责: what every beat's owner is answerable for, as keys of the string catalogue.
enum BeatDuty {
  static let all = [
    "duty.congestion", "duty.disorder", "duty.parking", "duty.violations", "duty.incidents",
    "duty.sweep", "duty.reporting",
  ]
}
