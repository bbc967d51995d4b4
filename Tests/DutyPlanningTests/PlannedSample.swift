// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import Foundation
import IncidentAnalysis
import TestSupport

@testable import DutyPlanning

/// The sample city, its risk and its plans, made once for all tests of this target.
struct PlannedSample: Sendable {
  let snapshot: CitySnapshot
  let risk: RiskField
  let week: CivilDate
  let solvers: PlanningSolvers
  let plans: DutyPlanSet

  static let posts = 30
  /// Fewer candidates than a city's plan has and time for every proof: unoptimised builds on a busy
  /// machine take their time.
  static func options(
    posts: Int = posts, mission: SpecialMission? = nil, seed: UInt64 = 1
  ) -> PlanningOptions {
    PlanningOptions(
      posts: posts, candidates: 150, mission: mission, seed: seed, secondsPerSolve: 600)
  }

  private static let made = Result { try PlannedSample() }

  static func shared() throws -> PlannedSample { try made.get() }

  private init() throws {
    snapshot = try SampleCity.snapshot()
    risk = try RiskAnalyzer.analyze(snapshot)
    let first = risk.heldOut.first
    week = first.adding(days: (8 - first.weekday.rawValue) % 7)
    solvers = try PlanningSolvers(highsPath: TestTools.file("lib/libhighs.so").path)
    plans = try DutyPlanner.plan(
      snapshot, risk: risk, week: week, options: Self.options(),
      solvers: solvers)
  }

  func plan(
    _ snapshot: CitySnapshot? = nil, _ options: PlanningOptions, week: CivilDate? = nil
  ) throws(PlanningError) -> DutyPlanSet {
    try DutyPlanner.plan(
      snapshot ?? self.snapshot, risk: risk, week: week ?? self.week, options: options,
      solvers: solvers)
  }

  /// For a single mode, where all four would take long.
  func context(_ options: PlanningOptions) throws(PlanningError) -> PlanningContext {
    try PlanningContext(
      snapshot: snapshot, risk: risk, week: week, options: options, solvers: solvers)
  }

  subscript(mode: DutyMode) -> DutyPlan {
    plans[mode]
      ?? DutyPlan(
        mode: mode, windows: [], demands: [], solves: [],
        evaluation: PlanEvaluation(
          heldOutIncidents: 0, coveredIncidents: 0, coveredByCountBaseline: 0, marginal: []))
  }
}
