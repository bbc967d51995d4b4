// SPDX-License-Identifier: Apache-2.0

import Geography
import DutyModel
import PlanningKernels

/// 查缉点: chooses the crossings that intercept most of what is worth intercepting.
struct CheckpointSolver {
  let context: PlanningContext
  let rates: [Int64]

  struct Answer {
    /// In order of number, at most as many in each jurisdiction as asked for.
    var junctions: [ID<Junction>] = []
    var record: SolveRecord?
    var edits: [EditOutcome] = []
  }

  func solve(perBrigade: Int) throws(PlanningError) -> Answer {
    let edits = SiteEdits(edits: context.options.edits.of(.offPeak))
    guard perBrigade > 0 else { return Answer() }
    let problem: FlowProblem
    do {
      problem = try FlowProblem(context, rates: rates, pinned: edits.pinned)
    } catch {
      throw wrapped(error)
    }
    try context.checkPins(edits.pinned, perBrigade: perBrigade)
    let result = try solve(problem, perBrigade, edits)
    let outcomes = try edits.outcomes(result, names: context.names, unit: 1) {
      edits throws(PlanningError) in try solve(problem, perBrigade, edits)
    }
    return Answer(
      junctions: result.sites.map { problem.junctions[$0] },
      record: SolveRecord(
        problem: "flow-capture-checkpoints",
        solver: "Chengxu",
        status: result.status.recorded, objective: Double(result.objective),
        bound: Double(result.bound), seconds: result.seconds, seed: context.options.seed),
      edits: outcomes)
  }

  private func solve(
    _ problem: FlowProblem, _ perBrigade: Int, _ edits: SiteEdits
  ) throws(PlanningError) -> KernelResult<[Int]> {
    var rules = edits.rules(problem.junctions, groups: problem.groups, quotas: [])
    let closed = Set(rules.forbidden)
    rules.quotas = context.brigades.indices.map { brigade in
      let open = problem.groups.indices.count {
        Int(problem.groups[$0]) == brigade && !closed.contains($0)
      }
      return SiteRules.Quota(minimum: min(perBrigade, open), maximum: perBrigade)
    }
    // Journeys are a sample: the Lagrangian bound is enough, a proof would take far longer than
    // the sample's own error is worth.
    var options = context.kernelOptions
    options.prover = nil
    do {
      return try MaximalCovering(
        table: problem.table, limit: rules.quotas.reduce(0) { $0 + $1.minimum }, rules: rules
      ).solve(options)
    } catch {
      throw wrapped(error)
    }
  }

  private func wrapped(_ error: KernelError) -> PlanningError {
    .kernel(
      step: LocalizedName(chinese: "查缉点选址", english: "Choosing the checkpoints"), error: error)
  }
}

extension PlanningContext {
  /// A brigade has no more pinned places than places.
  func checkPins(_ pins: [ID<Junction>], perBrigade: Int) throws(PlanningError) {
    for brigade in brigades {
      let own = pins.count { brigadeOfJunction[Int($0.rawValue)] == brigade.unit.id }
      if own > perBrigade {
        throw .pinsExceed(unit: brigade.unit.name, pinned: own, possible: perBrigade)
      }
    }
  }
}
