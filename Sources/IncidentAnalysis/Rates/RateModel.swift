// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import Foundation
import Geography

/// Which of the offered models the field was made with, and how it was chosen.
public struct RateModelChoice: Hashable, Codable, Sendable {
  public var kernelReachMetres: Int
  public var halfLifeDays: Int
  /// True if chosen by likelihood on the last part of the training span; false if that part or what
  /// comes before it has too few incidents, and the middle of what was offered was taken.
  public var isChosenByBackTest: Bool

  public init(kernelReachMetres: Int, halfLifeDays: Int, isChosenByBackTest: Bool) {
    self.kernelReachMetres = kernelReachMetres
    self.halfLifeDays = halfLifeDays
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

  func estimate(
    _ history: IncidentHistory, kernelReachMetres: Int, halfLifeDays: Int
  ) -> GammaPoissonEstimate {
    let seen = history.weighted(segments: roads.segments.count, halfLifeDays: halfLifeDays)
    var predicted =
      StreetRate(roads: roads, counts: seen.counts, exposure: seen.exposure).expected
    if kernelReachMetres > 0 {
      let ratio = localRatio(
        counts: seen.counts, expected: predicted.map { $0 * seen.exposure },
        reach: kernelReachMetres)
      for segment in predicted.indices { predicted[segment] *= ratio[segment] }
    }
    return GammaPoissonEstimate(roads: roads, seen: seen, predicted: predicted)
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

  /// The offered pair of reach and half-life with the highest likelihood on the last 91 days, or the
  /// last quarter, of the history; the first offered among equals.
  ///
  /// The days just before the ones to be predicted say most about how fast the picture changes: in
  /// the bundled city the way of locating crashes changed in 2017, which a check on a whole year
  /// would have noticed a year late.
  func choose(_ history: IncidentHistory, among options: AnalysisOptions) -> RateModelChoice {
    let days = min(91, history.span.days / 4)
    let checked = DateSpan(
      first: history.span.last.adding(days: 1 - max(1, days)), last: history.span.last)
    guard history.span.first < checked.first else { return middle(of: options) }
    let before = DateSpan(first: history.span.first, last: checked.first.adding(days: -1))
    let learnt = IncidentHistory(history.incidents, span: before)
    let seen = IncidentHistory(history.incidents, span: checked)
    guard learnt.incidents.count >= AnalysisOptions.leastIncidents,
      seen.incidents.count >= AnalysisOptions.leastIncidents
    else { return middle(of: options) }
    var best = (likelihood: -Double.infinity, choice: middle(of: options))
    for reach in options.kernelReachesMetres {
      for halfLife in options.halfLivesDays {
        let rate = estimate(learnt, kernelReachMetres: reach, halfLifeDays: halfLife).rate
        let likelihood = Self.logLikelihood(of: seen, rate: rate)
        guard likelihood > best.likelihood else { continue }
        best = (
          likelihood,
          RateModelChoice(
            kernelReachMetres: reach, halfLifeDays: halfLife, isChosenByBackTest: true)
        )
      }
    }
    return best.choice
  }

  /// Of where the incidents happened, given how many did: the level of a year plays no part.
  static func logLikelihood(of history: IncidentHistory, rate: [Double]) -> Double {
    let total = rate.reduce(0, +)
    return history.incidents.reduce(0) { sum, located in
      sum + log(rate[Int(located.segment.rawValue)] / total)
    }
  }

  private func middle(of options: AnalysisOptions) -> RateModelChoice {
    RateModelChoice(
      kernelReachMetres: options.kernelReachesMetres[options.kernelReachesMetres.count / 2],
      halfLifeDays: options.halfLivesDays[options.halfLivesDays.count / 2],
      isChosenByBackTest: false)
  }
}
