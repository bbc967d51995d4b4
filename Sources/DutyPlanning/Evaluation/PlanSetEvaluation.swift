// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import Geography

/// What can be said of the plans only once all are made: response times, and the floor of service
/// in every grid of the off-peak plan.
struct PlanSetEvaluation {
  let context: PlanningContext
  /// The plans in force; `nil` where there are none.
  let current: DutyPlanSet?

  func evaluated(_ plans: [DutyPlan]) throws(PlanningError) -> [DutyPlan] {
    var evaluator = ResponseEvaluator(context)
    let beats = plans.flatMap(\.beats)
    var result: [DutyPlan] = []
    for var plan in plans {
      plan.evaluation.response = try evaluator.evaluation(
        of: plan, covered: covered(by: plan), eligible: eligible(plan))
      if plan.mode != .special {
        plan.evaluation.floor = evaluator.floor(
          of: plan, beats: beats, limitMinutes: context.options.floorMinutes)
      }
      if plan.comparison != nil, let inForce = current?[plan.mode] {
        plan.comparison?.currentResponse = try evaluator.evaluation(
          of: inForce, covered: covered(by: inForce))
      }
      result.append(plan)
    }
    return result
  }

  /// The people of a special order answer for what happens inside its outer ring.
  private func eligible(_ plan: DutyPlan) -> Set<Int>? {
    plan.specialOrder.map {
      MissionRings(context: context, centre: $0.centre).segments(radiusMetres: $0.outerRadiusMetres)
    }
  }

  /// Streets within reach of any place of the plan; a beat answers for all of its own.
  private func covered(by plan: DutyPlan) -> Set<Int> {
    let junctions = Set(
      plan.posts.map(\.junction) + plan.checkpoints.map(\.junction)
        + plan.patrols.flatMap { $0.stops.map(\.junction) })
    let reach = PlaceReach(
      context.roads, junctions: junctions.sorted(), metres: context.options.reachMetres)
    return reach.covered.union(plan.beats.flatMap(\.segments).map { Int($0.rawValue) })
  }
}
