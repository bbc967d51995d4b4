// SPDX-License-Identifier: Apache-2.0

import IncidentAnalysis
import DutyModel
import Geography

/// Expected incidents covered by the first 1, 2, … of some places, each time the one that adds most.
///
/// For places that were not chosen by covering alone; the numbers are those of a greedy order
/// (Nemhauser, Wolsey and Fisher 1978), so later points never add more than earlier ones.
enum MarginalCurve {
  static func points(_ places: PlaceReach, rates: [Int64]) -> [PlanEvaluation.MarginalPoint] {
    var covered: Set<Int> = []
    var left = Array(places.streets.indices)
    var points: [PlanEvaluation.MarginalPoint] = []
    var total: Int64 = 0
    while !left.isEmpty {
      let gains = left.map { place in
        places.streets[place].reduce(Int64(0)) {
          covered.contains($1.segment) ? $0 : $0 + rates[$1.segment]
        }
      }
      guard let best = gains.indices.max(by: { (gains[$0], $1) < (gains[$1], $0) }) else { break }
      total += gains[best]
      covered.formUnion(places.streets[left[best]].map(\.segment))
      left.remove(at: best)
      points.append(.init(places: points.count + 1, expectedPerYear: Double(total) / 1000))
    }
    return points
  }

  /// The points 10 and 5 places before the last, and the last.
  static func summary(_ places: PlaceReach, rates: [Int64]) -> [PlanEvaluation.MarginalPoint] {
    let all = points(places, rates: rates)
    return [all.count - 10, all.count - 5, all.count].filter { $0 > 0 }.map { all[$0 - 1] }
  }
}
