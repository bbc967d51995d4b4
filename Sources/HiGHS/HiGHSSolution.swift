// SPDX-License-Identifier: Apache-2.0

/// What HiGHS found.
public struct HiGHSSolution: Sendable {
  public enum Status: String, Sendable, Codable {
    /// `values` are proven best, within the gap that was asked for.
    case optimal
    /// `values` are a solution; a limit or a stop came before the proof.
    case feasible
    /// There is proof that no solution exists.
    case infeasible
    /// Solutions of any objective exist.
    case unbounded
    /// A limit or a stop came before anything was found.
    case stopped
  }

  public let status: Status
  /// By column; nil without a solution. Integer columns may be off by 1e-6: see `integer(_:)`.
  public let values: [Double]?
  public let objective: Double?
  /// No solution is better than this; nil if nothing was proven.
  public let bound: Double?
  /// For a linear programme solved to optimality, else nil. By row: what one more unit of the
  /// binding row bound adds to the objective.
  public let rowDuals: [Double]?
  /// For a linear programme solved to optimality, else nil. By column: what one more unit of the
  /// column, away from the bound it sits at, adds to the objective.
  public let reducedCosts: [Double]?
  /// Nodes of the search tree, 0 for a linear programme.
  public let nodes: Int
  /// By the clock.
  public let seconds: Double

  /// |objective - bound| / max(1, |objective|); nil if either is missing.
  public var gap: Double? {
    guard let objective, let bound else { return nil }
    return abs(objective - bound) / max(1, abs(objective))
  }

  /// The value of an integer column, rounded; nil without a solution.
  public func integer(_ column: Int) -> Int? { values.map { Int($0[column].rounded()) } }
}

/// What a running search says. Reported on the solver's own threads.
public struct HiGHSProgress: Sendable {
  /// Whether a better solution was just found.
  public let isSolution: Bool
  public let objective: Double?
  public let bound: Double?
  public let nodes: Int
  public let seconds: Double
}
