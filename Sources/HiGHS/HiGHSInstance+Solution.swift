// SPDX-License-Identifier: Apache-2.0

import CSolverShims

/// The model statuses of HiGHS 1.15 (kHighsModelStatus…) that end a run.
enum ModelStatus {
  static let optimal = 7
  static let infeasible = 8
  static let unboundedOrInfeasible = 9
  static let unbounded = 10
  /// Objective bound or target, time, iterations, unknown, solutions, interrupt.
  static let limits = 11...17
}

extension HiGHSInstance {
  func solution(
    of model: LinearModel, listener: ProgressListener, seconds: () -> Double
  ) throws(HiGHSError) -> HiGHSSolution {
    switch modelStatus {
    case ModelStatus.optimal: return answer(.optimal, model, seconds())
    case ModelStatus.infeasible: return answer(.infeasible, model, seconds())
    case ModelStatus.unbounded: return answer(.unbounded, model, seconds())
    case ModelStatus.unboundedOrInfeasible:
      let status = try decideByFeasibility(model, listener)
      return answer(status, model, seconds())
    case ModelStatus.limits:
      let feasible = 2  // kHighsSolutionStatusFeasible
      let found = integer("primal_solution_status") == feasible
      return answer(found ? .feasible : .stopped, model, seconds())
    default: throw refusal(of: "solve the model")
    }
  }

  /// "Unbounded or infeasible" is settled by asking for any solution at all.
  private func decideByFeasibility(
    _ model: LinearModel, _ listener: ProgressListener
  ) throws(HiGHSError) -> HiGHSSolution.Status {
    try dropCosts(model.columnCount)
    try run(listener)
    switch modelStatus {
    case ModelStatus.optimal: return .unbounded
    case ModelStatus.infeasible: return .infeasible
    default: return .stopped
    }
  }

  private func answer(
    _ status: HiGHSSolution.Status, _ model: LinearModel, _ seconds: Double
  ) -> HiGHSSolution {
    let hasValues = status == .optimal || status == .feasible
    let isProgramme = !model.hasIntegers
    let hasDuals = status == .optimal && isProgramme
    let vectors =
      hasValues
      ? vectors(columns: model.columnCount, rows: model.rowCount) : nil
    return HiGHSSolution(
      status: status, values: vectors?.values, objective: hasValues ? objective : nil,
      bound: bound(status, isProgramme), rowDuals: hasDuals ? vectors?.duals : nil,
      reducedCosts: hasDuals ? vectors?.reduced : nil,
      nodes: isProgramme ? 0 : max(0, largeInteger("mip_node_count")), seconds: seconds)
  }

  private func bound(_ status: HiGHSSolution.Status, _ isProgramme: Bool) -> Double? {
    switch status {
    case .infeasible, .unbounded: nil
    case .optimal where isProgramme: objective
    case .optimal, .feasible, .stopped: isProgramme ? nil : double("mip_dual_bound")
    }
  }
}

/// Passes progress on and answers whether to stop. Called on solver threads.
final class ProgressListener: Sendable {
  private let stops: [HiGHSStop]
  private let deadline: ContinuousClock.Instant?
  private let report: (@Sendable (HiGHSProgress) -> Void)?

  init(
    stops: [HiGHSStop], deadline: ContinuousClock.Instant? = nil,
    report: (@Sendable (HiGHSProgress) -> Void)?
  ) {
    self.stops = stops
    self.deadline = deadline
    self.report = report
  }

  func take(_ progress: csolver_highs_progress) -> Bool {
    if let report, progress.bound.isFinite || progress.is_solution == 1 {
      report(
        HiGHSProgress(
          isSolution: progress.is_solution == 1,
          objective: progress.objective.isFinite ? progress.objective : nil,
          bound: progress.bound.isFinite ? progress.bound : nil,
          nodes: Int(progress.nodes), seconds: progress.seconds))
    }
    if let deadline, ContinuousClock.now >= deadline { return true }
    return stops.contains(where: \.isStopped)
  }
}
