// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import Foundation
import Geography

/// How far the field looks around and back, and how it was settled.
public struct RateModelChoice: Hashable, Codable, Sendable {
  /// Reach of the neighbourhood along the streets; 0 for none.
  public var kernelReachMetres: Int
  public var halfLifeDays: Int
  /// What an incident counts that was located in an earlier way; 1 for as much as any other.
  public var earlierEraWeight: Double
  /// True if chosen by likelihood on the last year of the training span; false if that part or what
  /// comes before it has too few incidents, and the middle of what was offered was taken.
  public var isChosenByBackTest: Bool

  public init(
    kernelReachMetres: Int, halfLifeDays: Int, earlierEraWeight: Double = 1,
    isChosenByBackTest: Bool
  ) {
    self.kernelReachMetres = kernelReachMetres
    self.halfLifeDays = halfLifeDays
    self.earlierEraWeight = earlierEraWeight
    self.isChosenByBackTest = isChosenByBackTest
  }
}

/// Estimates the yearly rate of every street: kind of street, then neighbourhood, then own count.
///
/// The prediction for a street is what its kind suggests (`StreetRate`) times how its neighbourhood
/// compares with that: the kernel-weighted counts of the other streets within the reach over those
/// expected there, with `neighbourIncidents` of either added so that few streets say little. The
/// kernel is Epanechnikov's on distances along the network (network kernel density: Okabe, Satoh,
/// Sugihara 2009, doi:10.1080/13658810802475491). The street's own count is left out of its
/// prediction and enters once, in `GammaPoissonEstimate`.
struct RateModel {
  var roads: RoadNetwork
  var neighbourhood: SegmentNeighbourhood

  private static let neighbourIncidents = 4.0

  func estimate(_ history: IncidentHistory, _ choice: RateModelChoice) -> SegmentRates {
    let seen = history.weighted(
      segments: roads.segments.count, halfLifeDays: choice.halfLifeDays,
      earlierEraWeight: choice.earlierEraWeight)
    return estimate(
      seen, prediction(seen), kernelReachMetres: choice.kernelReachMetres)
  }

  /// What the kinds of streets suggest, from their weighted counts.
  func prediction(_ seen: WeightedCounts) -> [Double] {
    StreetRate(roads: roads, counts: seen.counts, exposure: seen.exposure).expected
  }

  /// - Parameter prediction: as `prediction(seen)` gives it; the same for every reach.
  func estimate(
    _ seen: WeightedCounts, _ prediction: [Double], kernelReachMetres: Int
  ) -> SegmentRates {
    var predicted = prediction
    if kernelReachMetres > 0 {
      let ratio = localRatio(
        counts: seen.counts, expected: predicted.map { $0 * seen.exposure },
        reach: kernelReachMetres)
      for segment in predicted.indices { predicted[segment] *= ratio[segment] }
    }
    return GammaPoissonEstimate(roads: roads, seen: seen, predicted: predicted).rates
  }

  private func localRatio(counts: [Double], expected: [Double], reach: Int) -> [Double] {
    roads.segments.indices.map { segment in
      var (observed, predicted) = (Self.neighbourIncidents, Self.neighbourIncidents)
      neighbourhood.forEachNeighbour(of: segment) { neighbour, metres in
        guard metres < reach else { return }
        let ratio = Double(metres) / Double(reach)
        let weight = 1 - ratio * ratio
        observed += weight * counts[neighbour]
        predicted += weight * expected[neighbour]
      }
      return observed / predicted
    }
  }
}
