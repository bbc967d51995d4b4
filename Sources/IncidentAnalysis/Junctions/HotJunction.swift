// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import Geography

/// A junction with the incidents to be expected around it.
public struct HotJunction: Hashable, Codable, Sendable {
  public var junction: ID<Junction>
  /// Half of the expected incidents of every street that ends here, in the bands asked for.
  public var expectedPerYear: Double

  public init(junction: ID<Junction>, expectedPerYear: Double) {
    self.junction = junction
    self.expectedPerYear = expectedPerYear
  }
}

extension RiskField {
  /// Expected incidents a year in the given bands, by segment position.
  public func yearlyRates(in bands: [TimeBand]) -> [Double] {
    let shareOfProfile = bandShare.map { row in bands.reduce(0) { $0 + row[$1.index] } }
    return yearlyRate.indices.map { yearlyRate[$0] * shareOfProfile[profile[$0]] }
  }

  /// All crossings (three or more street ends), the most dangerous first, ties by number.
  ///
  /// Each street gives half of its rate to either end, so that the junctions of a network share out
  /// the streets' rates without remainder.
  public func hotJunctions(of roads: RoadNetwork, in bands: [TimeBand]) -> [HotJunction] {
    var rate = Array(repeating: 0.0, count: roads.junctions.count)
    for (segment, expected) in zip(roads.segments, yearlyRates(in: bands)) {
      rate[Int(segment.from.rawValue)] += expected / 2
      rate[Int(segment.to.rawValue)] += expected / 2
    }
    return roads.junctions.filter { $0.degree >= 3 }
      .map { HotJunction(junction: $0.id, expectedPerYear: rate[Int($0.id.rawValue)]) }
      .sorted {
        $0.expectedPerYear == $1.expectedPerYear
          ? $0.junction < $1.junction : $0.expectedPerYear > $1.expectedPerYear
      }
  }
}
