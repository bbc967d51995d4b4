// SPDX-License-Identifier: Apache-2.0

// A term beside a term, a term beside a number, a number beside a term. `Int` itself is not a term,
// so that ordinary arithmetic in a file that imports this module keeps its own operators.

public func + (left: some LinearTerm, right: some LinearTerm) -> LinearExpression {
  var result = left.linearExpression
  result.add(right)
  return result
}

public func + (left: some LinearTerm, right: Int) -> LinearExpression {
  var result = left.linearExpression
  result.add(right)
  return result
}

public func + (left: Int, right: some LinearTerm) -> LinearExpression { right + left }

public func - (left: some LinearTerm, right: some LinearTerm) -> LinearExpression {
  var result = left.linearExpression
  result.add(right, times: -1)
  return result
}

public func - (left: some LinearTerm, right: Int) -> LinearExpression {
  left - LinearExpression(right)
}

public func - (left: Int, right: some LinearTerm) -> LinearExpression {
  LinearExpression(left) - right
}

public prefix func - (term: some LinearTerm) -> LinearExpression { term * -1 }

public func * (left: some LinearTerm, right: Int) -> LinearExpression {
  var result = LinearExpression()
  result.add(left, times: right)
  return result
}

public func * (left: Int, right: some LinearTerm) -> LinearExpression { right * left }

public func += (left: inout LinearExpression, right: some LinearTerm) { left.add(right) }
public func += (left: inout LinearExpression, right: Int) { left.add(right) }
public func -= (left: inout LinearExpression, right: some LinearTerm) {
  left.add(right, times: -1)
}
