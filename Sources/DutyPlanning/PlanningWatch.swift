// SPDX-License-Identifier: Apache-2.0

public import DutyModel
import HiGHS

/// Follows a planning run from elsewhere, and ends it early.
public struct PlanningWatch: Sendable {
  let stop = HiGHSStop()
  /// Called on the planning thread whenever a mode is done.
  let hear: @Sendable (PlanningProgress) -> Void

  public init(hear: @escaping @Sendable (PlanningProgress) -> Void = { _ in }) {
    self.hear = hear
  }

  /// From now on every proof ends with the best that it has, and the plans say so with their gaps.
  public func end() { stop.stop() }
}

/// How far a planning run is.
public struct PlanningProgress: Hashable, Sendable {
  /// The mode whose plan was just made.
  public var mode: DutyMode
  public var done: Int
  public var of: Int
  /// Of that mode's places; `nil` where it chose none.
  public var solve: SolveRecord?
}
