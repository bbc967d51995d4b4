// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import DutyPlanning
import Foundation
import Geography
import IncidentAnalysis
import Rostering
import Supervision

/// The whole thread: a city in, plans, a roster, a day, its figures and the bulletin out.
struct Demo {
  var city: CityOptions
  var planning: PlanArguments
  /// The day to replay; `nil` for the Wednesday of the roster week.
  var day: CivilDate?
  var seed: UInt64
  var isQuiet: Bool
  var tools: ToolLocations

  func run(into folder: StageFolder) async throws -> DemoSummary {
    // A missing library is told at once, not after the import.
    let solvers = try Solvers(tools)
    var run = StageRun(seed: seed, stages: StageName.allCases.count, isQuiet: isQuiet)

    let snapshot = try await run.importCity(city)
    try StageFile.write(snapshot, to: folder.snapshot)
    if snapshot.organization.isDemoData {
      run.progress.note(Texts.text("demo.data", ["seed": "\(seed)"]))
    }
    let risk = try await run.analyze(snapshot, AnalysisOptions(seed: seed))
    try StageFile.write(risk, to: folder.risk)
    let plans = try await run.plan(
      snapshot, risk, week: planning.week?.date, planning.options(seed: seed), solvers)
    try StageFile.write(plans, to: folder.plan)
    if let placebo = run.placebo(snapshot, risk.heldOut, plans) {
      try StageFile.write(placebo, to: folder.beforeAfter)
    }
    let roster = try await run.roster(snapshot, plans, monday: plans.week, solvers)
    try StageFile.write(roster, to: folder.roster)
    try StageFile.write(RosterRuling(), to: folder.rosterRuling)

    let day = day ?? roster.firstDate.adding(days: 2)
    let store = try await EventStore(folder.events)
    let events = try await run.simulate(snapshot, plans, roster, day: day, into: store)
    try store.close()
    let scorecard = try await run.supervise(snapshot, plans, roster, events, period: .day(day))
    try StageFile.write(scorecard, to: folder.scorecard)
    let values = PublishedValues(
      snapshot: snapshot, risk: risk, plans: plans, roster: roster, scorecard: scorecard)
    _ = try await run.bulletin(values, into: folder, tools, issue: 1)

    let report = run.report(
      city: Texts.text(snapshot.name), isDemoData: snapshot.organization.isDemoData)
    try StageFile.write(report, to: folder.report)
    return DemoSummary(
      report: report, plans: PlanSummary(plans), scorecard: ScorecardSummary(scorecard))
  }
}

/// What the demo prints when all is done.
struct DemoSummary: Summary {
  var report: RunReport
  var plans: PlanSummary
  var scorecard: ScorecardSummary

  var table: TextTable { scorecard.table }

  func rendered(as format: OutputFormat) throws -> String {
    guard format == .table else { return try json() }
    return plans.table.rendered() + "\n\n" + (try scorecard.rendered(as: .table))
  }
}
