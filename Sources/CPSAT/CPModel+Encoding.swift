// SPDX-License-Identifier: Apache-2.0

extension CPModel {
  /// The model as CpModelProto. Field numbers are those of ortools/sat/cp_model.proto, 9.15.
  func encoded() -> [UInt8] {
    var writer = ProtobufWriter()
    for variable in variables {
      writer.message(2) { $0.packed(2, variable.domain.flattened) }
    }
    for constraint in constraints {
      writer.message(3) { encode(constraint, into: &$0) }
    }
    if let objective { writer.message(4) { encode(objective, into: &$0) } }
    if !hints.isEmpty {
      let ordered = hints.sorted { $0.key < $1.key }
      writer.message(6) {
        $0.packed(1, ordered.map(\.key))
        $0.packed(2, ordered.map(\.value))
      }
    }
    writer.packed(7, assumptions.map(\.code))
    return writer.bytes
  }

  private func encode(_ constraint: Constraint, into writer: inout ProtobufWriter) {
    writer.packed(2, constraint.enforcement.map(\.code))
    switch constraint.kind {
    case .linear(let expression, let domain):
      writer.message(12) { Self.encode(expression, in: domain, into: &$0) }
    case .boolOr(let literals): writer.message(3) { $0.packed(1, literals.map(\.code)) }
    case .boolAnd(let literals): writer.message(4) { $0.packed(1, literals.map(\.code)) }
    case .atMostOne(let literals): writer.message(26) { $0.packed(1, literals.map(\.code)) }
    case .exactlyOne(let literals): writer.message(29) { $0.packed(1, literals.map(\.code)) }
    case .allDifferent(let expressions):
      writer.message(13) { for item in expressions { $0.expression(1, item) } }
    case .maximum(let target, let expressions):
      writer.message(27) {
        $0.expression(1, target)
        for item in expressions { $0.expression(2, item) }
      }
    case .automaton(let automaton, let expressions):
      writer.message(17) { Self.encode(automaton, over: expressions, into: &$0) }
    case .circuit(let arcs):
      writer.message(15) {
        $0.packed(3, arcs.map(\.tail))
        $0.packed(4, arcs.map(\.head))
        $0.packed(5, arcs.map(\.isTaken.code))
      }
    case .interval(let start, let size, let end):
      writer.message(19) {
        $0.expression(4, start)
        $0.expression(5, end)
        $0.expression(6, size)
      }
    case .noOverlap(let intervals):
      writer.message(20) { $0.packed(1, intervals.map(\.constraint)) }
    case .cumulative(let intervals, let demands, let capacity):
      writer.message(22) {
        $0.expression(1, capacity)
        $0.packed(2, intervals.map(\.constraint))
        for demand in demands { $0.expression(3, demand) }
      }
    }
  }

  /// A linear constraint has no constant, so the domain moves by it.
  private static func encode(
    _ expression: LinearExpression, in domain: CPDomain, into writer: inout ProtobufWriter
  ) {
    let canonical = expression.canonical()
    writer.packed(1, canonical.terms.map(\.variable))
    writer.packed(2, canonical.terms.map(\.coefficient))
    writer.packed(3, domain.flattened.map { Self.shift($0, by: -canonical.constant) })
  }

  /// The two ends of the integers stand for "no bound" and stay where they are.
  private static func shift(_ bound: Int, by offset: Int) -> Int {
    bound == .min || bound == .max ? bound : bound &+ offset
  }

  private static func encode(
    _ automaton: CPAutomaton, over expressions: [LinearExpression],
    into writer: inout ProtobufWriter
  ) {
    writer.integer(2, automaton.start)
    writer.packed(3, automaton.finals)
    writer.packed(4, automaton.transitions.map(\.from))
    writer.packed(5, automaton.transitions.map(\.to))
    writer.packed(6, automaton.transitions.map(\.label))
    for item in expressions { writer.expression(8, item) }
  }

  /// CP-SAT minimises `coefficients · variables`; the value it reports is
  /// `scaling_factor * (that + offset)`, so a maximum is written negated with scaling factor -1.
  private func encode(_ objective: Objective, into writer: inout ProtobufWriter) {
    let sign = objective.isMaximized ? -1 : 1
    let canonical = (objective.expression * sign).canonical()
    writer.packed(1, canonical.terms.map(\.variable))
    writer.packed(4, canonical.terms.map(\.coefficient))
    writer.double(2, Double(canonical.constant))
    if objective.isMaximized { writer.double(3, -1) }
  }
}

extension CPDomain {
  /// Lower and upper bounds in turn, as CP-SAT writes a domain.
  var flattened: [Int] { ranges.flatMap { [$0.lowerBound, $0.upperBound] } }
}

extension ProtobufWriter {
  /// A LinearExpressionProto.
  fileprivate mutating func expression(_ field: Int, _ expression: LinearExpression) {
    let canonical = expression.canonical()
    message(field) {
      $0.packed(1, canonical.terms.map(\.variable))
      $0.packed(2, canonical.terms.map(\.coefficient))
      $0.integer(3, canonical.constant)
    }
  }
}
