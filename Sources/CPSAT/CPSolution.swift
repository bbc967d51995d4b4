// SPDX-License-Identifier: Apache-2.0

/// What a solve found.
public struct CPSolution: Sendable {
  public enum Status: String, Sendable, Codable {
    /// The assignment is proven best (or, without an objective, is a solution).
    case optimal
    /// The assignment is a solution; a limit or a stop came before the proof.
    case feasible
    /// There is proof that no solution exists.
    case infeasible
    /// A limit or a stop came before anything was found.
    case unknown
  }

  public let status: Status
  /// The values found, if any.
  public let assignment: CPAssignment?
  /// The objective of the assignment; nil without an assignment or an objective.
  public let objective: Int?
  /// No solution is better than this; nil if nothing was proven.
  public let bound: Int?
  /// After infeasibility under assumptions: some of them that cannot all be true.
  public let infeasibilityCore: [CPLiteral]
  /// Seconds the solver took by the clock.
  public let wallTime: Double
  /// Work the solver did, in its own repeatable unit.
  public let deterministicTime: Double
  public let conflicts: Int
  public let branches: Int

  /// |objective - bound| / max(1, |objective|); nil if either is missing.
  public var gap: Double? {
    guard let objective, let bound else { return nil }
    return abs(Double(objective) - Double(bound)) / max(1, abs(Double(objective)))
  }
}

/// A value for every variable of a model.
public struct CPAssignment: Hashable, Sendable {
  /// By the index of the variable.
  public let values: [Int]

  init(values: [Int]) { self.values = values }

  public subscript(variable: CPVariable) -> Int { values[Int(variable.index)] }

  public func isTrue(_ literal: CPLiteral) -> Bool {
    (self[literal.variable] == 1) != literal.isNegated
  }

  public func value(of term: some LinearTerm) -> Int {
    let expression = term.linearExpression
    return expression.terms.reduce(expression.constant) { sum, item in
      sum + item.coefficient * values[Int(item.variable)]
    }
  }
}

/// What a running search has just found. Reported on the solver's own threads.
public enum CPProgress: Sendable {
  /// A better solution. `seconds` counts from the start of the solve.
  case solution(CPAssignment, objective: Int?, bound: Int?, seconds: Double)
  /// A tighter bound.
  case bound(Int)
}
