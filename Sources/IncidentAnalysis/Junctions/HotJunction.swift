// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import Geography

/// A junction with the incidents to be expected around it.
public struct HotJunction: Hashable, Codable, Sendable {
  public var junction: ID<Junction>
  /// Half of the expected incidents of every street that ends here, in the bands asked for.
  public var expectedPerYear: Double
  /// Standard deviation of `expectedPerYear`, the streets taken as independent.
  public var deviation: Double

  public init(junction: ID<Junction>, expectedPerYear: Double, deviation: Double = 0) {
    self.junction = junction
    self.expectedPerYear = expectedPerYear
    self.deviation = deviation
  }
}

extension RiskField {
  /// All crossings (three or more street ends), the most dangerous first, ties by number.
  ///
  /// Each street gives half of its rate to either end, so that the junctions of a network share out
  /// the streets' rates without remainder.
  public func hotJunctions(of roads: RoadNetwork, in bands: [TimeBand]) -> [HotJunction] {
    var rate = Array(repeating: 0.0, count: roads.junctions.count)
    var variance = rate
    let rates = yearlyRates(in: bands)
    let deviations = yearlyRateDeviations(in: bands)
    for (position, segment) in roads.segments.enumerated() {
      for end in [Int(segment.from.rawValue), Int(segment.to.rawValue)] {
        rate[end] += rates[position] / 2
        variance[end] += deviations[position] * deviations[position] / 4
      }
    }
    return roads.junctions.filter { $0.degree >= 3 }
      .map { junction in
        let position = Int(junction.id.rawValue)
        return HotJunction(
          junction: junction.id, expectedPerYear: rate[position],
          deviation: variance[position].squareRoot())
      }
      .sorted {
        $0.expectedPerYear == $1.expectedPerYear
          ? $0.junction < $1.junction : $0.expectedPerYear > $1.expectedPerYear
      }
  }
}
