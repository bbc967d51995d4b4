// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CityData
import DutyModel
import DutyPlanning
import Foundation
import Rostering
import Supervision

struct SuperviseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "supervise", abstract: Texts.text("command.supervise"))

  @Option(help: ArgumentHelp(Texts.text("option.day"), valueName: "DATE"))
  var day: DateArgument?

  @OptionGroup var period: PeriodOptions
  @OptionGroup var breakdown: BreakdownOptions
  @OptionGroup var shared: SharedOptions
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    guard day == nil || period.from == nil else {
      throw ValidationError(Texts.text("error.day-and-from"))
    }
  }

  func run() async throws {
    try await ErrorReport.reporting {
      let folder = StageFolder(url: shared.folder)
      let snapshot = try StageFile.read(CitySnapshot.self, from: folder.snapshot)
      let plans = try StageFile.read(DutyPlanSet.self, from: folder.plan)
      let roster = try StageFile.read(Roster.self, from: folder.roster)
      let local = try breakdown.localDefinitions()
      let store = try await store(folder)
      let wanted = period.interval ?? .day(day?.date ?? roster.firstDate.adding(days: 2))
      let supervisor = Supervisor()
      let readers = try supervisor.policies(for: local).map { policy in
        try DutyFactsReader(
          plan: plans, roster: roster, snapshot: snapshot, period: wanted, policy: policy,
          dimensions: breakdown.dimensions, detail: .sums)
      }
      var run = StageRun(seed: 0, stages: 1, isQuiet: shared.quiet)
      let scorecard = try await run.supervise {
        let facts = try await store.facts(readers)
        return local.map { supervisor.scorecard(of: facts, local: $0) }
          ?? supervisor.scorecard(of: facts[0])
      }
      try await store.keep(scorecard, of: snapshot.organization)
      try store.close()
      try StageFile.write(scorecard, to: folder.scorecard)
      if let export = breakdown.export {
        try ScorecardExport.write(scorecard, to: URL(filePath: export))
      }
      print(try ScorecardSummary(scorecard).rendered(as: shared.format))
    }
  }

  /// The folder's own log, or the one that servers share where its address is named.
  private func store(_ folder: StageFolder) async throws -> EventStore {
    if let address = try await database.address() { return try await EventStore(address: address) }
    guard FileManager.default.fileExists(atPath: folder.events.path(percentEncoded: false)) else {
      throw StageFileError(file: folder.events, reason: .missing)
    }
    return try await EventStore(folder.events)
  }
}

/// The detachment's figures with what they were divided by.
struct ScorecardSummary: Summary {
  var period: CivilInterval
  var results: [KPIResult]

  init(_ scorecard: Scorecard) {
    period = scorecard.period
    results = scorecard.results
  }

  var table: TextTable {
    TextTable(
      header: [
        "table.figure", "table.value", "table.unit", "table.numerator", "table.denominator",
        "table.cases", "table.interval",
      ].map { Texts.text($0) },
      rows: detachment.map(row), numeric: [1, 3, 4, 5, 6])
  }

  /// The table, and below it what every figure means: no figure without its definition.
  func rendered(as format: OutputFormat) throws -> String {
    guard format == .table else { return try json() }
    let definitions = detachment.map { result in
      let one = result.definition
      let authority = one.authority.map { "〔\($0)〕" } ?? ""
      return "\(Texts.text(one.name))\(authority)（v\(one.version)）\(Texts.text(one.formula))"
    }
    return table.rendered() + "\n\n" + Texts.text("table.definition") + "\n"
      + definitions.joined(separator: "\n")
  }

  private var detachment: [KPIResult] { results.filter { $0.scope == .detachment } }

  private func row(_ result: KPIResult) -> [String] {
    let definition = result.definition
    return [
      Texts.text(definition.name) + (definition.authority == nil ? "" : " *"),
      result.value.map { value(result, $0) } ?? "–",
      Texts.text(definition.unit), result.numerator.text(places: 0),
      result.denominator.text(places: 0), "\(result.cases)",
      result.interval.map {
        "\(($0.lower * 100).text(places: 1))–\(($0.upper * 100).text(places: 1))"
      }
        ?? "–",
    ]
  }

  private func value(_ result: KPIResult, _ value: Double) -> String {
    switch result.definition.measure {
    case .proportion, .share: (value * 100).text(places: 1)
    case .index: value.text(places: 2)
    case .mean, .quantile: value == value.rounded() ? value.text(places: 0) : value.text(places: 1)
    case .count: value.text(places: 0)
    }
  }
}
