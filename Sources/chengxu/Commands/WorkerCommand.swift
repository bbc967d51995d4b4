// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// Slow work of servers before the same database, on this machine: proposals for the roster, trials of
/// plans.
struct WorkerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "worker", abstract: Texts.text("command.worker"))

  @OptionGroup var shared: SharedOptions
  @OptionGroup var database: DatabaseOptions

  @Option(help: ArgumentHelp(Texts.text("option.log-level"), valueName: "LEVEL"))
  var logLevel: String?

  func run() async throws {
    try await ErrorReport.reporting {
      try await CommandPage.work(
        on: StageFolder(url: shared.folder), address: try await database.address(),
        logLevel: try await ServerSettings.logLevel(flag: logLevel))
    }
  }
}
