// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CityOrder
import DutyModel
import Foundation
import Stores

/// What cases are grouped by, as people type it.
struct DimensionArgument: ExpressibleByArgument {
  var dimension: CaseDimension

  init?(argument: String) {
    guard let dimension = CaseDimension(rawValue: argument) else { return nil }
    self.dimension = dimension
  }

  static let allValueStrings = CaseDimension.allCases.map(\.rawValue)
}

struct CasesEvaluateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate", abstract: Texts.text("command.cases-evaluate"))

  @Option(help: ArgumentHelp(Texts.text("option.from"), valueName: "DATE"))
  var from: DateArgument

  @Option(help: ArgumentHelp(Texts.text("option.until"), valueName: "DATE"))
  var until: DateArgument

  @Option(help: ArgumentHelp(Texts.text("option.cases-by")))
  var by: DimensionArgument?

  @OptionGroup var shared: SharedOptions
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    guard from.date < until.date else {
      throw ValidationError(Texts.text("cases.bad-period"))
    }
  }

  func run() async throws {
    try await ErrorReport.reporting {
      let folder = StageFolder(url: shared.folder)
      let directory = try StageFile.read(OrderDirectory.self, from: folder.orderDirectory)
      let store = try await LiveStore(folder, database)
      let start = directory.clock.instant(of: CivilTime(date: from.date))
      let end = directory.clock.instant(of: CivilTime(date: until.date))
      let dimension = by?.dimension ?? .area
      let rows = try await store.cases(directory.classes).tallies(in: start..<end, by: dimension)
      try store.close()
      print(
        try CasesEvaluation(rows, by: dimension, directory).rendered(as: shared.format))
    }
  }
}

/// Counts and rates of each group; a rate of few cases stays out of sight.
struct CasesEvaluation: Summary {
  struct Group: Encodable {
    var name: String
    var tally: CaseTally
    var figures: [CaseFigureResult]
  }

  var groups: [Group]

  init(_ rows: [CaseTallyRow], by dimension: CaseDimension, _ directory: OrderDirectory) {
    let names: [String: LocalizedName] =
      switch dimension {
      case .area:
        Dictionary(uniqueKeysWithValues: directory.areas.map { ($0.id.description, $0.name) })
      case .unit:
        Dictionary(uniqueKeysWithValues: directory.units.map { ($0.id.description, $0.name) })
      case .grid, .kind, .role: [:]
      }
    groups = rows.map { row in
      let name = names[row.group].map { Texts.text($0) } ?? (row.group.isEmpty ? "–" : row.group)
      return Group(
        name: name, tally: row.tally,
        figures: CaseFigure.allCases.compactMap { $0.result(of: row.tally) })
    }
  }

  var table: TextTable {
    var total = CaseTally()
    for group in groups { total += group.tally }
    let rows = groups.map { line($0.name, $0.tally) } + [line(Texts.text("cases.total"), total)]
    return TextTable(
      header: [Texts.text("cases.group")]
        + ["received", "opened", "due", "closed", "on-time", "on-ledger"].map {
          Texts.text("cases.\($0)")
        } + [CaseFigure.closingRate, .onTimeRate].map { Texts.text($0.name) },
      rows: rows, numeric: Set(1...8))
  }

  private func line(_ name: String, _ tally: CaseTally) -> [String] {
    let rates = [CaseFigure.closingRate, .onTimeRate].map { figure in
      guard let result = figure.result(of: tally), result.isShown else { return "–" }
      return (result.value * 100).text(places: 2) + " %"
    }
    let counts = [
      tally.received, tally.opened, tally.due, tally.closed, tally.closedOnTime, tally.onLedger,
    ]
    return [name] + counts.map(String.init) + rates
  }
}
