// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import ChengxuServer
import DutyModel
import Foundation

/// Keeps a data folder in one file, also while a server writes to it.
struct BackupCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup", abstract: Texts.text("command.backup"))

  @Argument(help: ArgumentHelp(Texts.text("argument.backup"), valueName: "FILE"))
  var file: String

  @OptionGroup var shared: SharedOptions
  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    try await ErrorReport.reporting {
      guard try await database.address() == nil else { throw BackupError.databaseElsewhere }
      let manifest = try BackupArchive.make(
        of: StageFolder(url: shared.folder), at: URL(filePath: file), now: .now)
      print(try BackupSummary(manifest).rendered(as: shared.format))
    }
  }
}

/// Brings a backup back into a new folder, once all of it is checked.
struct RestoreCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore", abstract: Texts.text("command.restore"))

  @Argument(help: ArgumentHelp(Texts.text("argument.backup"), valueName: "FILE"))
  var file: String

  @Option(help: ArgumentHelp(Texts.text("option.into"), valueName: "DIR"))
  var into: String

  @Option(help: ArgumentHelp(Texts.text("option.format")))
  var format = OutputFormat.table

  func run() async throws {
    try await ErrorReport.reporting {
      let folder = URL(filePath: into, directoryHint: .isDirectory)
      let manifest = try await BackupArchive.restore(URL(filePath: file), into: folder)
      print(try BackupSummary(manifest).rendered(as: format))
    }
  }
}

struct BackupSummary: Summary {
  var made: Int64
  var files: [BackupManifest.File]

  init(_ manifest: BackupManifest) {
    made = manifest.made.milliseconds
    files = manifest.files
  }

  var table: TextTable {
    TextTable(
      header: ["table.file", "table.bytes", "table.digest"].map { Texts.text($0) },
      rows: files.map { [$0.name, "\($0.bytes)", String($0.sha256.prefix(12))] }, numeric: [1])
  }
}
