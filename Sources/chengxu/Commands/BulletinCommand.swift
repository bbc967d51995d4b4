// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CityData
import DocumentRendering
import DutyPlanning
import Foundation
import IncidentAnalysis
import Rostering
import Supervision

struct BulletinCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bulletin", abstract: Texts.text("command.bulletin"),
    subcommands: [
      ComposeBulletinCommand.self, RenderBulletinCommand.self, DraftBulletinCommand.self,
      ReviseBulletinCommand.self, UpdateFiguresCommand.self, MoveBulletinCommand.self,
      SignBulletinCommand.self, BulletinIssuesCommand.self, StartNumberingCommand.self,
    ],
    defaultSubcommand: ComposeBulletinCommand.self)
}

struct ComposeBulletinCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compose", abstract: Texts.text("command.bulletin.compose"))

  @Option(help: ArgumentHelp(Texts.text("option.number"), valueName: "N"))
  var number = 1

  @OptionGroup var shared: SharedOptions

  func run() async throws {
    try await ErrorReport.reporting {
      let folder = StageFolder(url: shared.folder)
      let values = try PublishedValues(reading: folder)
      let tools = try ToolLocations.find()
      let report = try await Workbench.fill(shared.folder) { bench in
        var run = StageRun(seed: 0, stages: 1, isQuiet: shared.quiet)
        return try await run.bulletin(values, into: bench, tools, issue: number)
      }
      print(try BulletinSummary(folder, pages: report.pages).rendered(as: shared.format))
    }
  }
}

extension PublishedValues {
  init(reading folder: StageFolder) throws(StageFileError) {
    self.init(
      snapshot: try StageFile.read(CitySnapshot.self, from: folder.snapshot),
      risk: try StageFile.read(RiskField.self, from: folder.risk),
      plans: try StageFile.read(DutyPlanSet.self, from: folder.plan),
      roster: try StageFile.read(Roster.self, from: folder.roster),
      scorecard: try StageFile.read(Scorecard.self, from: folder.scorecard))
  }
}

/// Where the bulletin lies.
struct BulletinSummary: Summary {
  var pdf: String
  var docx: String
  var pages: Int?

  init(_ folder: StageFolder, pages: Int?) {
    pdf = folder.bulletinPDF.path(percentEncoded: false)
    docx = folder.bulletinDOCX.path(percentEncoded: false)
    self.pages = pages
  }

  var table: TextTable {
    TextTable(
      header: [Texts.text("table.file"), Texts.text("table.pages")],
      rows: [[pdf, pages.map(String.init) ?? "–"], [docx, "–"]], numeric: [1])
  }
}
