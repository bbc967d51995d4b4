// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import ChengxuServer
import CityData
import DutyModel
import DutyPlanning
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
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    guard staff != nil || leave != nil else {
      throw ValidationError("Give --staff FILE or --leave FILE")
    }
  }

  func run() async throws {
    try await ErrorReport.reporting {
      let folder = StageFolder(url: shared.folder)
      var snapshot = try StageFile.read(CitySnapshot.self, from: folder.snapshot)
      let store = try await liveStore(folder)
      var desk: RosterDesk?
      if let store {
        desk = try await RosterDeskWiring.existing(
          of: folder, organization: snapshot.organization, store: store)
      }
      var organization = try await desk?.currentStaff() ?? snapshot.organization
      var summary = StaffSummary()
      var intake = StaffIntake(files: [])
      if let staff {
        let table = try StaffImport(
          try bytes(staff), file: staff, sheet: sheet, into: organization)
        organization = table.organization
        intake = table.intake
        summary.added = table.added.count
        summary.updated = table.updated.count
        summary.refused += table.refused
      }
      if let leave {
        let table = try LeaveImport(
          try bytes(leave), file: leave, sheet: sheet, into: organization)
        organization = table.organization
        intake.leave = table.taken
        intake.files.append(leave)
        summary.leave = table.taken.count
        summary.refused += table.refused
      }
      if !check, !intake.isEmpty {
        summary.isWritten = true
        if let desk {
          _ = try await desk.take(
            intake, seen: try await desk.current().revision,
            by: RosterPerson(name: Console.actor), at: .now)
        } else {
          // A snapshot is never edited: what was taken in makes a new one.
          snapshot.version = Version(
            stage: snapshot.version.stage,
            madeFrom: [snapshot.version.digest, try Self.text(of: intake)])
          snapshot.organization = organization
          try StageFile.write(snapshot, to: folder.snapshot)
        }
      }
      try store?.close()
      print(try summary.rendered(as: shared.format))
    }
  }

  /// - Returns: `nil` for a folder that was never served: its staff is the snapshot's.
  private func liveStore(_ folder: StageFolder) async throws -> LiveStore? {
    let address = try await database.address()
    let path = folder.live.path(percentEncoded: false)
    guard address != nil || FileManager.default.fileExists(atPath: path) else { return nil }
    return try await LiveStore(folder, address: address)
  }

  private func bytes(_ file: String) throws -> [UInt8] {
    [UInt8](try StageFile.bytes(of: URL(filePath: file)))
  }

  private static func text(of intake: StaffIntake) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return String(decoding: try encoder.encode(intake), as: UTF8.self)
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
