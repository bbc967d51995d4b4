// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: Texts.text("command.serve"))

  @OptionGroup var shared: SharedOptions
  @OptionGroup var server: ServerOptions
  @OptionGroup var live: LiveOptions

  func run() async throws {
    try await ErrorReport.reporting {
      let settings = try await ServerSettings.load(server, live: live)
      try await CommandPage.serve(StageFolder(url: shared.folder), settings)
    }
  }
}
