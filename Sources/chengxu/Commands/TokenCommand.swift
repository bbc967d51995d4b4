// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CityOrder
import DutyModel
import Foundation
import Stores

/// Keys for programs that use an interface of the server.
struct TokenCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "token", abstract: Texts.text("command.token"),
    subcommands: [TokenCreateCommand.self])
}

struct TokenCreateCommand: AsyncParsableCommand {
  /// What a key may be for.
  enum Scope: String, CaseIterable, ExpressibleByArgument {
    case open311
  }

  static let configuration = CommandConfiguration(
    commandName: "create", abstract: Texts.text("command.token-create"))

  @Option(help: ArgumentHelp(Texts.text("option.scope")))
  var scope: Scope

  @Option(help: ArgumentHelp(Texts.text("option.holder"), valueName: "NAME"))
  var holder: String

  @Option(help: ArgumentHelp(Texts.text("option.days"), valueName: "N"))
  var days: Int64 = 365

  @OptionGroup var shared: SharedOptions

  func validate() throws {
    guard days > 0, !holder.allSatisfy(\.isWhitespace) else {
      throw ValidationError(Texts.text("token.bad"))
    }
  }

  func run() async throws {
    try await ErrorReport.reporting {
      let folder = StageFolder(url: shared.folder)
      let directory = try StageFile.read(OrderDirectory.self, from: folder.orderDirectory)
      let store = try await CaseDatabase(folder.cases, classes: directory.classes)
      let now = Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
      let key = try await SQLAccessTokens(store.database).create(
        scope: scope.rawValue, holder: holder, at: now, validDays: days)
      try store.close()
      print(key)
    }
  }
}
