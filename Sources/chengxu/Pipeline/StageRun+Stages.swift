// SPDX-License-Identifier: Apache-2.0

import Bulletin
import CityData
import DocumentRendering
import DutyModel
import DutyPlanning
import Foundation
import Geography
import IncidentAnalysis
import Operations
import Rostering
import Stores
import Supervision

/// Each stage once: what it takes, what it gives, and what is told of it.
extension StageRun {
  mutating func importCity(_ city: CityOptions) async throws -> CitySnapshot {
    try await importCity(folder: city.folder, options: city.importOptions)
  }

  mutating func importCity(
    folder: URL, options: ImportOptions = ImportOptions()
  ) async throws -> CitySnapshot {
    let (seed, progress) = (seed, progress)
    return try await stage(
      .importing,
      counts: {
        [
          "segments": $0.roads.segments.count, "incidents": $0.incidents.count,
          "officers": $0.organization.officers.count,
          "omitted": $0.report.omissions.reduce(0) { $0 + $1.count },
        ]
      }
    ) {
      try CityImporter.load(folder: folder, seed: seed, options: options) {
        progress.advance(to: $0.fraction)
      }
    }
  }

  mutating func analyze(
    _ snapshot: CitySnapshot, _ options: AnalysisOptions
  ) async throws -> RiskField {
    try await stage(
      .analyze, counts: { ["segments": $0.yearlyRate.count] },
      details: { ["hitRate": $0.hitRate(atLengthShare: 0.05)?.percent ?? "–"] }
    ) {
      try RiskAnalyzer.analyze(snapshot, options: options)
    }
  }

  mutating func plan(
    _ snapshot: CitySnapshot, _ risk: RiskField, week: CivilDate?, _ options: PlanningOptions,
    current: DutyPlanSet? = nil, _ solvers: Solvers
  ) async throws -> DutyPlanSet {
    let week = week ?? snapshot.firstWeek(of: risk.heldOut)
    return try await stage(
      .plan,
      counts: { plans in
        [
          "posts": plans[.peak]?.posts.count ?? 0, "beats": plans[.offPeak]?.beats.count ?? 0,
          "nightChecks": plans[.night]?.checkpoints.count ?? 0,
          "cordon": plans[.special]?.specialOrder?.cordonPosts.count ?? 0,
        ]
      }
    ) {
      try DutyPlanner.plan(
        snapshot, risk: risk, week: week, options: options, current: current,
        solvers: solvers.planning)
    }
  }

  mutating func roster(
    _ snapshot: CitySnapshot, _ plans: DutyPlanSet, monday: CivilDate, days: Int = 7,
    before: RosterBefore = .nothing, _ solvers: Solvers, rules: RosterRules = .standard,
    calendar: WorkingCalendar? = nil, timeLimit: Duration = .seconds(600)
  ) async throws -> Roster {
    let options = RosterOptions(seed: seed, timeLimit: timeLimit)
    let progress = progress
    return try await stage(
      .roster,
      counts: { roster in
        [
          "officers": Set(roster.duties.map(\.officer)).count, "duties": roster.duties.count,
          "broken": roster.brokenRules.count,
        ]
      }
    ) {
      var problem = try RosterProblem(
        plans: plans, organization: snapshot.organization, firstDate: monday, days: days,
        history: before.history, rules: rules, calendar: calendar)
      problem.repay(before.booked)
      return try await RosterSolver.explained(
        problem, solvers: solvers.rostering, options: options
      ) { step in
        progress.advance(to: Double(step.finished) / Double(max(1, step.total)))
      }
    }
  }

  /// A roster of many weeks: each kind of week solved once, its lines rotated among people.
  mutating func rotatedRoster(
    _ snapshot: CitySnapshot, _ plans: DutyPlanSet, monday: CivilDate, days: Int, _ solvers: Solvers
  ) async throws -> Roster {
    let (seed, progress) = (seed, progress)
    return try await stage(
      .roster,
      counts: { roster in
        [
          "officers": Set(roster.duties.map(\.officer)).count, "duties": roster.duties.count,
          "broken": roster.brokenRules.count,
        ]
      }
    ) {
      let problem = try RosterProblem(
        plans: plans, organization: snapshot.organization, firstDate: monday, days: days)
      return try await RosterRotation.solve(
        problem, solvers: solvers.rostering, options: RosterOptions(seed: seed)
      ) { step in
        progress.advance(to: Double(step.finished) / Double(max(1, step.total)))
      }
    }
  }

