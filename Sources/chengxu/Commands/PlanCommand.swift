// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CityData
import DutyModel
import DutyPlanning
import IncidentAnalysis

struct PlanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: Texts.text("command.plan"))

  @OptionGroup var planning: PlanArguments
  @OptionGroup var shared: SharedOptions
  @OptionGroup var seed: SeedOptions

  @Option(help: ArgumentHelp(Texts.text("option.mode")))
  var mode: ModeArgument?

  func run() async throws {
    try await ErrorReport.reporting {
      let folder = StageFolder(url: shared.folder)
      let snapshot = try StageFile.read(CitySnapshot.self, from: folder.snapshot)
      let risk = try StageFile.read(RiskField.self, from: folder.risk)
      let solvers = try Solvers(try ToolLocations.find())
      var run = StageRun(seed: seed.seed, stages: 1, isQuiet: shared.quiet)
      let plans = try await run.plan(snapshot, risk, planning, solvers)
      try StageFile.write(plans, to: folder.plan)
      print(try PlanSummary(plans, mode: mode?.mode).rendered(as: shared.format))
    }
  }
}

/// A duty mode on the command line.
struct ModeArgument: ExpressibleByArgument {
  var mode: DutyMode

  init?(argument: String) {
    guard let mode = DutyMode(rawValue: argument) else { return nil }
    self.mode = mode
  }

  static var allValueStrings: [String] { DutyMode.allCases.map(\.rawValue) }
}

/// What a planner may say on the command line.
struct PlanArguments: ParsableArguments {
  @Option(help: ArgumentHelp(Texts.text("option.posts"), valueName: "N"))
  var posts = 55

  @Option(help: ArgumentHelp(Texts.text("option.week"), valueName: "DATE"))
  var week: DateArgument?

  func validate() throws {
    guard posts > 0 else { throw ValidationError("--posts \(posts): 1, 2, 3, …") }
  }
}

/// A day on the command line, such as `2018-01-08`.
struct DateArgument: ExpressibleByArgument {
  var date: CivilDate

  init?(argument: String) {
    guard let date = CivilDate(argument) else { return nil }
    self.date = date
  }
}

/// Each plan's places, and how each was solved.
struct PlanSummary: Summary {
  struct Mode: Encodable {
    var mode: DutyMode
    var places: Int
    var people: Int
    var heldOutIncidents: Int
    var coveredIncidents: Int
    var coveredByCountBaseline: Int
    var solves: [SolveRecord]
  }

  var modes: [Mode]

  init(_ plans: DutyPlanSet, mode: DutyMode? = nil) {
    modes = plans.plans.filter { mode == nil || $0.mode == mode }.map { plan in
      Mode(
        mode: plan.mode,
        places: plan.posts.count + plan.beats.count + plan.patrols.count + plan.checkpoints.count,
        people: plan.demands.reduce(0) { $0 + $1.sworn + $1.auxiliary },
        heldOutIncidents: plan.evaluation.heldOutIncidents,
        coveredIncidents: plan.evaluation.coveredIncidents,
        coveredByCountBaseline: plan.evaluation.coveredByCountBaseline, solves: plan.solves)
    }
  }

  var table: TextTable {
    TextTable(
      header: [
        "table.mode", "table.places", "table.people", "table.covered", "table.baseline",
        "table.problem", "table.objective", "table.bound", "table.gap", "table.status",
      ].map { Texts.text($0) },
      rows: modes.flatMap(rows), numeric: [1, 2, 3, 4, 6, 7, 8])
  }

  /// One row a solve; the plan's own figures on the first.
  private func rows(of mode: Mode) -> [[String]] {
    let total = mode.heldOutIncidents
    let own = [
      Texts.text("mode.\(mode.mode.rawValue)"), "\(mode.places)", "\(mode.people)",
      "\(mode.coveredIncidents)/\(total)", "\(mode.coveredByCountBaseline)/\(total)",
    ]
    guard !mode.solves.isEmpty else { return [own + Array(repeating: "–", count: 5)] }
    return mode.solves.enumerated().map { index, solve in
      (index == 0 ? own : Array(repeating: "", count: 5)) + [
        solve.problem, solve.objective.text(places: 0), solve.bound.text(places: 0),
        solve.gap.percent, Texts.text("status.\(solve.status.rawValue)"),
      ]
    }
  }
}
