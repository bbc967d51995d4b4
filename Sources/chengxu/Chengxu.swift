// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// The command line: each stage alone, or all of them on one city.
@main
struct Chengxu: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "chengxu",
    abstract: Texts.text("command.root"),
    version: "0.1.0",
    subcommands: [
      DemoCommand.self, ImportCommand.self, AnalyzeCommand.self, PointsCommand.self,
      PlanCommand.self, OrderCommand.self, RosterCommand.self, SimulateCommand.self,
      SuperviseCommand.self, KPIsCommand.self, BulletinCommand.self, CasesCommand.self,
      GridCommand.self,
      ServeCommand.self, WorkerCommand.self, UserCommand.self, TokenCommand.self,
      WebhookCommand.self,
      TerminalCommand.self,
      VerifyCommand.self, BackupCommand.self, RestoreCommand.self,
      LocateCommand.self,
    ])
}
