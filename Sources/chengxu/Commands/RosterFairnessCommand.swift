// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import DutyModel
import Rostering

/// How evenly burdens lie on people, for everyone to see.
struct RosterFairnessCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fairness", abstract: Texts.text("command.roster-fairness"))

  @OptionGroup var input: RosterInputOptions

  func run() async throws {
    try await ErrorReport.reporting {
      let context = try RosterContext(input)
      let ledger = FairnessLedger(problem: context.problem, roster: context.roster)
      print(try FairnessSummary(ledger).rendered(as: input.shared.format))
    }
  }
}

struct FairnessSummary: Summary {
  struct Line: Encodable {
    var pool: LocalizedName
    var status: Officer.Status
    var burden: SharedBurden
    var definition: LocalizedName
    var people: Int
    var total: Int
    var range: Int
    var gini: Double?
    var shares: [FairnessLedger.Share]
  }

  var period: CivilInterval
  var lines: [Line]
  var restDebts: [RestDebt]

  init(_ ledger: FairnessLedger) {
    period = ledger.period
    lines = ledger.lines.map {
      Line(
        pool: $0.pool, status: $0.status, burden: $0.burden, definition: $0.burden.definition,
        people: $0.shares.count, total: $0.total, range: $0.range, gini: $0.gini, shares: $0.shares)
    }
    restDebts = ledger.debts
  }

  var table: TextTable {
    TextTable(
      header: [
        "table.pool", "table.status", "table.burden", "table.people", "table.total", "table.range",
        "table.gini", "table.definition",
      ].map { Texts.text($0) },
      rows: lines.filter { $0.total > 0 }.map { line in
        [
          line.pool.shown, Texts.text("status.\(line.status.rawValue)"),
          Texts.text("burden.\(line.burden.rawValue)"), "\(line.people)", "\(line.total)",
          "\(line.range)", line.gini?.text(places: 2) ?? "–", line.definition.shown,
        ]
      }, numeric: [3, 4, 5, 6])
  }
}
