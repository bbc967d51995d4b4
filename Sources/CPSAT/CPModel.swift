// SPDX-License-Identifier: Apache-2.0

/// A constraint programme over integers, to be solved by `CPSolver`.
///
/// ```swift
/// var model = CPModel()
/// let onDuty = (0..<5).map { model.newBoolean("officer \($0)") }
/// model.add(LinearExpression.sum(onDuty) >= 3)
/// model.minimize(LinearExpression.sum(onDuty))
/// let solution = try await solver.solve(model)
/// ```
///
/// A model is a value: a copy may be changed and solved beside the original. Variables, literals
/// and intervals belong to the model that made them and to its copies. Nothing here throws while a
/// model is built; `check()` names the first thing that is wrong, and every solve calls it.
public struct CPModel: Sendable {
  struct Variable: Sendable {
    var domain: CPDomain
    var name: String
  }

  struct Constraint: Sendable {
    var kind: Kind
    var enforcement: [CPLiteral] = []
  }

  enum Kind: Sendable {
    case linear(LinearExpression, CPDomain)
    case boolOr([CPLiteral])
    case boolAnd([CPLiteral])
    case atMostOne([CPLiteral])
    case exactlyOne([CPLiteral])
    case allDifferent([LinearExpression])
    case maximum(LinearExpression, [LinearExpression])
    case automaton(CPAutomaton, [LinearExpression])
    case circuit([CPArc])
    case interval(start: LinearExpression, size: LinearExpression, end: LinearExpression)
    case noOverlap([CPInterval])
    case cumulative([CPInterval], demands: [LinearExpression], capacity: LinearExpression)
  }

  struct Objective: Sendable {
    var expression: LinearExpression
    var isMaximized: Bool
  }

  var variables: [Variable] = []
  var constraints: [Constraint] = []
  var objective: Objective?
  var hints: [Int32: Int] = [:]
  var assumptions: [CPLiteral] = []

  public init() {}

  public var variableCount: Int { variables.count }
  public var constraintCount: Int { constraints.count }

  /// The name given to a variable, or `x7` for the nameless eighth.
  public func name(of variable: CPVariable) -> String {
    let index = Int(variable.index)
    guard variables.indices.contains(index), !variables[index].name.isEmpty else {
      return "x\(variable.index)"
    }
    return variables[index].name
  }
}

extension CPModel {
  public mutating func newInteger(in range: ClosedRange<Int>, _ name: String = "") -> CPVariable {
    newInteger(in: CPDomain([range]), name)
  }

  public mutating func newInteger(in domain: CPDomain, _ name: String = "") -> CPVariable {
    variables.append(Variable(domain: domain, name: name))
    return CPVariable(index: Int32(variables.count - 1))
  }

  public mutating func newBoolean(_ name: String = "") -> CPLiteral {
    CPLiteral(code: newInteger(in: 0...1, name).index)
  }

  /// A stretch of fixed size from `start`. With `presence` false it takes no part in anything.
  public mutating func newInterval(
    start: some LinearTerm, size: Int, presence: CPLiteral? = nil
  ) -> CPInterval {
    newInterval(
      start: start, size: LinearExpression(size), end: start + size, presence: presence)
  }

  /// A stretch whose size varies; `start + size == end` is part of it. Each of the three may hold
  /// one variable at most.
  public mutating func newInterval(
    start: some LinearTerm, size: some LinearTerm, end: some LinearTerm,
    presence: CPLiteral? = nil
  ) -> CPInterval {
    let kind = Kind.interval(
      start: start.linearExpression, size: size.linearExpression, end: end.linearExpression)
    constraints.append(Constraint(kind: kind, enforcement: presence.map { [$0] } ?? []))
    return CPInterval(constraint: Int32(constraints.count - 1))
  }
}

extension CPModel {
  public mutating func minimize(_ expression: some LinearTerm) {
    objective = Objective(expression: expression.linearExpression, isMaximized: false)
  }

  public mutating func maximize(_ expression: some LinearTerm) {
    objective = Objective(expression: expression.linearExpression, isMaximized: true)
  }

  /// A value to try first; the last hint of a variable counts. A good complete hint is what makes
  /// short solves of large rosters worthwhile.
  public mutating func hint(_ variable: CPVariable, _ value: Int) {
    hints[variable.index] = value
  }

  public mutating func hint(_ literal: CPLiteral, _ value: Bool) {
    hints[literal.variable.index] = (value != literal.isNegated) ? 1 : 0
  }

  public mutating func removeHints() { hints = [:] }

  /// Holds `literals` true for this solve. If that makes the model infeasible, the solution's
  /// `infeasibilityCore` names some of them that cannot hold together.
  public mutating func assume(_ literals: [CPLiteral]) { assumptions += literals }
}
