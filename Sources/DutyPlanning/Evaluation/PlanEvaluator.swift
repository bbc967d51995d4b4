// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Geography
import IncidentAnalysis

/// What places would have answered in the held-out days, beside as many places chosen by counting.
///
/// Only incidents in the mode's windows count. The comparison takes the crossings with the most
/// incidents of those hours in the last 365 days of the training span, each street's count going to
/// both its ends: what a planner without a model would take from the register.
struct PlanEvaluator {
  let context: PlanningContext

  /// - Parameter eligible: streets that count at all, such as those around a mission; `nil` for all.
  func evaluation(
    of places: PlaceReach, windows: [DutyWindow], marginal: [PlanEvaluation.MarginalPoint],
    eligible: Set<Int>? = nil
  ) -> PlanEvaluation {
    let counts = context.heldOut.counts(in: windows)
    func sum(_ segments: some Sequence<Int>) -> Int {
      segments.reduce(0) { $0 + (eligible?.contains($1) ?? true ? counts[$1] : 0) }
    }
    let baseline = PlaceReach(
      context.roads,
      junctions: busiest(places.junctions.count, windows: windows, eligible: eligible),
      metres: context.options.reachMetres)
    return PlanEvaluation(
      heldOutIncidents: sum(counts.indices), coveredIncidents: sum(places.covered),
      coveredByCountBaseline: sum(baseline.covered), marginal: marginal)
  }

  private func busiest(
    _ number: Int, windows: [DutyWindow], eligible: Set<Int>?
  ) -> [ID<Junction>] {
    let first = context.risk.trained.last.adding(days: -364)
    let counts = context.trained.counts(in: windows) { $0.date >= first }
    var atJunction = Array(repeating: 0, count: context.roads.junctions.count)
    for (position, segment) in context.roads.segments.enumerated()
    where eligible?.contains(position) ?? true {
      atJunction[Int(segment.from.rawValue)] += counts[position]
      atJunction[Int(segment.to.rawValue)] += counts[position]
    }
    let crossings = context.roads.junctions.indices.filter {
      context.roads.junctions[$0].degree >= 3
    }
    return crossings.sorted { (-atJunction[$0], $0) < (-atJunction[$1], $1) }
      .prefix(number).map { context.roads.junctions[$0].id }
  }
}
