// SPDX-License-Identifier: Apache-2.0

public import CityData
import DutyModel
public import IncidentAnalysis

extension DutyPlanner {
  /// The plans in force, made anew with decisions by hand, to be looked at before anybody acts on them.
  ///
  /// As many peak posts, the same week, calendar and nights of operations as the plans in force have. The special
  /// order is the week's sample: no decision by hand reaches it.
  /// Runs on the calling thread, for seconds, as `plan` does.
  ///
  /// - Parameters:
  ///   - edits: all that shall hold, with those that the plans in force obey already unless they are taken back.
  ///   - change: how far to go from the plans in force; `nil` for as far as is best.
  ///   - basis: what the plans in force do not say, such as how many crossings are candidates.
  public static func trial(
    holding edits: [PlanEdit], change: ChangeRule? = nil, on plans: DutyPlanSet,
    _ snapshot: CitySnapshot, risk: RiskField, basis: PlanningOptions = PlanningOptions(),
    solvers: PlanningSolvers, watch: PlanningWatch = PlanningWatch()
  ) throws(PlanningError) -> DutyPlanSet {
    var options = basis
    if let posts = plans[.peak]?.posts.count, posts > 0 { options.posts = posts }
    options.operationNights = plans[.night]?.operationNights ?? []
    options.calendar = plans.calendar
    options.edits = edits
    options.change = change
    return try plan(
      snapshot, risk: risk, week: plans.week, options: options, current: plans, solvers: solvers,
      watch: watch)
  }
}

extension DutyPlanSet {
  /// What planners decided by hand and these plans obey.
  public var editsInForce: [PlanEdit] {
    plans.flatMap { $0.edits ?? [] }.map(\.edit)
  }
}
