// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import ChengxuServer
import Foundation
import PlanningKernels

struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo", abstract: Texts.text("command.demo"))

  @Option(help: ArgumentHelp(Texts.text("option.example")))
  var example: DemoExample?

  @Option(
    name: .customLong("example-data"),
    help: ArgumentHelp(Texts.text("option.example-data"), valueName: "DIR"))
  var exampleData: String?

  @Option(help: ArgumentHelp(Texts.text("option.scenario")))
  var scenario: CampaignScenario?

  @Option(
    name: .customLong("scenario-days"),
    help: ArgumentHelp(Texts.text("option.scenario-days"), valueName: "N"))
  var scenarioDays: Int?

  @OptionGroup var city: CityOptions

  @Option(help: ArgumentHelp(Texts.text("option.out"), valueName: "DIR"))
  var out = "chengxu-data"

  @Flag(help: ArgumentHelp(Texts.text("option.once")))
  var once = false

  @OptionGroup var planning: PlanArguments

  @Option(help: ArgumentHelp(Texts.text("option.day"), valueName: "DATE"))
  var day: DateArgument?

  @OptionGroup var seed: SeedOptions
  @OptionGroup var server: ServerOptions

  @Option(help: ArgumentHelp(Texts.text("option.format")))
  var format = OutputFormat.table

  @Flag(help: ArgumentHelp(Texts.text("option.quiet")))
  var quiet = false

  func validate() throws {
    if scenario != nil, city.city != nil || day != nil {
      throw ValidationError(Texts.text("error.scenario-and-city"))
    }
    if let scenarioDays, scenarioDays < 1 || scenarioDays > (scenario?.days ?? 0) {
      throw ValidationError(Texts.text("error.scenario-days", ["days": "\(scenarioDays)"]))
    }
  }

  func run() async throws {
    try await ErrorReport.reporting {
      if example == .platforms {
        let folder = try PlatformsExample.find(exampleData)
        let options = KernelOptions(timeLimit: .seconds(120), prover: try Solvers.prover())
        print(try PlatformsExample(folder: folder, options: options).run().rendered())
        return
      }
      // What would only fail after a minute of work is looked at first.
      let settings = once ? nil : try await ServerSettings.load(server)
      if let settings { try CommandPage.checkPort(settings.server) }
      let result = URL(filePath: out, directoryHint: .isDirectory)
      print(try await summary(into: result))
      // The page's line below goes past the buffer that a pipe's output waits in.
      fflush(nil)
      guard let settings else { return }
      _ = try await DemoOrder.fill(StageFolder(url: result), seed: seed.seed, now: .now)
      try await CommandPage.serve(StageFolder(url: result), settings)
    }
  }

  private func summary(into result: URL) async throws -> String {
    let tools = try ToolLocations.find()
    if let scenario {
      let campaign = Campaign(
        scenario: scenario, days: scenarioDays, seed: seed.seed, isQuiet: quiet, tools: tools)
      return try await Workbench.fill(result) { try await campaign.run(into: $0) }
        .rendered(as: format)
    }
    let demo = Demo(
      city: city, planning: planning, day: day?.date, seed: seed.seed, isQuiet: quiet, tools: tools)
    let summary = try await Workbench.fill(result) { try await demo.run(into: $0) }
    try await DemoPoints.find(in: StageFolder(url: result), seed: seed.seed)
    return try summary.rendered(as: format)
  }
}
