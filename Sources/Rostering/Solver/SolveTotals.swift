// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// What several solves come to together: pools and weeks, each bounded given those before it.
public struct SolveTotals: Hashable, Sendable {
  public let objective: Double
  public let bound: Double
  /// Whether each is proven best.
  public let isProven: Bool

  public init(_ solves: [SolveRecord]) {
    objective = solves.reduce(0) { $0 + $1.objective }
    bound = solves.reduce(0) { $0 + $1.bound }
    isProven = solves.allSatisfy { $0.status == .optimal }
  }

  /// (objective − bound) / max(1, objective).
  public var gap: Double { (objective - bound) / max(1, objective) }
}
