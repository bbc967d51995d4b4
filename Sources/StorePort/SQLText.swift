// SPDX-License-Identifier: Apache-2.0

/// One statement: its text, and the values that stand between the pieces of text.
///
///     "SELECT body FROM duty_event WHERE id = \(id.rawValue)"
///
/// A value is always bound and never becomes text, whatever it holds. The driver writes the place
/// holders its database wants: `?` or `$1`.
public struct SQLText: ExpressibleByStringInterpolation, Hashable, Sendable {
  /// The pieces of text; one more than there are values.
  public private(set) var pieces: [String]
  /// What is bound in the gaps between the pieces, in order.
  public private(set) var values: [SQLValue]

  public init(stringLiteral text: String) {
    pieces = [text]
    values = []
  }

  public init(stringInterpolation: Interpolation) {
    pieces = stringInterpolation.pieces
    values = stringInterpolation.values
  }

  public struct Interpolation: StringInterpolationProtocol {
    fileprivate var pieces: [String] = [""]
    fileprivate var values: [SQLValue] = []

    public init(literalCapacity: Int, interpolationCount: Int) {
      pieces.reserveCapacity(interpolationCount + 1)
      values.reserveCapacity(interpolationCount)
    }

    public mutating func appendLiteral(_ text: String) { pieces[pieces.count - 1] += text }

    public mutating func appendInterpolation(_ value: some SQLConvertible) {
      values.append(value.sqlValue)
      pieces.append("")
    }

    /// A list in parentheses for `IN`; an empty list matches nothing.
    public mutating func appendInterpolation(anyOf list: [some SQLConvertible]) {
      appendLiteral("(")
      if list.isEmpty { appendLiteral("NULL") }
      for (position, value) in list.enumerated() {
        if position > 0 { appendLiteral(", ") }
        appendInterpolation(value)
      }
      appendLiteral(")")
    }
  }

  /// The text with `placeholder(1)`, `placeholder(2)` … in the gaps.
  public func text(placeholder: (Int) -> String) -> String {
    pieces.enumerated().map { $0 == 0 ? $1 : placeholder($0) + $1 }.joined()
  }
}
