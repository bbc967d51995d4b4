// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import ChengxuServer
import DutyModel
import Foundation

/// Gives a folder of a demonstration a made-up district with its cases; `chengxu demo` does so before it serves.
struct CasesDemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo", abstract: Texts.text("command.cases-demo"))

  @OptionGroup var seed: SeedOptions
  @OptionGroup var shared: SharedOptions

  func run() async throws {
    try await ErrorReport.reporting {
      let filled = try await DemoOrder.fill(
        StageFolder(url: shared.folder), seed: seed.seed, now: .now)
      print(
        try CasesDemoSummary(grids: filled.grids, cases: filled.cases).rendered(as: shared.format))
    }
  }
}

/// What the folder got; nothing where it had city order, or a staff of its own.
struct CasesDemoSummary: Summary {
  var grids: Int
  var cases: Int

  var table: TextTable {
    TextTable(
      header: [Texts.text("table.kind"), Texts.text("table.count")],
      rows: [
        [Texts.text("cases.grids"), "\(grids)"], [Texts.text("cases.stored"), "\(cases)"],
      ], numeric: [1])
  }
}
