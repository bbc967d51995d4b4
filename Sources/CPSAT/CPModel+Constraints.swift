// SPDX-License-Identifier: Apache-2.0

extension CPModel {
  /// - Parameter onlyIf: literals that must all be true for the constraint to bind.
  public mutating func add(_ constraint: LinearConstraint, onlyIf: [CPLiteral] = []) {
    constraints.append(
      Constraint(
        kind: .linear(constraint.expression, constraint.domain), enforcement: onlyIf))
  }

  public mutating func add(_ constraint: LinearConstraint, onlyIf literal: CPLiteral) {
    add(constraint, onlyIf: [literal])
  }

  /// At least one of the literals is true.
  public mutating func add(boolOr literals: [CPLiteral], onlyIf: [CPLiteral] = []) {
    constraints.append(Constraint(kind: .boolOr(literals), enforcement: onlyIf))
  }

  /// All of the literals are true.
  public mutating func add(boolAnd literals: [CPLiteral], onlyIf: [CPLiteral] = []) {
    constraints.append(Constraint(kind: .boolAnd(literals), enforcement: onlyIf))
  }

  /// If `premise` is true, so is `conclusion`.
  public mutating func add(implication premise: CPLiteral, then conclusion: CPLiteral) {
    add(boolAnd: [conclusion], onlyIf: [premise])
  }

  public mutating func add(atMostOne literals: [CPLiteral]) {
    constraints.append(Constraint(kind: .atMostOne(literals)))
  }

  public mutating func add(exactlyOne literals: [CPLiteral]) {
    constraints.append(Constraint(kind: .exactlyOne(literals)))
  }

  /// Each expression holds one variable at most.
  public mutating func add(allDifferent terms: [some LinearTerm]) {
    constraints.append(Constraint(kind: .allDifferent(terms.map(\.linearExpression))))
  }

  /// `target` is the greatest of `terms`; minimise it to level a load.
  public mutating func add(maximum target: some LinearTerm, of terms: [some LinearTerm]) {
    let expressions = terms.map(\.linearExpression)
    constraints.append(Constraint(kind: .maximum(target.linearExpression, expressions)))
  }

  /// `target` is the least of `terms`.
  public mutating func add(minimum target: some LinearTerm, of terms: [some LinearTerm]) {
    add(maximum: -target, of: terms.map { -$0 })
  }

  /// No two of the intervals that take place overlap; they may touch.
  public mutating func add(noOverlap intervals: [CPInterval]) {
    constraints.append(Constraint(kind: .noOverlap(intervals)))
  }

  /// At every moment the demands of the intervals under way sum to `capacity` at most.
  public mutating func add(
    cumulative intervals: [CPInterval], demands: [some LinearTerm], capacity: some LinearTerm
  ) {
    let kind = Kind.cumulative(
      intervals, demands: demands.map(\.linearExpression), capacity: capacity.linearExpression)
    constraints.append(Constraint(kind: kind))
  }

  public mutating func add(cumulative intervals: [CPInterval], demands: [Int], capacity: Int) {
    add(
      cumulative: intervals, demands: demands.map { LinearExpression($0) },
      capacity: LinearExpression(capacity))
  }

  /// The values of `terms`, in order, are read by the automaton from its start to a final state.
  public mutating func add(automaton: CPAutomaton, over terms: [some LinearTerm]) {
    constraints.append(Constraint(kind: .automaton(automaton, terms.map(\.linearExpression))))
  }

  /// The arcs whose literals are true form one circuit through every node named; a node with a
  /// true arc to itself is left out of it.
  public mutating func add(circuit arcs: [CPArc]) {
    constraints.append(Constraint(kind: .circuit(arcs)))
  }
}

/// A finite automaton over integers: which sequences of shifts are allowed, say.
public struct CPAutomaton: Hashable, Sendable {
  public struct Transition: Hashable, Sendable {
    public var from: Int
    public var label: Int
    public var to: Int

    public init(from: Int, label: Int, to: Int) {
      self.from = from
      self.label = label
      self.to = to
    }
  }

  public var start: Int
  public var finals: [Int]
  /// At most one for a state and label. A value without a transition is not allowed there.
  public var transitions: [Transition]

  public init(start: Int, finals: [Int], transitions: [Transition]) {
    self.start = start
    self.finals = finals
    self.transitions = transitions
  }
}

/// A possible step from one node to another in a circuit.
public struct CPArc: Hashable, Sendable {
  public var tail: Int32
  public var head: Int32
  public var isTaken: CPLiteral

  public init(from tail: Int32, to head: Int32, isTaken: CPLiteral) {
    self.tail = tail
    self.head = head
    self.isTaken = isTaken
  }
}
