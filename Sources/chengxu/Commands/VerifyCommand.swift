// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import DutyModel
import Foundation
import Operations
import Stores

/// Proves that no recorded event was changed, removed or put in between.
struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: Texts.text("command.verify"))

  @OptionGroup var shared: SharedOptions
  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    try await ErrorReport.reporting {
      let folder = StageFolder(url: shared.folder)
      var lines: [VerifySummary.Line] = []
      if Self.exists(folder.events) {
        let store = try await EventStore(folder.events)
        lines.append(
          try Self.line(
            folder.events.path(percentEncoded: false), try await store.log.verifyChain()))
        try store.close()
      }
      let address = try await database.address()
      if address != nil || Self.exists(folder.live) {
        let store = try await LiveStore(folder, address: address)
        lines.append(try Self.line(store.place, try await store.log.verifyChain()))
        try store.close()
      }
      guard !lines.isEmpty else { throw StageFileError(file: folder.events, reason: .missing) }
      print(try VerifySummary(chains: lines).rendered(as: shared.format))
    }
  }

  private static func exists(_ file: URL) -> Bool {
    FileManager.default.fileExists(atPath: file.path(percentEncoded: false))
  }

  private static func line(
    _ place: String, _ chain: ChainVerification
  ) throws(ChainBroken) -> VerifySummary.Line {
    guard case .intact(let events) = chain else {
      throw ChainBroken(file: place, chain: chain)
    }
    return VerifySummary.Line(file: URL(filePath: place).lastPathComponent, events: events)
  }
}

struct VerifySummary: Summary {
  struct Line: Encodable {
    var file: String
    var events: Int
    var status = "intact"
  }

  var chains: [Line]

  var table: TextTable {
    TextTable(
      header: ["table.file", "table.events", "table.state"].map { Texts.text($0) },
      rows: chains.map { [$0.file, "\($0.events)", Texts.text("state.intact")] }, numeric: [1])
  }
}
