// SPDX-License-Identifier: Apache-2.0

/// An integer variable of one `CPModel`.
public struct CPVariable: Hashable, Sendable {
  /// Its place in the model, from 0.
  public let index: Int32
}

/// A variable that is true or false, or the negation of one: `!isOpen`.
///
/// In a linear expression true counts 1 and false 0, so that `!isOpen` reads `1 - isOpen`.
public struct CPLiteral: Hashable, Sendable {
  /// As CP-SAT writes it: the variable's index, or `-index - 1` for its negation.
  let code: Int32

  init(code: Int32) { self.code = code }

  public static prefix func ! (literal: CPLiteral) -> CPLiteral {
    CPLiteral(code: -literal.code - 1)
  }

  public var isNegated: Bool { code < 0 }
  /// The variable below, whose values are 0 and 1.
  public var variable: CPVariable { CPVariable(index: isNegated ? -code - 1 : code) }
}

/// A stretch of time of one `CPModel`: start, size and end, and perhaps a literal that says whether
/// it takes place.
public struct CPInterval: Hashable, Sendable {
  /// Its place among the constraints of the model.
  let constraint: Int32
}

/// The values of an integer variable, as a union of ranges.
public struct CPDomain: Hashable, Sendable {
  /// Sorted, disjoint, not touching.
  public let ranges: [ClosedRange<Int>]

  /// Ranges may come in any order and overlap. No range at all is an empty domain, which `CPModel`
  /// reports as an issue.
  public init(_ ranges: [ClosedRange<Int>]) {
    var merged: [ClosedRange<Int>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = merged.last, Self.touches(last, range) {
        merged[merged.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
      } else {
        merged.append(range)
      }
    }
    self.ranges = merged
  }

  public init(values: some Sequence<Int>) { self.init(values.map { $0...$0 }) }

  public func contains(_ value: Int) -> Bool { ranges.contains { $0.contains(value) } }

  private static func touches(_ left: ClosedRange<Int>, _ right: ClosedRange<Int>) -> Bool {
    left.upperBound == .max || right.lowerBound <= left.upperBound + 1
  }
}
