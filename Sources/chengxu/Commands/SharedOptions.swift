// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation

/// How a command shows its result.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
  case table, json
}

/// Options of every command that works on a folder of stage files.
struct SharedOptions: ParsableArguments {
  @Option(help: ArgumentHelp(Texts.text("option.data"), valueName: "DIR"))
  var data = "chengxu-data"

  @Option(help: ArgumentHelp(Texts.text("option.format")))
  var format = OutputFormat.table

  @Flag(help: ArgumentHelp(Texts.text("option.quiet")))
  var quiet = false

  var folder: URL { URL(filePath: data, directoryHint: .isDirectory) }
}

/// The seed of everything that is drawn by chance.
struct SeedOptions: ParsableArguments {
  @Option(help: ArgumentHelp(Texts.text("option.seed"), valueName: "N"))
  var seed: UInt64 = 2017
}
