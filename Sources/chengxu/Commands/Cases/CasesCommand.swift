// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// City order 市容 on the command line.
struct CasesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cases", abstract: Texts.text("command.cases"),
    subcommands: [
      CasesPrepareCommand.self, CasesImportCommand.self, CasesEvaluateCommand.self,
      CasesCalendarCommand.self, CasesDemoCommand.self,
    ])
}
