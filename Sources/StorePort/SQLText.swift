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

  init(pieces: [String], values: [SQLValue]) {
    self.pieces = pieces
    self.values = values
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

    /// The name of a table that is not known before the program runs, such as a day's.
    public mutating func appendInterpolation(table name: SQLName) { appendLiteral(name.text) }

    /// A list of columns that several statements share.
    public mutating func appendInterpolation(columns: SQLColumns) { appendLiteral(columns.text) }

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

    /// A condition that holds where any of them does; an empty list matches nothing.
    public mutating func appendInterpolation(any conditions: [SQLText]) {
      appendLiteral("(")
      if conditions.isEmpty { appendLiteral("1 = 0") }
      for (position, condition) in conditions.enumerated() {
        appendLiteral((position > 0 ? " OR " : "") + condition.pieces[0])
        values += condition.values
        pieces += condition.pieces.dropFirst()
      }
      appendLiteral(")")
    }
  }

  /// The same statement after some more text.
  public func prefixed(_ text: String) -> Self {
    var statement = self
    statement.pieces[0] = text + statement.pieces[0]
    return statement
  }

  /// The text with `placeholder(1)`, `placeholder(2)` … in the gaps.
  public func text(placeholder: (Int) -> String) -> String {
    pieces.enumerated().map { $0 == 0 ? $1 : placeholder($0) + $1 }.joined()
  }
}

/// The name of a table or index, of small letters, digits and low lines: safe in any statement.
public struct SQLName: Hashable, Sendable {
  public let text: String

  /// - Returns: `nil` for anything else, or more than 63 characters.
  public init?(_ text: String) {
    guard (1...63).contains(text.utf8.count), text.wholeMatch(of: /[a-z_][a-z0-9_]*/) != nil else {
      return nil
    }
    self.text = text
  }
}

/// Text of a statement that is written out in the program, never put together.
public struct SQLColumns: ExpressibleByStringLiteral, Hashable, Sendable {
  public let text: String

  public init(stringLiteral text: StaticString) { self.text = "\(text)" }
}
