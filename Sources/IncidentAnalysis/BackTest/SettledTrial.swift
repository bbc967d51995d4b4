// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import Foundation
import Geography

/// One quarter with everything settled that the other quarters had to decide.
struct SettledTrial {
  var checked: DateSpan
  private let history: IncidentHistory
  private let choice: RateModelChoice
  private let incidents: [LocatedIncident]
  private let rates: [RiskModel: SegmentRates]
  /// For each incident of the quarter, the share that each of the stacked models gave its street.
  let sharesOfIncidents: [[Double]]

  init(
    _ trial: TrainingTrial, suite: ModelSuite, recorded: [LocatedIncident],
    choice: RateModelChoice, rates: SegmentRates
  ) {
    checked = trial.fold.checked
    history = trial.history
    self.choice = choice
    incidents = trial.checked
    var all = suite.rates(trial.history, choice, empiricalBayes: rates)
    all[.lastYearCount] = suite.lastYearCount(recorded, span: trial.fold.learnt)
    self.rates = all
    let shares = Stacking.models.map { all[$0]?.shares ?? [] }
    sharesOfIncidents = trial.checked.map { located in
      shares.map { $0[Int(located.segment.rawValue)] }
    }
  }

  func table(_ models: [RiskModel], roads: RoadNetwork, stacking: Stacking) -> HitTable {
    var table = HitTable(incidents, span: checked)
    for model in models {
      let rates = model == .ensemble ? stacking.combined(rates) : rates[model]
      let list = HotList(score: rates?.rate ?? [], roads: roads)
      for share in BackTest.lengthShares {
        table.add(inclusion: list.inclusion(lengthShare: share))
      }
    }
    return table
  }

  /// Of the part of the week in which the quarter's incidents fell, given their streets.
  func hoursLikelihood(strength: Double, roads: RoadNetwork) -> Double {
    let bands = BandProfiles(roads: roads, incidents: history.incidents)
    let profile = HoursProfile(
      bands: bands, incidents: history.incidents,
      weights: history.weights(
        halfLifeDays: choice.halfLifeDays, earlierEraWeight: choice.earlierEraWeight),
      strength: strength)
    let means = bands.share.map(HoursProfile.partShares)
    return incidents.reduce(0) { sum, located in
      let segment = Int(located.segment.rawValue)
      let part = DutyHours.partOfBand[TimeBand(located.incident.time).index]
      let share = means[bands.profileOfSegment[segment]][part] * profile.factor[part][segment]
      return sum + log(share)
    }
  }
}
