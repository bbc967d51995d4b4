// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CityData
import DocumentRendering
import DutyModel
import DutyPlanning
import Foundation
import Rostering

/// Writes the roster for spreadsheets and for people's calendars.
struct RosterExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: Texts.text("command.roster-export"))

  @Option(help: ArgumentHelp(Texts.text("option.export-csv"), valueName: "FILE"))
  var csv: String?

  @Option(help: ArgumentHelp(Texts.text("option.export-xlsx"), valueName: "FILE"))
  var xlsx: String?

  @Option(help: ArgumentHelp(Texts.text("option.export-ics"), valueName: "DIR"))
  var ics: String?

  @Option(help: ArgumentHelp(Texts.text("option.export-person"), valueName: "BADGE"))
  var person: String?

  @Option(help: ArgumentHelp(Texts.text("option.export-published"), valueName: "TIME"))
  var published: CivilTimeArgument?

  @OptionGroup var input: RosterInputOptions

  func validate() throws {
    guard csv != nil || xlsx != nil || ics != nil else {
      throw ValidationError("Give --csv FILE, --xlsx FILE or --ics DIR")
    }
    guard ics == nil || published != nil else {
      throw ValidationError("--ics needs --published, the time at which the roster was published")
    }
  }

  func run() async throws {
    try await ErrorReport.reporting {
      let context = try RosterContext(input)
      let places = PlaceNames(context.plans)
      let sheet = RosterSheet(
        context.roster, organization: context.snapshot.organization, places: places)
      if let csv { try StageFile.write(text: sheet.csv, to: URL(filePath: csv)) }
      if let xlsx {
        let book = Workbook(
          sheet: "roster", columns: RosterSheet.columns,
          rows: sheet.rows.map { $0.map { $0.isEmpty ? .empty : .text($0) } },
          modified: context.roster.firstDate)
        try StageFile.write(data: book.data, to: URL(filePath: xlsx))
      }
      if let ics, let published {
        try writeFeeds(context, places, published.time, to: URL(filePath: ics))
      }
    }
  }

  /// One file a person, by badge number.
  private func writeFeeds(
    _ context: RosterContext, _ places: PlaceNames, _ published: CivilTime, to folder: URL
  ) throws {
    try StageFile.makeFolder(folder)
    let organization = context.snapshot.organization
    let officers = try person.map { [try context.officer($0)] } ?? organization.officers
    let working = Set(context.roster.duties.map(\.officer))
    for officer in officers where working.contains(officer.id) {
      let feed = RosterFeed(
        of: officer, in: context.roster, clock: organization.clock, places: places,
        stamp: organization.clock.instant(of: published))
      try StageFile.write(
        text: feed.text, to: folder.appending(path: "\(officer.badgeNumber).ics"))
    }
  }
}
