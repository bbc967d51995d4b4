// SPDX-License-Identifier: Apache-2.0

/// Splits comma-separated text into fields without copying it; every field knows its place.
///
/// RFC 4180, strictly: a quoted field may hold commas, line breaks and doubled quotation marks; a
/// quotation mark elsewhere is an error. Lines end in LF or CRLF; blank lines are passed over; a
/// UTF-8 byte order mark at the start is skipped. The text must be valid UTF-8, which
/// the caller sees to.
public struct CSVReader {
  /// A field of the last row read.
  public struct Field {
    /// Bytes in the text, without the quotation marks around it.
    public var range: Range<Int>
    public var isQuoted: Bool
  }

  public struct Position: Hashable, Sendable {
    /// From 1.
    public var line: Int
    /// In characters, from 1.
    public var column: Int
  }

  public struct SyntaxError: Error, Hashable {
    public var position: Position
    public var problem: CSVProblem
  }

  public let bytes: [UInt8]
  public private(set) var fields: [Field] = []
  /// The line in which the last row begins.
  public private(set) var line = 0
  private var rowStart = 0
  private var next: Int
  private var nextLine = 1

  public init(_ bytes: [UInt8]) {
    self.bytes = bytes
    next = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// Reads the next row into `fields`.
  ///
  /// - Returns: `false` at the end of the text.
  public mutating func readRow() throws(SyntaxError) -> Bool {
    skipBlankLines()
    guard next < bytes.count else { return false }
    fields.removeAll(keepingCapacity: true)
    rowStart = next
    line = nextLine
    while true {
      if next < bytes.count, bytes[next] == quote { try readQuoted() } else { try readPlain() }
      guard next < bytes.count, bytes[next] == comma else { break }
      next += 1
    }
    skipLineEnd()
    return true
  }

  /// The text of a field, doubled quotation marks made single.
  public func text(_ field: Field) -> String {
    let text = String(decoding: bytes[field.range], as: UTF8.self)
    return field.isQuoted ? text.replacing("\"\"", with: "\"") : text
  }

  /// Where a field of the last row begins; at its quotation mark if it has one.
  public func position(of field: Field) -> Position {
    position(ofByte: field.range.lowerBound - (field.isQuoted ? 1 : 0))
  }

  private let quote = UInt8(ascii: "\"")
  private let comma = UInt8(ascii: ",")
  private let lineFeed = UInt8(ascii: "\n")
  private let carriageReturn = UInt8(ascii: "\r")

  private mutating func skipBlankLines() {
    while next < bytes.count {
      if bytes[next] == lineFeed {
        next += 1
      } else if bytes[next] == carriageReturn, next + 1 < bytes.count, bytes[next + 1] == lineFeed {
        next += 2
      } else {
        return
      }
      nextLine += 1
    }
  }

  private mutating func skipLineEnd() {
    guard next < bytes.count else { return }
    next += bytes[next] == carriageReturn ? 2 : 1
    nextLine += 1
  }

  private mutating func readPlain() throws(SyntaxError) {
    let start = next
    while next < bytes.count {
      let byte = bytes[next]
      if byte == comma || byte == lineFeed { break }
      if byte == quote { throw error(.quoteInsideField, at: next) }
      if byte == carriageReturn {
        try checkLineEnd()
        break
      }
      next += 1
    }
    fields.append(Field(range: start..<next, isQuoted: false))
  }

  private mutating func readQuoted() throws(SyntaxError) {
    let opening = next
    next += 1
    while true {
      guard next < bytes.count else { throw error(.unclosedQuote, at: opening) }
      if bytes[next] == lineFeed { nextLine += 1 }
      if bytes[next] == quote {
        guard next + 1 < bytes.count, bytes[next + 1] == quote else { break }
        next += 1
      }
      next += 1
    }
    fields.append(Field(range: opening + 1..<next, isQuoted: true))
    next += 1
    guard next < bytes.count, bytes[next] != comma, bytes[next] != lineFeed else { return }
    guard bytes[next] == carriageReturn else { throw error(.textAfterQuote, at: next) }
    try checkLineEnd()
  }

  private func checkLineEnd() throws(SyntaxError) {
    guard next + 1 < bytes.count, bytes[next + 1] == lineFeed else {
      throw error(.strayCarriageReturn, at: next)
    }
  }

  private func error(_ problem: CSVProblem, at byte: Int) -> SyntaxError {
    SyntaxError(position: position(ofByte: byte), problem: problem)
  }

  /// Counted only when a message needs it.
  private func position(ofByte byte: Int) -> Position {
    var position = Position(line: line, column: 1)
    for index in rowStart..<byte {
      if bytes[index] == lineFeed {
        position = Position(line: position.line + 1, column: 1)
      } else if bytes[index] & 0xC0 != 0x80 {
        // Bytes 10xxxxxx continue a character.
        position.column += 1
      }
    }
    return position
  }
}
