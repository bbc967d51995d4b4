// SPDX-License-Identifier: Apache-2.0

import Geography

/// The incidents to be expected on a street from its class, length and crossings alone.
///
/// For class c: rate = a(c) × length + b(c) × crossing ends, in incidents a reference year, where a
/// crossing end is an end at a junction of degree three or more. This is the part that a
/// crash-prediction function plays in the empirical Bayes method of the Highway Safety Manual
/// (AASHTO 2010, part C), which treats segments and intersections apart; traffic volumes are
/// unknown here, so the class stands for them. Fitted by maximum Poisson likelihood with the
/// multiplicative update of Richardson 1972 and Lucy 1974 (doi:10.1086/111605), which keeps both
/// parts non-negative and is the EM algorithm for this model (Shepp and Vardi 1982).
struct StreetRate {
  /// Expected incidents in a reference year, by segment position; always positive.
  private(set) var expected: [Double]

  /// - Parameters:
  ///   - counts: weighted incidents, by segment position.
  ///   - exposure: reference years, more than 0.
  init(roads: RoadNetwork, counts: [Double], exposure: Double) {
    expected = Array(repeating: 0, count: roads.segments.count)
    let everywhere = Self.density(roads, counts, exposure)
    for roadClass in RoadClass.allCases {
      let members = roads.segments.indices.filter { roads.segments[$0].roadClass == roadClass }
      let rate = fit(
        members, roads: roads, counts: counts, exposure: exposure, everywhere: everywhere)
      for member in members {
        let segment = roads.segments[member]
        let kilometres = Self.kilometres(segment)
        let mean = rate.perKilometre * kilometres + rate.perEnd * Self.crossingEnds(segment, roads)
        expected[member] = max(mean, rate.leastPerKilometre * kilometres)
      }
    }
  }

  /// Strength of the city's mean in each class's: as if this many incidents had been seen.
  private static let cityIncidents = 5.0
  private static let rounds = 40

  /// Incidents a reference year for each kilometre and each crossing end; the city's mean a
  /// kilometre for a class without streets to learn from.
  private func fit(
    _ members: [Int], roads: RoadNetwork, counts: [Double], exposure: Double, everywhere: Double
  ) -> (perKilometre: Double, perEnd: Double, leastPerKilometre: Double) {
    let kilometres = members.map { Self.kilometres(roads.segments[$0]) }
    let ends = members.map { Self.crossingEnds(roads.segments[$0], roads) }
    let length = kilometres.reduce(0, +)
    guard length > 0 else { return (everywhere, 0, 0) }
    let total = members.reduce(Self.cityIncidents) { $0 + counts[$1] }
    let mean = total / (length * exposure + Self.cityIncidents / everywhere)
    let endSum = ends.reduce(0, +)
    var perKilometre = mean / 2
    var perEnd = endSum > 0 ? mean / 2 * length / endSum : 0
    // The city's incidents enter as if they lay along the class's streets in proportion to length.
    for _ in 0..<Self.rounds where endSum > 0 {
      var (lengthPart, endPart) = (Self.cityIncidents / 2, Self.cityIncidents / 2)
      for (index, member) in members.enumerated() where counts[member] > 0 {
        let rate = perKilometre * kilometres[index] + perEnd * ends[index]
        lengthPart += counts[member] * perKilometre * kilometres[index] / rate
        endPart += counts[member] * perEnd * ends[index] / rate
      }
      let scale = mean * length / (lengthPart + endPart)
      (perKilometre, perEnd) = (lengthPart * scale / length, endPart * scale / endSum)
    }
    return endSum == 0 ? (mean, 0, 0) : (perKilometre, perEnd, mean * 1e-3)
  }

  /// Incidents a kilometre and reference year over all streets.
  private static func density(
    _ roads: RoadNetwork, _ counts: [Double], _ exposure: Double
  ) -> Double {
    counts.reduce(0, +) / (roads.segments.reduce(0) { $0 + kilometres($1) } * exposure)
  }

  /// At least a metre, so that no street has a rate of zero.
  private static func kilometres(_ segment: RoadSegment) -> Double {
    max(1e-3, Double(segment.lengthMillimetres) / 1e6)
  }

  private static func crossingEnds(_ segment: RoadSegment, _ roads: RoadNetwork) -> Double {
    (roads[segment.from].degree >= 3 ? 1 : 0) + (roads[segment.to].degree >= 3 ? 1 : 0)
  }
}
