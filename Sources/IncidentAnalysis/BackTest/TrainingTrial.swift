// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import Foundation
import Geography

/// One back-test inside the training span: what every offered model would have said of a quarter.
struct TrainingTrial {
  var fold: RollingOrigin.Fold
  var history: IncidentHistory
  /// Of the quarter, on the streets that the import gave.
  var checked: [LocatedIncident]
  /// By offered choice: the empirical Bayes rates, and the likelihood of the quarter under them.
  private(set) var rates: [SegmentRates] = []
  private(set) var likelihood: [Double] = []

  /// - Returns: `nil` if there are too few incidents on either side.
  init?(
    _ fold: RollingOrigin.Fold, recorded: [LocatedIncident], streets: SegmentIndex,
    model: RateModel, choices: [RateModelChoice]
  ) {
    self.fold = fold
    history = IncidentHistory(
      LocationRegistration(recorded, span: fold.learnt, streets: streets), span: fold.learnt)
    checked = recorded.filter { fold.checked.contains($0.date) }
    guard history.incidents.count >= AnalysisOptions.leastIncidents,
      checked.count >= AnalysisOptions.leastIncidents
    else { return nil }
    tryAll(choices, model)
  }

  /// Choices that differ only in what is of no account here share one estimate.
  private mutating func tryAll(_ choices: [RateModelChoice], _ model: RateModel) {
    var seen: [SeenKey: (counts: WeightedCounts, prediction: [Double])] = [:]
    var made: [RateModelChoice: Int] = [:]
    for choice in choices {
      var key = choice
      if history.eras.count == 1 { key.earlierEraWeight = 1 }
      if let known = made[key] {
        rates.append(rates[known])
        likelihood.append(likelihood[known])
        continue
      }
      let weights = SeenKey(halfLife: key.halfLifeDays, earlier: key.earlierEraWeight)
      let learnt = seen[weights] ?? learn(weights, model)
      seen[weights] = learnt
      let estimate = model.estimate(
        learnt.counts, learnt.prediction, kernelReachMetres: key.kernelReachMetres)
      made[key] = rates.count
      likelihood.append(Self.logLikelihood(of: checked, rate: estimate.rate))
      rates.append(estimate)
    }
  }

  private struct SeenKey: Hashable {
    var halfLife: Int
    var earlier: Double
  }

  private func learn(
    _ key: SeenKey, _ model: RateModel
  ) -> (counts: WeightedCounts, prediction: [Double]) {
    let counts = history.weighted(
      segments: model.roads.segments.count, halfLifeDays: key.halfLife,
      earlierEraWeight: key.earlier)
    return (counts, model.prediction(counts))
  }

  /// Of where the incidents happened, given how many did: the level of a year plays no part.
  static func logLikelihood(of incidents: [LocatedIncident], rate: [Double]) -> Double {
    let total = rate.reduce(0, +)
    return incidents.reduce(0) { sum, located in
      sum + log(rate[Int(located.segment.rawValue)] / total)
    }
  }
}
