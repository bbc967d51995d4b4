// SPDX-License-Identifier: Apache-2.0

/// A linear expression whose value must lie in a domain: `2 * cars + officers <= 12`.
public struct LinearConstraint: Hashable, Sendable {
  let expression: LinearExpression
  let domain: CPDomain

  /// `expression` takes a value of `domain`.
  public init(_ expression: some LinearTerm, in domain: CPDomain) {
    self.expression = expression.linearExpression
    self.domain = domain
  }

  /// `expression` takes a value of `range`.
  public init(_ expression: some LinearTerm, in range: ClosedRange<Int>) {
    self.init(expression, in: CPDomain([range]))
  }
}

public func <= (left: some LinearTerm, right: some LinearTerm) -> LinearConstraint {
  LinearConstraint(left - right, in: Int.min...0)
}

public func <= (left: some LinearTerm, right: Int) -> LinearConstraint {
  LinearConstraint(left, in: Int.min...right)
}

public func <= (left: Int, right: some LinearTerm) -> LinearConstraint { right >= left }

public func >= (left: some LinearTerm, right: some LinearTerm) -> LinearConstraint {
  LinearConstraint(left - right, in: 0...Int.max)
}

public func >= (left: some LinearTerm, right: Int) -> LinearConstraint {
  LinearConstraint(left, in: right...Int.max)
}

public func >= (left: Int, right: some LinearTerm) -> LinearConstraint { right <= left }

public func < (left: some LinearTerm, right: some LinearTerm) -> LinearConstraint {
  LinearConstraint(left - right, in: Int.min...(-1))
}

public func < (left: some LinearTerm, right: Int) -> LinearConstraint { left + 1 <= right }

public func < (left: Int, right: some LinearTerm) -> LinearConstraint { right > left }

public func > (left: some LinearTerm, right: some LinearTerm) -> LinearConstraint { right < left }

public func > (left: some LinearTerm, right: Int) -> LinearConstraint { left - 1 >= right }

public func > (left: Int, right: some LinearTerm) -> LinearConstraint { right < left }

public func == (left: some LinearTerm, right: some LinearTerm) -> LinearConstraint {
  LinearConstraint(left - right, in: 0...0)
}

public func == (left: some LinearTerm, right: Int) -> LinearConstraint {
  LinearConstraint(left, in: right...right)
}

public func == (left: Int, right: some LinearTerm) -> LinearConstraint { right == left }

public func != (left: some LinearTerm, right: some LinearTerm) -> LinearConstraint {
  left - right != 0
}

public func != (left: some LinearTerm, right: Int) -> LinearConstraint {
  var ranges: [ClosedRange<Int>] = []
  if right > .min { ranges.append(Int.min...(right - 1)) }
  if right < .max { ranges.append((right + 1)...Int.max) }
  return LinearConstraint(left, in: CPDomain(ranges))
}

public func != (left: Int, right: some LinearTerm) -> LinearConstraint { right != left }
