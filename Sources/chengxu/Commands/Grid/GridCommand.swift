// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// Unit grids 单元网格 on the command line.
struct GridCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "grid", abstract: Texts.text("command.grid"),
    subcommands: [GridDrawCommand.self, GridImportCommand.self])
}
