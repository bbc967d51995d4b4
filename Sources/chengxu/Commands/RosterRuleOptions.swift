// SPDX-License-Identifier: Apache-2.0

public import ArgumentParser
import DutyModel
import Foundation
public import Rostering

extension RosterRuleSet: ExpressibleByArgument {}

/// By which rules and which holidays a roster is made and judged.
struct RosterRuleOptions: ParsableArguments {
  @Option(help: ArgumentHelp(Texts.text("option.roster-rules"), valueName: "SET"))
  var rules: RosterRuleSet?

  @Option(help: ArgumentHelp(Texts.text("option.calendar"), valueName: "FILE"))
  var calendar: String?

  /// - Parameter weights: what planners let soft rules weigh.
  func ruling(weights: [String: Int]) throws -> RosterRuling {
    RosterRuling(
      rules: rules, calendar: try workingCalendar(), weights: weights.isEmpty ? nil : weights)
  }

  var rosterRules: RosterRules { rules?.rules ?? .standard }

  func workingCalendar() throws -> WorkingCalendar? {
    try calendar.map { try StageFile.read(WorkingCalendar.self, from: URL(filePath: $0)) }
  }
}
