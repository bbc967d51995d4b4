// SPDX-License-Identifier: Apache-2.0

public import CityData
public import DutyModel
public import IncidentAnalysis

/// What a trigger set in motion.
public struct SpecialAnswer: Sendable {
  public var activation: SpecialActivation
  /// The complete plan of the special mode; `nil` where people only stand by.
  public var plan: DutyPlan?
  /// Whom each unit holds ready, or sent.
  public var ready: [SpecialOrder.Draw]
  /// Of the set of plans with this one in it.
  public var version: Version
}

extension DutyPlanner {
  /// A special order beside plans in force, in seconds: only the special mode is planned.
  ///
  /// - Parameter plans: of the same snapshot; the order's posts get numbers after theirs.
  public static func order(
    _ mission: SpecialMission, activation: SpecialActivation, _ snapshot: CitySnapshot,
    risk: RiskField, plans: DutyPlanSet, options: PlanningOptions = PlanningOptions(),
    solvers: PlanningSolvers
  ) throws(PlanningError) -> SpecialAnswer {
    var options = options
    options.mission = mission
    try options.validate()
    guard plans.snapshot == snapshot.version else {
      throw .foreignPlan(snapshot: snapshot.version.digest, plan: plans.snapshot.digest)
    }
    let context = try PlanningContext(
      snapshot: snapshot, risk: risk, week: plans.week, options: options, solvers: solvers)
    let special = SpecialPlan(
      context: context, others: plans.plans.filter { $0.mode != .special },
      activation: activation)
    let version = Version(
      stage: "plan", madeFrom: [plans.version.digest, "\(mission)", "\(activation)"])
    guard activation.reach == .overlay || activation.reach == .takeOver else {
      return SpecialAnswer(
        activation: activation, plan: nil,
        ready: activation.reach == .standBy ? special.readyPeople(mission) : [],
        version: plans.version)
    }
    var numbers = PlanNumbers(after: plans)
    let plan = try special.plan(&numbers)
    return SpecialAnswer(
      activation: activation, plan: plan, ready: plan.specialOrder?.draws ?? [],
      version: version)
  }
}
