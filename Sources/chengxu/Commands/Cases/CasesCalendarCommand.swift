// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CityOrder
import DutyModel
import Foundation

/// Takes in a newly published calendar alone; the table of deadlines and all cases stay.
struct CasesCalendarCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calendar", abstract: Texts.text("command.cases-calendar"))

  @Argument(help: ArgumentHelp(Texts.text("option.order-calendar"), valueName: "FILE"))
  var file: String

  @Flag(help: ArgumentHelp(Texts.text("option.accept-changes")))
  var acceptChanges = false

  @OptionGroup var shared: SharedOptions

  func run() async throws {
    try await ErrorReport.reporting {
      let folder = StageFolder(url: shared.folder)
      let clock = try StageFile.read(OrderDirectory.self, from: folder.orderDirectory).clock
      var deadlines = try StageFile.read(OrderDeadlines.self, from: folder.orderDeadlines)
      let newer = try StageFile.read(WorkingCalendar.self, from: URL(filePath: file))
      let minutes = Int64(Date().timeIntervalSince1970 / 60)
      let renewal = try CalendarRenewal(
        of: deadlines.calendar, by: newer,
        today: clock.civilTime(of: Instant(milliseconds: minutes * 60_000)).date,
        acceptsChanges: acceptChanges)
      deadlines.calendar = renewal.calendar
      _ = try deadlines.desk(on: clock)
      try StageFile.write(deadlines, to: folder.orderDeadlines)
      print(try CasesCalendarSummary(renewal).rendered(as: shared.format))
    }
  }
}

/// How far deadlines may reach now, and which known days changed.
struct CasesCalendarSummary: Summary {
  var until: CivilDate
  var changedDays: [CivilDate]

  init(_ renewal: CalendarRenewal) {
    until = renewal.until
    changedDays = renewal.changedDays
  }

  var table: TextTable {
    TextTable(
      header: [Texts.text("table.kind"), Texts.text("table.count")],
      rows: [
        [Texts.text("cases.calendar-until"), "\(until)"],
        [
          Texts.text("cases.calendar-changed"),
          changedDays.map(\.description).joined(separator: " "),
        ],
        [Texts.text("cases.calendar-restart"), ""],
      ], numeric: [])
  }
}
