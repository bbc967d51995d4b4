// SPDX-License-Identifier: Apache-2.0

import GRDB
import StorePort

/// One transaction on GRDB's connection. Statements are prepared once a connection and text.
struct SQLiteSession: SQLSession {
  let database: Database
  let path: String
  let announced: AnnouncedTopics

  var passingOverLockedRows: SQLColumns { "" }

  func announce(_ topic: SQLTopic) { announced.add(topic) }

  @discardableResult func execute(_ statement: SQLText) throws(StoreError) -> Int {
    try translated("Could not carry out a statement in \(path).") {
      let prepared = try database.cachedStatement(sql: statement.sql)
      try prepared.execute(arguments: statement.arguments)
      return database.changesCount
    }
  }

  @discardableResult func executeAll(_ statements: [SQLText]) throws(StoreError) -> Int {
    try translated("Could not carry out \(statements.count) statements in \(path).") {
      var (changed, known) = (0, (pieces: [String], prepared: Statement)?.none)
      for statement in statements {
        if let known, known.pieces == statement.pieces {
          // As many values as the statement before it had, which was checked. They are bound one by one:
          // an array of arguments is made and looked through twice.
          known.prepared.setUncheckedArguments(StatementArguments())
          known.prepared.bind(statement.values)
          try known.prepared.execute()
        } else {
          let prepared = try database.cachedStatement(sql: statement.sql)
          try prepared.execute(arguments: statement.arguments)
          known = (statement.pieces, prepared)
        }
        changed += database.changesCount
      }
      return changed
    }
  }

  func rows(_ statement: SQLText) throws(StoreError) -> [SQLRow] {
    try translated("Could not read rows from \(path).") {
      let prepared = try database.cachedStatement(sql: statement.sql)
      let cursor = try Row.fetchCursor(prepared, arguments: statement.arguments)
      var rows: [SQLRow] = []
      while try cursor.next() != nil { rows.append(SQLRow(current: prepared)) }
      return rows
    }
  }

  func forEachRow(_ statement: SQLText, _ visit: (SQLRow) throws -> Void) throws {
    let (prepared, cursor) = try translated("Could not read rows from \(path).") {
      // Not the cached statement: `visit` may run the same text again.
      let prepared = try database.makeStatement(sql: statement.sql)
      return (prepared, try Row.fetchCursor(prepared, arguments: statement.arguments))
    }
    while try translated("Could not read on in \(path).", { try cursor.next() != nil }) {
      try visit(SQLRow(current: prepared))
    }
  }

  private func translated<Value>(
    _ what: String, _ body: () throws -> Value
  ) throws(StoreError) -> Value {
    do {
      return try body()
    } catch {
      throw StoreError(translating: error, what, at: path)
    }
  }
}

extension SQLText {
  fileprivate var sql: String { text { _ in "?" } }

  fileprivate var arguments: StatementArguments {
    StatementArguments(
      values.map { value -> DatabaseValue in
        switch value {
        case .null: .null
        case .integer(let number): number.databaseValue
        case .real(let number): number.databaseValue
        case .text(let text): text.databaseValue
        }
      })
  }
}

extension Statement {
  /// SQLite copies texts, and can refuse nothing but a place that the statement does not have.
  fileprivate func bind(_ values: [SQLValue]) {
    for (value, place) in zip(values, CInt(1)...) {
      switch value {
      case .null: _ = DatabaseValue.null.bind(to: sqliteStatement, at: place)
      case .integer(let number): _ = number.bind(to: sqliteStatement, at: place)
      case .real(let number): _ = number.bind(to: sqliteStatement, at: place)
      case .text(let text): _ = text.bind(to: sqliteStatement, at: place)
      }
    }
  }
}

extension SQLRow {
  /// The row that the statement stands on, read from it by position: a `Row` looks up each column's name
  /// again for every row.
  fileprivate init(current statement: Statement) {
    self.init(
      (0..<statement.columnCount).map { column -> SQLValue in
        let value = DatabaseValue(
          sqliteStatement: statement.sqliteStatement, index: CInt(column))
        return switch value.storage {
        case .null: .null
        case .int64(let number): .integer(number)
        case .double(let number): .real(number)
        case .string(let text): .text(text)
        case .blob(let bytes): .text(String(decoding: bytes, as: UTF8.self))
        }
      })
  }
}
