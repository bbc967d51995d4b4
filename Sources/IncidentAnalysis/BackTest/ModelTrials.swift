// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import Geography

/// Runs the back-tests inside the training span and draws the conclusions.
struct ModelTrials {
  private(set) var choice: RateModelChoice
  private(set) var stacking: Stacking
  private(set) var hoursStrength: Double
  private(set) var selection: ModelSelection

  private static let hoursStrengths = [15.0, 30, 60, 120]
  private static let draws = 400

  init(
    suite: ModelSuite, recorded: [LocatedIncident], span: DateSpan, streets: SegmentIndex,
    options: AnalysisOptions
  ) {
    let offered = options.choices
    let trials = RollingOrigin(span).folds.compactMap { fold in
      TrainingTrial(
        fold, recorded: recorded, streets: streets, model: suite.rateModel, choices: offered)
    }
    guard !trials.isEmpty else {
      choice = offered[offered.count / 2]
      stacking = Stacking(trials: [])
      hoursStrength = Self.hoursStrengths[1]
      selection = ModelSelection(
        chosen: .empiricalBayes, candidates: [], checked: [], ensembleWeights: [:], heldOut: [])
      return
    }
    let best = Self.best(trials, leavingOut: nil)
    choice = offered[best]
    choice.isChosenByBackTest = true
    let settled = trials.indices.map { position in
      let own = Self.best(trials, leavingOut: position)
      return SettledTrial(
        trials[position], suite: suite, recorded: recorded, choice: offered[own],
        rates: trials[position].rates[own])
    }
    stacking = Stacking(trials: settled.flatMap(\.sharesOfIncidents))
    hoursStrength = Self.hoursStrength(settled, roads: suite.roads)
    selection = Self.select(settled, suite.roads, stacking, seed: options.seed)
  }

  /// The choice with the highest likelihood over all quarters but one; the first among equals. A
  /// quarter is judged with what the other quarters chose, so that its own luck plays no part.
  private static func best(_ trials: [TrainingTrial], leavingOut left: Int?) -> Int {
    let used = trials.indices.filter { $0 != left || trials.count == 1 }
    let sums = trials[0].likelihood.indices.map { choice in
      used.reduce(0) { $0 + trials[$1].likelihood[choice] }
    }
    return sums.indices.max { (sums[$0], $1) < (sums[$1], $0) } ?? 0
  }

  private static func hoursStrength(_ trials: [SettledTrial], roads: RoadNetwork) -> Double {
    let sums = hoursStrengths.map { strength in
      trials.reduce(0) { $0 + $1.hoursLikelihood(strength: strength, roads: roads) }
    }
    let best = sums.indices.max { (sums[$0], $1) < (sums[$1], $0) } ?? 0
    return hoursStrengths[best]
  }

  private static func select(
    _ trials: [SettledTrial], _ roads: RoadNetwork, _ stacking: Stacking, seed: UInt64
  ) -> ModelSelection {
    let models = RiskModel.allCases.filter { $0 != .random }
    let tables = trials.indices.map { position in
      let others = trials.indices.filter { $0 != position || trials.count == 1 }
      let stacking = Stacking(trials: others.flatMap { trials[$0].sharesOfIncidents })
      return trials[position].table(models, roads: roads, stacking: stacking)
    }
    let table = tables.dropFirst().reduce(tables[0]) { $0.followed(by: $1) }
    let scores = Scores(models: models, table: table, seed: seed, draws: draws)
    return ModelSelection(
      chosen: scores.chosen, candidates: scores.candidates, checked: trials.map(\.checked),
      ensembleWeights: Dictionary(
        uniqueKeysWithValues: zip(Stacking.models.map(\.rawValue), stacking.weights)),
      heldOut: [])
  }
}
