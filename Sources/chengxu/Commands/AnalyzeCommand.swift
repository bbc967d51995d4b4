// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CityData
import DutyModel
import IncidentAnalysis

struct AnalyzeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "analyze", abstract: Texts.text("command.analyze"))

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

/// How the field did on the days kept back, model by model.
struct AnalysisSummary: Summary {
  struct Model: Encodable {
    var name: String
    /// By share of street length, such as `"0.05"`.
    var pai: [String: Double]
    var hitRate: [String: Double]
  }

  var trained: DateSpan
  var heldOut: DateSpan
  var incidents: Int
  var models: [Model]

  init(_ risk: RiskField) {
    trained = risk.trained
    heldOut = risk.heldOut
    incidents = risk.backTest.first?.incidents ?? 0
    var order: [String] = []
    for result in risk.backTest where !order.contains(result.model) { order.append(result.model) }
    models = order.map { name in
      let results = risk.backTest.filter { $0.model == name }
      let shares = results.map { $0.lengthShare.text(places: 2) }
      return Model(
        name: name,
        pai: Dictionary(
          zip(shares, results.map(\.predictionAccuracyIndex)),
          uniquingKeysWith: { first, _ in first }),
        hitRate: Dictionary(
          zip(shares, results.map(\.hitRate)), uniquingKeysWith: { first, _ in first }))
    }
  }

  var table: TextTable {
    TextTable(
      header: ["table.model", "table.length-share", "table.hit-rate", "table.pai"].map {
        Texts.text($0)
      },
      rows: models.flatMap { model in
        model.hitRate.sorted { $0.key < $1.key }.map { share, rate in
          [
            model.name, ((Double(share) ?? 0) * 100).text(places: 0) + " %", rate.percent,
            (model.pai[share] ?? 0).text(places: 2),
          ]
        }
      },
      numeric: [1, 2, 3])
  }
}
