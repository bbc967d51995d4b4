// SPDX-License-Identifier: Apache-2.0

/// Rows for one table, many to a statement: a database that is asked once for each row spends more
/// time on the asking than on the row.
public struct SQLInsertion: Sendable {
  public let table: SQLName
  public let columns: SQLColumns
  /// The values of each row, in the order of `columns`.
  public private(set) var rows: [[SQLValue]] = []
  private let width: Int

  /// - Parameter columns: one or more, with commas between them.
  public init(into table: SQLName, columns: SQLColumns) {
    self.table = table
    self.columns = columns
    width = columns.text.count { $0 == "," } + 1
  }

  public mutating func reserveCapacity(_ rows: Int) { self.rows.reserveCapacity(rows) }

  /// - Precondition: one value for each column.
  public mutating func append(_ row: [SQLValue]) {
    precondition(row.count == width, "\(row.count) values for \(width) columns.")
    rows.append(row)
  }

  /// Rows in one statement are a power of two, so that a table knows few texts, whatever comes.
  private static let mostRows = 32

  /// Statements that put all rows in, and leave out each whose key is there already.
  var statements: [SQLText] {
    var statements: [SQLText] = []
    var (next, share, pieces) = (0, Self.mostRows, [String]())
    while next < rows.count {
      while share > rows.count - next {
        share /= 2
        pieces = []
      }
      // Statements of one size share their text, by which a driver knows them again.
      if pieces.isEmpty { pieces = self.pieces(rows: share) }
      statements.append(
        SQLText(pieces: pieces, values: Array(rows[next..<next + share].joined())))
      next += share
    }
    return statements
  }

  private func pieces(rows: Int) -> [String] {
    var pieces = Array(repeating: ", ", count: rows * width + 1)
    for row in 1..<max(rows, 1) { pieces[row * width] = "), (" }
    pieces[0] = "INSERT INTO \(table.text) (\(columns.text)) VALUES ("
    pieces[rows * width] = ") ON CONFLICT DO NOTHING"
    return pieces
  }
}

extension SQLSession {
  /// Puts rows in; one whose key is there already, or came before it, is left out.
  ///
  /// - Returns: the number of rows that were new.
  @discardableResult
  public func insert(_ insertion: SQLInsertion) throws(StoreError) -> Int {
    try executeAll(insertion.statements)
  }
}
