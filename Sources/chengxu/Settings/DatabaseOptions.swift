// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Configuration

/// Where the running day is kept.
struct DatabaseOptions: ParsableArguments {
  @Option(help: ArgumentHelp(Texts.text("option.database"), valueName: "ADDRESS"))
  var database: String?

  /// - Returns: `nil` for SQLite in the data folder.
  func address() async throws -> String? {
    let reader = try await SettingsReader.make(
      flags: [(["database", "address"], database.map(ConfigContent.string))])
    return try await reader.fetchString(forKey: "database.address", isSecret: true)
  }
}

/// Options of a server that takes in the day.
struct LiveOptions: ParsableArguments {
  @Option(help: ArgumentHelp(Texts.text("option.jt808-port"), valueName: "N"))
  var jt808Port: Int?

  @Option(help: ArgumentHelp(Texts.text("option.exercise"), valueName: "TIME"))
  var exercise: String?

  @OptionGroup var database: DatabaseOptions
}
