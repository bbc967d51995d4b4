// SPDX-License-Identifier: Apache-2.0

import DutyModel
import DutyPlanning
import IncidentAnalysis

/// The sweep of all streets in numbers, with its proof.
struct SweepBody: Encodable {
  var workdays: Int
  var tasks: Int
  var streets: Int
  var missing: Int
  var twice: Int

  init(_ sweep: SweepPlan) {
    workdays = sweep.workdays
    tasks = sweep.tasks.count
    streets = sweep.proof.streets
    missing = sweep.proof.missing.count
    twice = sweep.proof.twice.count
  }
}

/// How many people an office sends to posts, and how far they go.
struct OfficeBody: Encodable {
  var name: LocalizedName
  var people: Int
  /// Mean over the people.
  var travelMinutes: Double

  /// Offices in their order of number.
  static func all(_ shares: [OfficeShare], _ people: PeopleIndex) -> [OfficeBody] {
    Dictionary(grouping: shares, by: \.office).sorted { $0.key < $1.key }.map { office, shares in
      let count = shares.reduce(0) { $0 + $1.people }
      let seconds = shares.reduce(0) { $0 + $1.people * $1.travelSeconds }
      return OfficeBody(
        name: people.name(office), people: count,
        travelMinutes: Double(seconds) / 60 / Double(max(1, count)))
    }
  }
}

/// How a brigade's night checks are drawn.
struct NightGameBody: Encodable {
  var brigade: LocalizedName
  var places: Int
  /// Expected incidents a year where most stays unchecked, with and without the checks.
  var value: Double
  var uncheckedValue: Double

  init(_ game: NightGame, _ people: PeopleIndex) {
    brigade = people.name(game.brigade)
    places = game.places.count
    value = game.value
    uncheckedValue = game.uncheckedValue
  }
}

extension DutyHours {
  /// The mode on whose plan a comparison in these hours is shown.
  var mode: DutyMode {
    switch self {
    case .all, .peak: .peak
    case .offPeak: .offPeak
    case .night: .night
    }
  }
}
