// SPDX-License-Identifier: Apache-2.0

import Geography
import DutyModel
import PlanningKernels

/// 查缉点: chooses the crossings that intercept most of what is worth intercepting.
struct CheckpointSolver {
  let context: PlanningContext
  let rates: [Int64]

  /// - Returns: junctions in order of number, at most `perBrigade` in each jurisdiction.
  func solve(
    perBrigade: Int
  ) throws(PlanningError) -> (junctions: [ID<Junction>], record: SolveRecord?) {
    guard perBrigade > 0 else { return ([], nil) }
    do {
      let problem = try FlowProblem(context, rates: rates)
      let quotas = context.brigades.indices.map { brigade in
        SiteRules.Quota(
          minimum: min(perBrigade, problem.groups.count { Int($0) == brigade }),
          maximum: perBrigade)
      }
      // Journeys are a sample: the Lagrangian bound is enough, a proof would take far longer than
      // the sample's own error is worth.
      var options = context.kernelOptions
      options.prover = nil
      let limit = quotas.reduce(0) { $0 + $1.minimum }
      let result = try MaximalCovering(
        table: problem.table, limit: limit,
        rules: SiteRules(groups: problem.groups, quotas: quotas)
      ).solve(options)
      return (
        result.sites.map { problem.junctions[$0] },
        SolveRecord(
          problem: "flow-capture-checkpoints",
          solver: "Chengxu",
          status: result.status.recorded, objective: Double(result.objective),
          bound: Double(result.bound), seconds: result.seconds, seed: context.options.seed)
      )
    } catch {
      throw .kernel(
        step: LocalizedName(chinese: "查缉点选址", english: "Choosing the checkpoints"), error: error)
    }
  }
}
