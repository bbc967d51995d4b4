// SPDX-License-Identifier: Apache-2.0

import StorePort

/// One transaction on a connection.
struct PostgresSession: SQLSession {
  let connection: PostgresConnection
  let announced: AnnouncedTopics

  var passingOverLockedRows: SQLColumns { "FOR UPDATE SKIP LOCKED" }

  func announce(_ topic: SQLTopic) { announced.add(topic) }

  @discardableResult func execute(_ statement: SQLText) throws(StoreError) -> Int {
    try connection.result(of: statement).changedRows
  }

  @discardableResult func executeAll(_ statements: [SQLText]) throws(StoreError) -> Int {
    var changed = 0
    // libpq says that a client which only sends may wait for ever once both sides' buffers are
    // full; the answers of so many statements fit.
    for start in stride(from: 0, to: statements.count, by: 256) {
      changed += try connection.pipeline(
        statements[start..<min(start + 256, statements.count)])
    }
    return changed
  }

  func rows(_ statement: SQLText) throws(StoreError) -> [SQLRow] {
    try connection.result(of: statement).rows
  }

  func forEachRow(_ statement: SQLText, _ visit: (SQLRow) throws -> Void) throws {
    // A cursor, so that neither side holds the whole answer and `visit` may ask questions too.
    let name = "chengxu_cursor_\(connection.nextCursor())"
    let declaration = statement.prefixed("DECLARE \(name) NO SCROLL CURSOR FOR ")
    _ = try connection.unprepared(declaration)
    while true {
      let rows = try connection.result(of: SQLText(stringLiteral: "FETCH 500 FROM \(name)")).rows
      for row in rows { try visit(row) }
      if rows.count < 500 { break }
    }
    try connection.run(SQLText(stringLiteral: "CLOSE \(name)"))
  }
}
