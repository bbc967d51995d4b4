// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CityData
import DutyModel
import DutyPlanning
import Foundation
import Rostering

/// What commands on a finished roster share: the folder, the rules, and the weeks before.
struct RosterInputOptions: ParsableArguments {
  @OptionGroup var shared: SharedOptions
  @OptionGroup var ruling: RosterRuleOptions

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(Texts.text("option.roster-history"), valueName: "FILE"))
  var history: [String] = []
}

/// A published roster with all it was made from.
struct RosterContext {
  var snapshot: CitySnapshot
  var plans: DutyPlanSet
  var roster: Roster
  var problem: RosterProblem

  init(_ options: RosterInputOptions) throws {
    let folder = StageFolder(url: options.shared.folder)
    snapshot = try StageFile.read(CitySnapshot.self, from: folder.snapshot)
    plans = try StageFile.read(DutyPlanSet.self, from: folder.plan)
    roster = try StageFile.read(Roster.self, from: folder.roster)
    let past = try options.history.flatMap {
      try StageFile.read(Roster.self, from: URL(filePath: $0)).duties
    }
    let first = CivilTime(date: roster.firstDate)
    let ruling = try RosterRuling.read(from: folder)
    problem = try RosterProblem(
      plans: plans, organization: snapshot.organization, firstDate: roster.firstDate,
      days: roster.days, history: past.filter { $0.interval.start < first },
      rules: options.ruling.rosterRules.weighing(ruling.weights ?? [:])
        .judging(by: try options.ruling.circumstances(ruling.circumstances)),
      calendar: try options.ruling.workingCalendar())
  }

  /// By badge number, or by number.
  func officer(_ name: String) throws(RepairError) -> Officer {
    let officers = snapshot.organization.officers
    guard
      let officer = officers.first(where: { $0.badgeNumber == name })
        ?? officers.first(where: { "\($0.id)" == name })
    else { throw .unknownOfficer(name) }
    return officer
  }

  func badge(of officer: DutyModel.ID<Officer>) -> String {
    snapshot.organization.officers.first { $0.id == officer }?.badgeNumber ?? "\(officer)"
  }
}

/// The number of a duty.
struct DutyArgument: ExpressibleByArgument {
  var id: DutyModel.ID<RosteredDuty>

  init?(argument: String) {
    guard let number = Int64(argument) else { return nil }
    id = DutyModel.ID(rawValue: number)
  }
}

extension LocalizedName {
  /// In the language of the terminal.
  var shown: String { Texts.text(self) }
}
