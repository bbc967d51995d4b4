// SPDX-License-Identifier: Apache-2.0

extension CPModel {
  /// Throws the first thing that is wrong with the model. Constraints count from 0 in the order in
  /// which they were added, intervals among them.
  public func check() throws(CPModelIssue) {
    for (index, variable) in variables.enumerated() where variable.domain.ranges.isEmpty {
      throw .emptyDomain(variable: name(of: CPVariable(index: Int32(index))))
    }
    for (index, constraint) in constraints.enumerated() {
      try check(constraint.enforcement, at: index)
      try check(constraint.kind, at: index)
    }
    if let objective { try check(objective.expression, at: nil) }
    try check(assumptions, at: nil)
    for variable in hints.keys { try check(variable: variable, at: nil) }
  }

  private func check(_ kind: Kind, at index: Int) throws(CPModelIssue) {
    switch kind {
    case .linear(let expression, let domain):
      try check(expression, at: index)
      try check(shifting: domain, by: expression.constant, at: index)
    case .boolOr(let literals), .boolAnd(let literals), .atMostOne(let literals),
      .exactlyOne(let literals):
      try check(literals, at: index)
    case .allDifferent(let expressions):
      try checkAffine(expressions, at: index)
    case .maximum(let target, let expressions):
      if expressions.isEmpty { throw .nothingGiven(constraint: index) }
      for expression in [target] + expressions { try check(expression, at: index) }
    case .automaton(let automaton, let expressions):
      if expressions.isEmpty { throw .nothingGiven(constraint: index) }
      try checkAffine(expressions, at: index)
      try check(automaton, at: index)
    case .circuit(let arcs):
      if arcs.isEmpty { throw .nothingGiven(constraint: index) }
      try check(arcs.map(\.isTaken), at: index)
    case .interval(let start, let size, let end):
      try checkAffine([start, size, end], at: index)
    case .noOverlap(let intervals):
      try check(intervals, at: index)
    case .cumulative(let intervals, let demands, let capacity):
      try check(intervals, at: index)
      guard intervals.count == demands.count else {
        throw .demandCount(expected: intervals.count, found: demands.count, constraint: index)
      }
      try checkAffine(demands + [capacity], at: index)
    }
  }

  private func check(_ expression: LinearExpression, at index: Int?) throws(CPModelIssue) {
    if expression.canonical().overflowed { throw .overflow(constraint: index) }
    for term in expression.terms { try check(variable: term.variable, at: index) }
  }

  private func checkAffine(_ expressions: [LinearExpression], at index: Int) throws(CPModelIssue) {
    for expression in expressions {
      try check(expression, at: index)
      if expression.canonical().terms.count > 1 { throw .notAffine(constraint: index) }
    }
  }

  /// A finite bound minus the expression's constant must stay within 64 bits.
  private func check(shifting domain: CPDomain, by constant: Int, at index: Int)
    throws(CPModelIssue)
  {
    for bound in domain.ranges.flatMap({ [$0.lowerBound, $0.upperBound] })
    where bound != .min && bound != .max {
      if bound.subtractingReportingOverflow(constant).overflow {
        throw .overflow(constraint: index)
      }
    }
  }

  private func check(_ literals: [CPLiteral], at index: Int?) throws(CPModelIssue) {
    for literal in literals {
      try check(variable: literal.variable.index, at: index)
      let domain = variables[Int(literal.variable.index)].domain
      guard domain.ranges.allSatisfy({ (0...1).contains($0.lowerBound) && $0.upperBound <= 1 })
      else { throw .notBoolean(variable: name(of: literal.variable), constraint: index) }
    }
  }

  private func check(variable: Int32, at index: Int?) throws(CPModelIssue) {
    guard variables.indices.contains(Int(variable)) else {
      throw .foreignVariable(index: Int(variable), constraint: index)
    }
  }

  private func check(_ intervals: [CPInterval], at index: Int) throws(CPModelIssue) {
    for interval in intervals {
      let place = Int(interval.constraint)
      guard constraints.indices.contains(place), case .interval = constraints[place].kind else {
        throw .foreignInterval(constraint: index)
      }
    }
  }

  private func check(_ automaton: CPAutomaton, at index: Int) throws(CPModelIssue) {
    if automaton.finals.isEmpty || automaton.transitions.isEmpty {
      throw .nothingGiven(constraint: index)
    }
    var seen: Set<[Int]> = []
    for transition in automaton.transitions
    where !seen.insert([transition.from, transition.label]).inserted {
      throw .ambiguousTransition(
        state: transition.from, label: transition.label, constraint: index)
    }
  }
}
