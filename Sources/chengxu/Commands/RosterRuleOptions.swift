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

  @Option(help: ArgumentHelp(Texts.text("option.forecast"), valueName: "FILE"))
  var forecast: String?

  @Option(help: ArgumentHelp(Texts.text("option.published"), valueName: "DATE"))
  var published: DateArgument?

  /// What the files say besides; where they do not, what the roster in the folder was made by.
  func circumstances(_ known: RosterCircumstances?) throws -> RosterCircumstances {
    var circumstances = known ?? RosterCircumstances()
    if let forecast {
      guard rosterRules.asksForHeat else { throw RosterDeskError.noHeatRules }
      circumstances.heat = try HeatForecast(
        [UInt8](try StageFile.bytes(of: URL(filePath: forecast))), file: forecast
      ).days
    }
    if let published { circumstances.publishedOn = published.date }
    return circumstances
  }

  /// - Parameter weights: what planners let soft rules weigh.
  func ruling(weights: [String: Int]) throws -> RosterRuling {
    RosterRuling(
      rules: rules, calendar: try workingCalendar(), weights: weights.isEmpty ? nil : weights,
      circumstances: try circumstances(nil))
  }

  var rosterRules: RosterRules { rules?.rules ?? .standard }

  func workingCalendar() throws -> WorkingCalendar? {
    try calendar.map { try StageFile.read(WorkingCalendar.self, from: URL(filePath: $0)) }
  }
}
