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
  @OptionGroup var editing: PlanEditArguments
  @OptionGroup var shared: SharedOptions
  @OptionGroup var seed: SeedOptions

  @Option(help: ArgumentHelp(Texts.text("option.mode")))
  var mode: ChoiceArgument<DutyMode>?

  func run() async throws {
    try await ErrorReport.reporting {
      let folder = StageFolder(url: shared.folder)
      let snapshot = try StageFile.read(CitySnapshot.self, from: folder.snapshot)
      let risk = try StageFile.read(RiskField.self, from: folder.risk)
      let solvers = try Solvers(try ToolLocations.find())
      var run = StageRun(seed: seed.seed, stages: 1, isQuiet: shared.quiet)
      var options = planning.options(seed: seed.seed)
      options.edits = try editing.all(
        mode: mode?.choice ?? .peak, now: snapshot.organization.clock.now)
      options.change = editing.change
      let plans = try await run.plan(
        snapshot, risk, week: planning.week?.date, options, current: try editing.current(), solvers)
      try StageFile.write(plans, to: folder.plan)
      if !options.edits.isEmpty {
        try StageFile.write(PlanEdits(edits: options.edits), to: folder.planEdits)
      }
      print(try PlanSummary(plans, mode: mode?.choice).rendered(as: shared.format))
    }
  }
}

/// What a planner may say on the command line.
struct PlanArguments: ParsableArguments {
  @Option(help: ArgumentHelp(Texts.text("option.posts"), valueName: "N"))
  var posts = 55

  @Option(help: ArgumentHelp(Texts.text("option.week"), valueName: "DATE"))
  var week: DateArgument?

  @Option(help: ArgumentHelp(Texts.text("option.operation"), valueName: "DATE"))
  var operation: [DateArgument] = []

  func options(seed: UInt64) -> PlanningOptions {
    PlanningOptions(posts: posts, operationNights: operation.map(\.date), seed: seed)
  }

  func validate() throws {
    guard posts > 0 else { throw ValidationError("--posts \(posts): 1, 2, 3, …") }
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
    var evaluation: PlanEvaluation
    var edits: [EditOutcome]
    var comparison: PlanComparison?
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
        coveredByCountBaseline: plan.evaluation.coveredByCountBaseline, solves: plan.solves,
        evaluation: plan.evaluation, edits: plan.edits ?? [], comparison: plan.comparison)
    }
  }

  /// The solves; below them what edits cost and what each further move would bring, where there are.
  func rendered(as format: OutputFormat) throws -> String {
    guard format == .table else { return try json() }
    return ([table] + [editTable, changeTable].filter { !$0.rows.isEmpty })
      .map { $0.rendered() }.joined(separator: "\n\n")
  }

  private var editTable: TextTable {
    TextTable(
      header: [
        "table.edit", "table.place", "table.person", "table.edit-reason", "table.with",
        "table.without",
        "table.cost", "table.proven",
      ].map { Texts.text($0) },
      rows: modes.flatMap(\.edits).map { outcome in
        [
          Texts.text("edit.\(outcome.edit.kind.rawValue)"), Texts.text(outcome.place),
          outcome.edit.person,
          outcome.edit.reason, outcome.objectiveWith.text(places: 2),
          outcome.objectiveWithout.text(places: 2), outcome.cost.text(places: 2),
          Texts.text(outcome.isProven ? "status.optimal" : "status.feasible"),
        ]
      }, numeric: [4, 5, 6])
  }

  private var changeTable: TextTable {
    TextTable(
      header: ["table.moves", "table.objective", "table.bound", "table.left", "table.joined"]
        .map { Texts.text($0) },
      rows: modes.compactMap(\.comparison).flatMap { comparison in
        comparison.steps.map { step in
          [
            "\(step.moves)" + (step.moves == comparison.moves ? " *" : ""),
            step.objective.text(places: 2), step.bound.text(places: 2),
            names(step.left), names(step.joined),
          ]
        }
      }, numeric: [1, 2])
  }

  private func names(_ names: [LocalizedName]) -> String {
    let shown = names.prefix(3).map { Texts.text($0) }.joined(separator: "; ")
    return names.count > 3 ? "\(shown); +\(names.count - 3)" : shown
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
