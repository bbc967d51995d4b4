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
      // A new register takes the place of an earlier one only when it is whole.
      try await Workbench.fill(shared.folder) { bench in
        let store = try await CaseDatabase(bench.cases, classes: imported.directory.classes)
        for start in stride(from: 0, to: imported.cases.count, by: 1000) {
          let end = min(start + 1000, imported.cases.count)
          try await store.cases.file(Array(imported.cases[start..<end]))
        }
        try store.close()
        try StageFile.write(imported.directory, to: bench.orderDirectory)
      }
      print(try CasesImportSummary(imported).rendered(as: shared.format))
    }
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