  /// Replays the day and stores its events; returns them as the store numbered them.
  mutating func simulate(
    _ snapshot: CitySnapshot, _ plans: DutyPlanSet, _ roster: Roster, day: CivilDate,
    into store: EventStore
  ) async throws -> [DutyEvent] {
    let seed = seed
    return try await stage(
      .simulate, counts: { ["events": $0.count] }, details: { _ in ["day": day.description] }
    ) {
      let replay = DayReplay(snapshot: snapshot, plans: plans, roster: roster, seed: seed)
      return try await store.log.append(try replay.run(on: day).entries)
    }
  }

  mutating func supervise(
    _ snapshot: CitySnapshot, _ plans: DutyPlanSet, _ roster: Roster, _ events: [DutyEvent],
    period: CivilInterval, by dimensions: Set<KPIDimension> = KPIDimension.leading
  ) async throws -> Scorecard {
    try await supervise {
      try Supervisor().scorecard(
        plan: plans, roster: roster, events: events, snapshot: snapshot, period: period,
        by: dimensions)
    }
  }

  mutating func supervise(_ scorecard: () async throws -> Scorecard) async throws -> Scorecard {
    try await stage(
      .supervise, counts: { ["figures": $0.results.count] }, work: scorecard)
  }

  mutating func bulletin(
    _ values: PublishedValues, into folder: StageFolder, _ tools: ToolLocations, issue: Int
  ) async throws -> RenderingReport {
    try await stage(
      .bulletin, counts: { ["pages": $0.pages ?? 0, "bytes": $0.bytes] }
    ) {
      let composition = try DailyBulletin(
        city: values.snapshot, risk: values.risk, plans: values.plans, roster: values.roster,
        scorecard: values.scorecard)
      let document = try composition.document(values.imprint(issue: issue))
      return try await DocumentFiles.write(
        document, json: folder.bulletin, pdf: folder.bulletinPDF, docx: folder.bulletinDOCX, tools)
    }
  }
}

/// One value of each stage, made from one another.
struct PublishedValues {
  var snapshot: CitySnapshot
  var risk: RiskField
  var plans: DutyPlanSet
  var roster: Roster
  var scorecard: Scorecard
}

extension PublishedValues {
  /// The masthead, lists and colophon of an issue printed the day after its period.
  func imprint(issue: Int) -> DailyBulletin.Imprint {
    let printed = scorecard.period.end.date
    let organization = snapshot.organization
    let office = "支队办公室"
    return DailyBulletin.Imprint(
      masthead: Masthead(
        organization: organization.name.chinese, name: "勤务专报", year: printed.components.year,
        issue: issue, office: office, date: printed),
      distribution: [
        DistributionList(kind: .reportTo, recipients: ["支队领导"]),
        DistributionList(
          kind: .distributeTo,
          recipients: organization.units.filter { $0.kind == .brigade }.map(\.name.chinese)),
      ],
      colophon: Colophon(issuingOffice: office, printDate: printed))
  }
}

extension PublishedValues {
  /// The drawings that a template may name.
  func drawings(weeks: [Scorecard]) throws(CompositionError) -> DrawingFields {
    DrawingFields(
      try DailyBulletin(
        city: snapshot, risk: risk, plans: plans, roster: roster, scorecard: scorecard),
      weeks: weeks)
  }
}

extension RiskField {
  /// Of the held-out incidents, the share on the riskiest part of the streets.
  func hitRate(atLengthShare share: Double) -> Double? {
    backTest.first { $0.model == "risk-field" && abs($0.lengthShare - share) < 0.001 }?.hitRate
  }
}

extension CitySnapshot {
  /// The Monday of the first whole week of the days kept back that has incidents; the span's last
  /// whole week if none has, and the Monday on or before its first day if it is shorter than a week.
  func firstWeek(of span: DateSpan) -> CivilDate {
    let first = span.first.adding(days: (8 - span.first.weekday.rawValue) % 7)
    let dates = Set(incidents.lazy.map(\.incident.time.date).filter(span.contains))
    var monday = first
    while monday.adding(days: 6) <= span.last {
      if (0..<7).contains(where: { dates.contains(monday.adding(days: $0)) }) { return monday }
      monday = monday.adding(days: 7)
    }
    return span.first.adding(days: 1 - span.first.weekday.rawValue)
  }
}
