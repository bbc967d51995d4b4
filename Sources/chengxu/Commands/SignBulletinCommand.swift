// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Bulletin
import ChengxuServer
import DutyModel
import Foundation

/// Signs an approved bulletin: it gets its number, and its files are written and never changed.
struct SignBulletinCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sign", abstract: Texts.text("command.bulletin.sign"))

  @Argument(help: ArgumentHelp(Texts.text("argument.draft"), valueName: "N"))
  var number: Int64

  @Option(help: ArgumentHelp(Texts.text("option.sign-date"), valueName: "DATE"))
  var date: DateArgument?

  @OptionGroup var options: BulletinStepOptions

  func run() async throws {
    try await ErrorReport.reporting {
      let folder = options.folder
      let hand = try await options.signatory.hand(in: folder)
      var file = try BulletinRegisterFile(folder.bulletinRegister)
      try await IssueSigning(folder: folder, tools: try ToolLocations.find()).sign(
        ID(rawValue: number), on: date?.date, by: hand, in: &file)
      print(try BulletinIssuesSummary(file.ledger.register).rendered(as: options.shared.format))
    }
  }
}
