// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CityData
import DutyModel
import IncidentAnalysis

struct AnalyzeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "analyze", abstract: Texts.text("command.analyze"),
    subcommands: [BeforeAfterCommand.self])

  @Option(help: ArgumentHelp(Texts.text("option.train"), valueName: "A..B"))
  var train: DateSpanArgument?

  @Option(help: ArgumentHelp(Texts.text("option.test"), valueName: "A..B"))
  var test: DateSpanArgument?

  @OptionGroup var shared: SharedOptions
  @OptionGroup var seed: SeedOptions

  func run() async throws {
    try await ErrorReport.reporting {
      let folder = StageFolder(url: shared.folder)
      let snapshot = try StageFile.read(CitySnapshot.self, from: folder.snapshot)
      var run = StageRun(seed: seed.seed, stages: 1, isQuiet: shared.quiet)
      let risk = try await run.analyze(
        snapshot, AnalysisOptions(trained: train?.span, heldOut: test?.span, seed: seed.seed))
      try StageFile.write(risk, to: folder.risk)
      print(try AnalysisSummary(risk).rendered(as: shared.format))
    }
  }
}

/// `2011-01-01..2017-12-04` on the command line, both days included.
struct DateSpanArgument: ExpressibleByArgument {
  var span: DateSpan

  init?(argument: String) {
    let ends = argument.split(separator: ".", omittingEmptySubsequences: true)
    guard argument.contains(".."), ends.count == 2, let first = CivilDate(String(ends[0])),
      let last = CivilDate(String(ends[1])), first <= last
    else { return nil }
    span = DateSpan(first: first, last: last)
  }
}
