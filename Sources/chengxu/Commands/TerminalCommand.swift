// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import ChengxuServer
import DutyModel
import Foundation
import Operations
import Stores

/// Who may send places.
struct TerminalCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "terminal", abstract: Texts.text("command.terminal"),
    subcommands: [Import.self, List.self, Release.self])

  struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "import", abstract: Texts.text("command.terminal-import"))

    @Argument(help: ArgumentHelp(Texts.text("argument.terminals"), valueName: "FILE.csv"))
    var file: String
    @OptionGroup var shared: SharedOptions
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
      try await ErrorReport.reporting {
        let rows = try TerminalFile.rows(
          of: [UInt8](try StageFile.bytes(of: URL(filePath: file))), file: file)
        let store = try await LiveStore(StageFolder(url: shared.folder), database)
        let result = try await store.registry.take(rows, at: .now)
        try store.close()
        print(try TerminalImportSummary(result: result).rendered(as: shared.format))
      }
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: Texts.text("command.terminal-list"))

    @OptionGroup var shared: SharedOptions
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
      try await ErrorReport.reporting {
        let store = try await LiveStore(StageFolder(url: shared.folder), database)
        let terminals = try await store.registry.terminals()
        try store.close()
        print(try TerminalListSummary(terminals).rendered(as: shared.format))
      }
    }
  }

  /// For a device that was exchanged: the next one to register under the number is let in.
  struct Release: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "release", abstract: Texts.text("command.terminal-release"))

    @Argument(help: ArgumentHelp(Texts.text("argument.phone"), valueName: "PHONE"))
    var phone: String
    @OptionGroup var shared: SharedOptions
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
      try await ErrorReport.reporting {
        let store = try await LiveStore(StageFolder(url: shared.folder), database)
        let name = String(phone.drop { $0 == "0" })
        guard let terminal = try await store.registry.terminal(.jt808, named: name) else {
          throw TerminalMissing(phone: phone)
        }
        try await store.registry.removeCredential(of: terminal.id)
        try store.close()
        print(Texts.text("terminal.released", ["phone": phone, "holder": terminal.holder]))
      }
    }
  }
}

struct TerminalImportSummary: Summary {
  var result: TerminalImport

  var table: TextTable {
    TextTable(
      header: ["table.added", "table.changed", "table.unchanged"].map { Texts.text($0) },
      rows: [[result.added, result.changed, result.unchanged].map(String.init)],
      numeric: [0, 1, 2])
  }
}

struct TerminalListSummary: Summary {
  struct Row: Codable {
    var `protocol`: String
    var phone: String
    var holder: String
  }

  var terminals: [Row]

  init(_ terminals: [TrackedTerminal]) {
    self.terminals = terminals.map {
      Row(protocol: $0.kind.rawValue, phone: $0.name, holder: $0.holder)
    }
  }

  var table: TextTable {
    TextTable(
      header: ["table.protocol", "table.phone", "table.holder"].map { Texts.text($0) },
      rows: terminals.map { [$0.protocol, $0.phone, $0.holder] }, numeric: [])
  }
}

struct TerminalMissing: ExplainedError {
  var phone: String

  var explanation: LocalizedName {
    LocalizedName(
      chinese: "没有手机号为 \(phone) 的 JT/T 808 终端。可以用 chengxu terminal list 查看。",
      english: "There is no JT/T 808 terminal with the number \(phone). "
        + "Maybe look it up with chengxu terminal list.")
  }
}
