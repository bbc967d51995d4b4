// SPDX-License-Identifier: Apache-2.0

/// What may stand in a linear expression: a variable, a literal, an expression.
public protocol LinearTerm: Sendable {
  var linearExpression: LinearExpression { get }
}

/// A sum of integer multiples of variables, plus a constant.
///
/// Build long sums with `+=` or `LinearExpression.sum`, which take time in proportion to their
/// length; a chain of `+` copies the left side each time. Arithmetic that leaves 64 bits is noted
/// and reported when the model is checked.
public struct LinearExpression: LinearTerm, Hashable {
  struct Term: Hashable, Sendable {
    var variable: Int32
    var coefficient: Int
  }

  var terms: [Term] = []
  public internal(set) var constant: Int
  private(set) var overflowed = false

  public init(_ constant: Int = 0) { self.constant = constant }

  public var linearExpression: LinearExpression { self }

  /// Adds `factor` times `term`.
  public mutating func add(_ term: some LinearTerm, times factor: Int = 1) {
    let other = term.linearExpression
    overflowed = overflowed || other.overflowed
    for item in other.terms {
      terms.append(Term(variable: item.variable, coefficient: multiply(item.coefficient, factor)))
    }
    constant = sum(constant, multiply(other.constant, factor))
  }

  mutating func add(_ value: Int) { constant = sum(constant, value) }

  /// Each variable once, in order of index, without zero coefficients.
  func canonical() -> LinearExpression {
    var result = LinearExpression(constant)
    result.overflowed = overflowed
    for item in terms.sorted(by: { $0.variable < $1.variable }) {
      if let last = result.terms.last, last.variable == item.variable {
        let merged = result.sum(last.coefficient, item.coefficient)
        result.terms[result.terms.count - 1].coefficient = merged
      } else {
        result.terms.append(item)
      }
    }
    result.terms.removeAll { $0.coefficient == 0 }
    return result
  }

  private mutating func sum(_ left: Int, _ right: Int) -> Int {
    let (value, overflow) = left.addingReportingOverflow(right)
    overflowed = overflowed || overflow
    return value
  }

  private mutating func multiply(_ left: Int, _ right: Int) -> Int {
    let (value, overflow) = left.multipliedReportingOverflow(by: right)
    overflowed = overflowed || overflow
    return value
  }
}

extension LinearExpression {
  public static func sum(_ terms: some Sequence<some LinearTerm>) -> LinearExpression {
    var result = LinearExpression()
    for term in terms { result.add(term) }
    return result
  }

  /// The sum of `coefficient` times `term` over the pairs.
  public static func sum<Term: LinearTerm>(
    weighted pairs: some Sequence<(term: Term, coefficient: Int)>
  ) -> LinearExpression {
    var result = LinearExpression()
    for pair in pairs { result.add(pair.term, times: pair.coefficient) }
    return result
  }
}

extension CPVariable: LinearTerm {
  public var linearExpression: LinearExpression {
    var result = LinearExpression()
    result.terms = [.init(variable: index, coefficient: 1)]
    return result
  }
}

extension CPLiteral: LinearTerm {
  public var linearExpression: LinearExpression {
    var result = LinearExpression(isNegated ? 1 : 0)
    result.terms = [.init(variable: variable.index, coefficient: isNegated ? -1 : 1)]
    return result
  }
}
