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

  func run() async throws {
    try await ErrorReport.reporting {
      let folder = StageFolder(url: shared.folder)
      let files = [folder.events, folder.live].filter {
        FileManager.default.fileExists(atPath: $0.path(percentEncoded: false))
      }
      guard !files.isEmpty else { throw StageFileError(file: folder.events, reason: .missing) }
      var lines: [VerifySummary.Line] = []
      for file in files {
        let store = try await EventStore(file)
        let chain = try await store.log.verifyChain()
        try store.close()
        guard case .intact(let events) = chain else {
          throw ChainBroken(file: file.path(percentEncoded: false), chain: chain)
        }
        lines.append(VerifySummary.Line(file: file.lastPathComponent, events: events))
      }
      print(try VerifySummary(chains: lines).rendered(as: shared.format))
    }
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
