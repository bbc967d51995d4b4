// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CityOrder
import DutyModel
import Foundation
import Operations

/// Gives a folder what city order works by: classes and bodies, deadlines with their calendar, grids.
///
/// Everything is checked together before anything is written; cases that are there stay.
struct CasesPrepareCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prepare", abstract: Texts.text("command.cases-prepare"))

  @Option(help: ArgumentHelp(Texts.text("option.order-directory"), valueName: "FILE"))
  var directory: String

  @Option(help: ArgumentHelp(Texts.text("option.deadlines"), valueName: "FILE"))
  var deadlines: String

  @Option(help: ArgumentHelp(Texts.text("option.order-calendar"), valueName: "FILE"))
  var calendar: String

  @Option(help: ArgumentHelp(Texts.text("option.grids"), valueName: "FILE"))
  var grids: String?

  @Option(help: ArgumentHelp(Texts.text("option.sites"), valueName: "FILE"))
  var sites: String?

  @Option(help: ArgumentHelp(Texts.text("option.referral"), valueName: "FILE"))
  var referral: String?

  @OptionGroup var shared: SharedOptions

  func run() async throws {
    try await ErrorReport.reporting {
      let directory = try StageFile.read(OrderDirectory.self, from: URL(filePath: directory))
      let deadlines = OrderDeadlines(
        table: try StageFile.read(DeadlineTable.self, from: URL(filePath: deadlines)),
        calendar: try StageFile.read(WorkingCalendar.self, from: URL(filePath: calendar)))
      let grids = try grids.map { try StageFile.read([UnitGrid].self, from: URL(filePath: $0)) }
      let sites = try sites.map { try StageFile.read(SiteRegister.self, from: URL(filePath: $0)) }
      try sites?.check(against: directory.classes, bodies: Set(directory.units.map(\.id)))
      _ = try deadlines.desk(on: directory.clock)
      for row in deadlines.table.rows { _ = try directory.classes.require(row.code) }
      let referral = try referral.map { path in
        let data = try StageFile.bytes(of: URL(filePath: path))
        _ = try ReferralRules(
          data, file: path, codes: .standard(), classes: directory.classes)
        return data
      }
      try check(grids ?? [])
      try await Workbench.fill(shared.folder) { bench in
        try StageFile.write(directory, to: bench.orderDirectory)
        try StageFile.write(deadlines, to: bench.orderDeadlines)
        if let grids { try StageFile.write(grids, to: bench.orderGrids) }
        if let referral { try StageFile.write(data: referral, to: bench.orderReferral) }
        if let sites { try StageFile.write(sites, to: bench.orderSites) }
      }
      print(
        try CasesPrepareSummary(
          classes: directory.classes.classes.count, units: directory.units.count,
          deadlines: deadlines.table.rows.count, grids: grids?.count ?? 0,
          sites: sites?.sites.count ?? 0
        ).rendered(as: shared.format))
    }
  }

  /// Gaps may be parks and water; ground that two grids claim has no owner.
  private func check(_ grids: [UnitGrid]) throws {
    let topology = GridTopology(grids)
    if let overlap = topology.overlaps.first {
      throw ValidationError(
        Texts.text(
          "cases.overlap",
          ["first": "\(overlap.first)", "second": "\(overlap.second)"]))
    }
    if let broken = topology.broken.first {
      throw ValidationError(Texts.text("cases.broken-grid", ["grid": "\(broken)"]))
    }
  }
}

/// How many of each were taken in.
struct CasesPrepareSummary: Summary {
  var classes: Int
  var units: Int
  var deadlines: Int
  var grids: Int
  var sites: Int

  var table: TextTable {
    let counts = [
      ("cases.classes", classes), ("cases.units", units), ("cases.deadlines", deadlines),
      ("cases.grids", grids), ("cases.sites", sites),
    ]
    return TextTable(
      header: [Texts.text("table.kind"), Texts.text("table.count")],
      rows: counts.map { [Texts.text($0.0), "\($0.1)"] }, numeric: [1])
  }
}

/// The deadlines of a city with the calendar that they are counted on.
struct OrderDeadlines: Codable {
  var table: DeadlineTable
  var calendar: WorkingCalendar

  func desk(on clock: CityClock) throws(CalendarError) -> DeadlineDesk {
    try DeadlineDesk(table, calendar: calendar, clock: clock)
  }
}
