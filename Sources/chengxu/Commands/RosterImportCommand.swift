// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CityData
import DutyModel
import Foundation
import IncidentAnalysis
import Rostering

/// Takes staff and leave from spreadsheets; every row that is refused is explained.
struct RosterImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: Texts.text("command.roster-import"))

  @Option(help: ArgumentHelp(Texts.text("option.import-staff"), valueName: "FILE"))
  var staff: String?

  @Option(help: ArgumentHelp(Texts.text("option.import-leave"), valueName: "FILE"))
  var leave: String?

  @Option(help: ArgumentHelp(Texts.text("option.import-sheet"), valueName: "NAME"))
  var sheet: String?

  @Flag(help: ArgumentHelp(Texts.text("option.import-check")))
  var check = false

  @OptionGroup var shared: SharedOptions

  func validate() throws {
    guard staff != nil || leave != nil else {
      throw ValidationError("Give --staff FILE or --leave FILE")
    }
  }

  func run() async throws {
    try await ErrorReport.reporting {
      let file = StageFolder(url: shared.folder).snapshot
      var snapshot = try StageFile.read(CitySnapshot.self, from: file)
      var summary = StaffSummary()
      var bytes: [[UInt8]] = []
      if let staff {
        bytes.append([UInt8](try StageFile.bytes(of: URL(filePath: staff))))
        let table = try StaffImport(
          bytes[0], file: staff, sheet: sheet, into: snapshot.organization)
        snapshot.organization = table.organization
        summary.added = table.added
        summary.updated = table.updated
        summary.refused += table.refused
      }
      if let leave {
        bytes.append([UInt8](try StageFile.bytes(of: URL(filePath: leave))))
        let table = try LeaveImport(
          bytes[bytes.count - 1], file: leave, sheet: sheet, into: snapshot.organization)
        snapshot.organization = table.organization
        summary.leave = table.taken
        summary.refused += table.refused
      }
      summary.isWritten = !check
      if !check {
        // A snapshot is never edited: what was taken in makes a new one.
        snapshot.version = Version(
          stage: snapshot.version.stage,
          madeFrom: [snapshot.version.digest] + bytes.map { Data($0).base64EncodedString() })
        try StageFile.write(snapshot, to: file)
      }
      print(try summary.rendered(as: shared.format))
    }
  }
}

struct StaffSummary: Summary {
  var added = 0
  var updated = 0
  var leave = 0
  var refused: [RefusedRow] = []
  var isWritten = false

  var table: TextTable {
    TextTable(
      header: ["table.file", "table.line", "table.field", "table.value", "table.reason"].map {
        Texts.text($0)
      },
      rows: [
        [
          "–", "–", "–", "–",
          Texts.text(
            "import.taken", ["added": "\(added)", "updated": "\(updated)", "leave": "\(leave)"]),
        ]
      ]
        + refused.map { row in
          [row.file, row.place, row.field, row.value, row.explanation.shown]
        }, numeric: [1])
  }
}

extension RefusedRow {
  /// The line of a CSV file, the cell or row of a workbook.
  fileprivate var place: String {
    guard let sheet else { return "\(line)" }
    return "\(sheet)!\(column ?? "")\(line)"
  }
}
