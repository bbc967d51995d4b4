// SPDX-License-Identifier: Apache-2.0

public import CityData
public import DutyModel
public import DutyPlanning
public import Operations
public import Rostering

/// Makes the scorecard of a period from the plan, the roster and what the log says happened.
public struct Supervisor: Sendable {
  public var kpis: [any KPI]
  public var policy: SupervisionPolicy

  public init(
    kpis: [any KPI] = KPIRegistry.all, policy: SupervisionPolicy = SupervisionPolicy()
  ) {
    self.kpis = kpis
    self.policy = policy
  }

  /// The same events in any order give the same scorecard.
  ///
  /// - Parameter events: All events of the period and those after it that finish its cases.
  /// - Throws: `SupervisionError` for a period without events, or a log that breaks the rules.
  public func scorecard(
    plan: DutyPlanSet, roster: Roster, events: [DutyEvent], snapshot: CitySnapshot,
    period: CivilInterval
  ) throws(SupervisionError) -> Scorecard {
    let facts = try DutyFacts(
      plan: plan, roster: roster, events: events, snapshot: snapshot, period: period,
      policy: policy)
    return Scorecard(
      version: facts.version, plan: plan.version, roster: roster.version,
      isDemoData: facts.isDemoData, period: period,
      results: kpis.flatMap { $0.evaluate(facts) })
  }
}

/// The thresholds of supervision; data, because they are local.
public struct SupervisionPolicy: Hashable, Sendable {
  public var attendance = AttendancePolicy.standard
  public var handOver = HandOverPolicy.standard
  /// 到场达标: urban default of a local 110 rule.
  public var responseTargetSeconds: Int64 = 300
  /// A street counts as seen within this distance of a unit.
  public var visibilityMetres: Double = 200
  /// For at least this long within a slot of 15 minutes.
  public var visibilitySeconds = 180
  /// A case without a lawful end and without any step for this long is put up for review.
  public var silentCaseSeconds: Int64 = 86_400

  public init() {}
}
