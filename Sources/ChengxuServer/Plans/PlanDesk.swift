// SPDX-License-Identifier: Apache-2.0

import Dispatch
public import DutyPlanning

/// Where planners try decisions by hand on the plans in force, and keep those that shall hold.
///
/// A trial solves all modes anew and takes seconds, so trials run one after the other on a thread of their own and
/// the server answers everybody else meanwhile. What is kept waits for the next planning run: plans in force, and
/// the roster that rests on them, do not change under people on duty.
public struct PlanDesk: Sendable {
  /// The plans in force made anew with these decisions.
  public typealias Solve =
    @Sendable (_ edits: [PlanEdit], _ change: ChangeRule?) throws(PlanningError) -> DutyPlanSet

  private let solve: Solve
  private let readKept: @Sendable () throws -> [PlanEdit]
  private let writeKept: @Sendable ([PlanEdit]) throws -> Void
  private let queue = DispatchQueue(label: "chengxu.plan-trials", qos: .utility)

  /// - Parameters:
  ///   - writeKept: returns once all that it was given is durable.
  public init(
    solve: @escaping Solve, readKept: @escaping @Sendable () throws -> [PlanEdit],
    writeKept: @escaping @Sendable ([PlanEdit]) throws -> Void
  ) {
    self.solve = solve
    self.readKept = readKept
    self.writeKept = writeKept
  }

  /// With those that are kept already.
  func trial(_ edits: [PlanEdit], _ change: ChangeRule?) async throws -> DutyPlanSet {
    try await onQueue { try solve(try readKept() + edits, change) }
  }

  func kept() async throws -> [PlanEdit] { try await onQueue(readKept) }

  /// - Parameter check: throws for what cannot hold together.
  func keep(
    _ edits: [PlanEdit], check: @escaping @Sendable ([PlanEdit]) throws -> Void
  ) async throws -> [PlanEdit] {
    try await onQueue {
      let all = try readKept() + edits
      try check(all)
      try writeKept(all)
      return all
    }
  }

  private func onQueue<Value: Sendable>(
    _ work: @escaping @Sendable () throws -> Value
  ) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      queue.async { continuation.resume(with: Result(catching: work)) }
    }
  }
}
