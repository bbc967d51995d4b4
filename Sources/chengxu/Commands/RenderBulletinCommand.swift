// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Bulletin
import DocumentRendering
import Foundation

struct RenderBulletinCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "render", abstract: Texts.text("command.bulletin.render"))

  @Argument(help: ArgumentHelp(Texts.text("option.document"), valueName: "DOCUMENT.json"))
  var document: String

  @Option(help: ArgumentHelp(Texts.text("option.pdf"), valueName: "FILE"))
  var pdf: String?

  @Option(help: ArgumentHelp(Texts.text("option.docx"), valueName: "FILE"))
  var docx: String?

  @Option(help: ArgumentHelp(Texts.text("option.format")))
  var format = OutputFormat.table

  func validate() throws {
    guard pdf != nil || docx != nil else {
      throw ValidationError(Texts.text("error.no-output"))
    }
  }

  func run() async throws {
    try await ErrorReport.reporting {
      let bulletin = try StageFile.read(BulletinDocument.self, from: URL(filePath: document))
      let tools = try ToolLocations.find()
      let renderer = try await DocumentRenderer(
        python: tools.python,
        fonts: FontFolders(office: tools.officeFonts, bundled: tools.fonts))
      var summary = RenderSummary()
      if let pdf {
        let report = try await renderer.pdf(bulletin, to: URL(filePath: pdf))
        summary.files.append(.init(file: pdf, pages: report.pages, bytes: report.bytes))
        summary.substitutedFonts = report.substitutedFonts
      }
      if let docx {
        let report = try await renderer.docx(bulletin, to: URL(filePath: docx))
        summary.files.append(.init(file: docx, pages: report.pages, bytes: report.bytes))
      }
      await renderer.close()
      print(try summary.rendered(as: format))
    }
  }
}

/// The files that were written, and which fonts stand in for the office's own.
struct RenderSummary: Summary {
  struct File: Encodable {
    var file: String
    var pages: Int?
    var bytes: Int
  }

  var files: [File] = []
  var substitutedFonts: [FontSubstitution] = []

  var table: TextTable {
    TextTable(
      header: [Texts.text("table.file"), Texts.text("table.pages")],
      rows: files.map { [$0.file, $0.pages.map(String.init) ?? "–"] }
        + substitutedFonts.map { ["\($0.wanted) → \($0.used)", "–"] }, numeric: [1])
  }
}
