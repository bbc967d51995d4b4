// SPDX-License-Identifier: Apache-2.0

import Bulletin
import CityData
import DocumentRendering
import DutyModel
import DutyPlanning
import Foundation
import IncidentAnalysis
import Operations
import Rostering
import Supervision

/// A campaign from the first plan to the signed bulletin: one plan, the rosters of all its weeks,
/// every day played, stored and supervised, the issue that accounts for it.
struct Campaign {
  var scenario: CampaignScenario
  /// Only the first days; `nil` for all.
  var days: Int?
  var seed: UInt64
  var isQuiet: Bool
  var tools: ToolLocations

  private var period: CivilInterval {
    let last = scenario.firstDate.adding(days: min(days ?? scenario.days, scenario.days))
    return CivilInterval(
      start: CivilTime(date: scenario.firstDate), end: CivilTime(date: last))
  }

  func run(into folder: StageFolder) async throws -> CampaignSummary {
    let solvers = try Solvers(tools)
    var run = StageRun(seed: seed, stages: StageName.allCases.count, isQuiet: isQuiet)
    let calendar = try StageFile.read(WorkingCalendar.self, from: scenario.calendar)
    let snapshot = try await run.importCity(folder: scenario.folder)
    try StageFile.write(snapshot, to: folder.snapshot)
    run.progress.note(Texts.text("demo.data", ["seed": "\(seed)"]))
    let risk = try await run.analyze(snapshot, AnalysisOptions(seed: seed))
    try StageFile.write(risk, to: folder.risk)
    let plans = try await run.plan(
      snapshot, risk, week: scenario.monday, scenario.options(seed: seed, calendar: calendar),
      solvers)
    try StageFile.write(plans, to: folder.plan)
    let roster = try await run.rotatedRoster(
      snapshot, plans, monday: scenario.monday, days: rosterDays, solvers)
    try StageFile.write(roster, to: folder.roster)

    let store = try await EventStore(folder.events)
    let played = try await play(snapshot, plans, roster, store, &run)
    try store.close()
    let facts = try played.facts()
    let scorecard = try await run.supervise { Supervisor().scorecard(of: facts) }
    try StageFile.write(scorecard, to: folder.scorecard)
    try StageFile.write(played.weeks, to: folder.weeks)
    let values = PublishedValues(
      snapshot: snapshot, risk: risk, plans: plans, roster: roster, scorecard: scorecard)
    _ = try await issue(values, played.weeks, facts, into: folder, &run)
    let report = run.report(
      city: Texts.text(snapshot.name), isDemoData: snapshot.organization.isDemoData)
    try StageFile.write(report, to: folder.report)
    return CampaignSummary(report: report, scorecard: ScorecardSummary(scorecard))
  }

  private var rosterDays: Int {
    Int(period.end.adding(minutes: -1).date.day - scenario.monday.day) + 1
  }

  private func play(
    _ snapshot: CitySnapshot, _ plans: DutyPlanSet, _ roster: Roster, _ store: EventStore,
    _ run: inout StageRun
  ) async throws -> CampaignDays {
    let replay = DayReplay(
      snapshot: snapshot, plans: plans, roster: roster, seed: seed, settings: scenario.replay)
    let (period, progress, seed) = (period, run.progress, seed)
    return try await run.stage(
      .simulate, counts: { ["events": $0.events] },
      details: { _ in ["day": "\(period.start.date) – \(period.end.adding(minutes: -1).date)"] }
    ) {
      let inspections = try InspectionReplay(snapshot: snapshot, plans: plans, seed: seed)
        .entries(in: period.start.date...period.end.adding(minutes: -1).date)
      var days = try CampaignDays(
        replay, inspections: inspections, period: period, into: store.log)
      try await days.run { progress.advance(to: $0) }
      return days
    }
  }

  private func issue(
    _ values: PublishedValues, _ weeks: [Scorecard], _ facts: DutyFacts,
    into folder: StageFolder, _ run: inout StageRun
  ) async throws -> RenderingReport {
    let (scenario, tools) = (scenario, tools)
    let last = period.end.adding(minutes: -1).date
    return try await run.stage(
      .bulletin, counts: { ["pages": $0.pages ?? 0, "bytes": $0.bytes] }
    ) {
      let draft = try CampaignBulletin(
        city: values.snapshot, risk: values.risk, plans: values.plans, roster: values.roster,
        scorecard: values.scorecard, weeks: weeks,
        interventionsByHour: facts.interventionsByHour, titleLines: scenario.titleLines
      ).draft(scenario.imprint(date: last))
      var register = try BulletinRegisterFile(folder.bulletinRegister)
      let document = try CampaignIssue(
        draft: draft, figures: FigureFields(values.scorecard),
        issuesBefore: scenario.issuesBefore, date: last,
        clock: values.snapshot.organization.clock
      ).signed(in: &register)
      return try await DocumentFiles.write(
        document, json: folder.numbered(document.masthead.issue, "json"),
        pdf: folder.numbered(document.masthead.issue, "pdf"),
        docx: folder.numbered(document.masthead.issue, "docx"), tools)
    }
  }
}

/// What a campaign prints when all is done.
struct CampaignSummary: Summary {
  var report: RunReport
  var scorecard: ScorecardSummary

  var table: TextTable { scorecard.table }

  func rendered(as format: OutputFormat) throws -> String {
    guard format == .table else { return try json() }
    return try scorecard.rendered(as: .table)
  }
}
