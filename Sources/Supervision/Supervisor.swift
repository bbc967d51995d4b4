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
    period: CivilInterval, by dimensions: Set<KPIDimension> = KPIDimension.leading
  ) throws(SupervisionError) -> Scorecard {
    let facts = try DutyFacts(
      plan: plan, roster: roster, events: events, snapshot: snapshot, period: period,
      policy: policy, dimensions: dimensions)
    return scorecard(of: facts)
  }

  /// The figures of facts that were read before, such as for another breakdown.
  public func scorecard(of facts: DutyFacts) -> Scorecard {
    Scorecard(
      version: facts.version, plan: facts.plan.version, roster: facts.roster.version,
      isDemoData: facts.isDemoData, period: facts.period,
      results: kpis.flatMap { $0.evaluate(facts) })
  }
}
