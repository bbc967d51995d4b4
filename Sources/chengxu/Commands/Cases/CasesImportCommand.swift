// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CityOrder
import DutyModel
import Foundation
import Stores

struct CasesImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: Texts.text("command.cases-import"))

  @Argument(help: ArgumentHelp(Texts.text("option.cases-file"), valueName: "FILE"))
  var file: String

  @Option(help: ArgumentHelp(Texts.text("option.mapping"), valueName: "FILE"))
  var mapping: String

  @Flag(help: ArgumentHelp(Texts.text("option.skip-bad-rows")))
  var skipBadRows = false

  @OptionGroup var shared: SharedOptions
  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    try await ErrorReport.reporting {
      let mapping = try StageFile.read(CaseMapping.self, from: URL(filePath: mapping))
      let source = URL(filePath: file)
      let bytes: [UInt8]
      do {
        bytes = [UInt8](try Data(contentsOf: source))
      } catch {
        throw StageFileError(file: source, cause: error, isReading: true)
      }
      let imported = try CaseImport(
        bytes, file: source.lastPathComponent, mapping: mapping, skipsBadRows: skipBadRows)
      let folder = StageFolder(url: shared.folder)
      let store = try await LiveStore(folder, database)
      let cases = store.cases(imported.directory.classes)
      // Cases that people work on, or that were imported before, are never written over.
      let known = try await cases.count()
      guard known == 0 else { throw RegisterInUse(cases: known) }
      try await Workbench.fill(shared.folder) { bench in
        try StageFile.write(imported.directory, to: bench.orderDirectory)
        // All of them or none.
        try await cases.file(imported.cases)
      }
      try store.close()
      print(try CasesImportSummary(imported).rendered(as: shared.format))
    }
  }
}

/// The register that an import would fill holds cases.
struct RegisterInUse: ExplainedError {
  var cases: Int

  var explanation: LocalizedName {
    LocalizedName(
      chinese: "案件库已有 \(cases) 件案件，未导入。可以换一个空的数据目录或数据库。",
      english:
        "The register holds \(cases) cases, and nothing was imported. Maybe use an empty data "
        + "folder or database.")
  }
}

/// What was taken in, and every row that was not.
struct CasesImportSummary: Summary {
  var rowsRead: Int
  var cases: Int
  var classes: Int
  var units: Int
  var kept: CaseImport.Kept
  var refused: [RefusedRow]

  init(_ imported: CaseImport) {
    rowsRead = imported.rowsRead
    cases = imported.cases.count
    classes = imported.directory.classes.classes.count
    units = imported.directory.units.count
    kept = imported.kept
    refused = imported.refused
  }

  var table: TextTable {
    let counts = [
      ("cases.rows", rowsRead), ("cases.stored", cases), ("cases.classes", classes),
      ("cases.units", units), ("cases.without-grid", kept.withoutGrid),
      ("cases.without-deadline", kept.withoutDeadline), ("cases.refused", refused.count),
    ]
    return TextTable(
      header: [Texts.text("table.kind"), Texts.text("table.count")],
      rows: counts.map { [Texts.text($0.0), "\($0.1)"] }
        + refused.map { [Texts.text($0.explanation), ""] }, numeric: [1])
  }
}
