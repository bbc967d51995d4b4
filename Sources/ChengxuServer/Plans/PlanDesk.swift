// SPDX-License-Identifier: Apache-2.0

import Dispatch
public import DutyPlanning

/// Where planners try decisions by hand on the plans in force, and keep those that shall hold.
///
/// A trial solves all modes anew and takes seconds, so trials run one after the other on a thread of their own and
/// the server answers everybody else meanwhile. What is kept waits for the next planning run: plans in force, and
/// the roster that rests on them, do not change under people on duty.
public struct PlanDesk: Sendable {
  /// The plans in force made anew so that these decisions hold, and no others.
  public typealias Solve =
    @Sendable (_ edits: [PlanEdit], _ change: ChangeRule?, _ watch: PlanningWatch)
    throws(PlanningError) -> DutyPlanSet

  private let solve: Solve
  private let readHeld: @Sendable () throws -> PlanEdits
  private let writeHeld: @Sendable (PlanEdits) throws -> Void
  private let queue = DispatchQueue(label: "chengxu.plan-trials", qos: .utility)

  /// - Parameters:
  ///   - readHeld: what shall hold at the next planning run.
  ///   - writeHeld: returns once all that it was given is durable.
  public init(
    solve: @escaping Solve, readHeld: @escaping @Sendable () throws -> PlanEdits,
    writeHeld: @escaping @Sendable (PlanEdits) throws -> Void
  ) {
    self.solve = solve
    self.readHeld = readHeld
    self.writeHeld = writeHeld
  }

  /// With those that hold already.
  ///
  /// - Parameter check: throws for what cannot hold together.
  func trial(
    _ edits: [PlanEdit], _ change: ChangeRule?, watch: PlanningWatch,
    check: @escaping @Sendable ([PlanEdit]) throws -> Void
  ) async throws -> DutyPlanSet {
    try await onQueue {
      let all = try readHeld().edits + edits
      try check(all)
      return try solve(all, change, watch)
    }
  }

  func held() async throws -> PlanEdits { try await onQueue(readHeld) }

  /// Changes what shall hold, unless it throws.
  func change(
    _ change: @escaping @Sendable (inout PlanEdits) throws -> Void
  ) async throws -> PlanEdits {
    try await onQueue {
      var held = try readHeld()
      try change(&held)
      try writeHeld(held)
      return held
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
