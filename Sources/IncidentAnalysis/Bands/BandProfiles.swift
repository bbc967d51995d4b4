// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import Geography

/// The shape of the week: which share of a year's incidents falls into each of the 48 bands.
///
/// One profile for each road class. Shares are Dirichlet means in two steps: the city's counts on
/// top of one incident a band spread evenly over the hours of the week, then the class's counts on
/// top of `classStrength` incidents spread like the city's. So no band is ever 0, and a class with
/// few incidents follows the city. Source: Gelman et al., "Bayesian Data Analysis", §3.4 and §5.
struct BandProfiles {
  var profileOfSegment: [Int]
  var share: [[Double]]

  static let classStrength = 240.0

  init(roads: RoadNetwork, incidents: some Sequence<LocatedIncident>) {
    let classes = RoadClass.allCases
    var position: [RoadClass: Int] = [:]
    for (index, roadClass) in classes.enumerated() { position[roadClass] = index }
    profileOfSegment = roads.segments.map { position[$0.roadClass] ?? 0 }
    var counts = Array(
      repeating: Array(repeating: 0.0, count: TimeBand.count), count: classes.count)
    for located in incidents {
      let profile = profileOfSegment[Int(located.segment.rawValue)]
      counts[profile][TimeBand(located.incident.time).index] += 1
    }
    let total = (0..<TimeBand.count).map { band in counts.reduce(0) { $0 + $1[band] } }
    let city = Self.mean(total, prior: Self.even, strength: Double(TimeBand.count))
    share = counts.map { Self.mean($0, prior: city, strength: Self.classStrength) }
  }

  /// Five workdays and two days of the weekend, 24 equal hours each.
  static let even = TimeBand.all.map { $0.dayClass == .workday ? 5.0 / 168 : 2.0 / 168 }

  static func mean(_ counts: [Double], prior: [Double], strength: Double) -> [Double] {
    let total = counts.reduce(strength, +)
    return zip(counts, prior).map { ($0 + strength * $1) / total }
  }
}
