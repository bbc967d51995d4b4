// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Geography
import IncidentAnalysis
import PlanningKernels

/// Why each post stands where it does: what it answers, what only it answers, and what the next best
/// crossing would have answered instead.
struct PostReasons {
  let context: PlanningContext
  let problem: PostProblem

  func reasons(
    of answer: PostSolver.Answer, windows: [DutyWindow]
  ) throws(PlanningError) -> [PlaceReason] {
    var reasons = context.reasons(of: answer.places, windows: windows, rates: problem.demand)
    let swaps: SwapTable
    do {
      swaps = SwapTable(
        try problem.table(), problem.rules(problem.edits), chosen: answer.sites)
    } catch {
      throw .kernel(
        step: LocalizedName(chinese: "岗位说明", english: "Explaining the posts"), error: error)
    }
    for (position, site) in answer.sites.enumerated() {
      reasons[position].onlyHerePerYear = Double(swaps.onlyBy(site)) / 1000
      reasons[position].alternative = swaps.bestSwap(out: site).map { swap in
        let junction = problem.reach.junctions[swap.into]
        return PlaceReason.Alternative(
          junction: junction, name: context.names[junction],
          lossPerYear: Double(-swap.gain) / 1000)
      }
    }
    return reasons
  }
}
