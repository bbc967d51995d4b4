// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// How hard to look for a good roster.
public struct RosterOptions: Hashable, Sendable {
  public var seed: UInt64
  /// Work for each pool and week in CP-SAT's repeatable unit, about a second each. The same seed
  /// and effort give the same roster on every machine. A pool's first roster is looked for with one
  /// unit at the least.
  public var effort: Double
  /// The whole search ends by then, with the best roster found. One that it cut short need not repeat.
  public var timeLimit: Duration
  /// Pools solved side by side, at least 1. It does not change the roster.
  public var pools: Int

  public init(
    seed: UInt64 = 1, effort: Double = 1, timeLimit: Duration = .seconds(600), pools: Int = 2
  ) {
    self.seed = seed
    self.effort = effort
    self.timeLimit = timeLimit
    self.pools = max(1, pools)
  }
}

/// A pool's week is done.
public struct RosterProgress: Hashable, Sendable {
  public var pool: LocalizedName
  public var finished: Int
  public var total: Int
  /// Sums of what is done so far: the points of its rosters, and a bound of any.
  public var objective: Double
  public var bound: Double
}
