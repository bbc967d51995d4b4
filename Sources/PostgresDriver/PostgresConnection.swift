// SPDX-License-Identifier: Apache-2.0

import CPostgreSQL
import StorePort

/// One connection of libpq. Not to be used by two threads at once.
final class PostgresConnection {
  let handle: OpaquePointer
  /// Names of the statements that the server has prepared, by their text.
  private var prepared: [String: String] = [:]
  private var cursors = 0

  init(_ address: PostgresAddress) throws(StoreError) {
    guard let options = PQconninfoParse(address.text, nil) else {
      // libpq's message would repeat the address, and with it the password.
      throw StoreError(notAnAddress: "it cannot be taken apart")
    }
    PQconninfoFree(options)
    // What stands before `dbname` are defaults that the address may change; what stands after it
    // holds.
    let settings = [
      ("connect_timeout", "5"), ("application_name", "chengxu"), ("keepalives_idle", "30"),
      ("tcp_user_timeout", "15000"), ("dbname", address.text), ("client_encoding", "UTF8"),
    ]
    let connection = CStrings.with(settings.map(\.0) + [nil]) { keys in
      CStrings.with(settings.map(\.1) + [nil]) { values in PQconnectdbParams(keys, values, 1) }
    }
    guard let connection else {
      throw StoreError(.unknown, "There is no memory for a connection to PostgreSQL.")
    }
    handle = connection
    guard PQstatus(connection) == CONNECTION_OK else {
      throw StoreError(connecting: String(cString: PQerrorMessage(connection)))
    }
    // Notices go nowhere; libpq would print them.
    PQsetNoticeProcessor(connection, { _, _ in }, nil)
    let wait = address.busyTimeout
    let milliseconds =
      wait.components.seconds * 1000 + wait.components.attoseconds / 1_000_000_000_000_000
    try run("SET synchronous_commit = on")
    // 0 would mean for ever.
    try run(SQLText(stringLiteral: "SET lock_timeout = \(max(milliseconds, 1))"))
  }

  deinit { PQfinish(handle) }

  var isAlive: Bool { PQstatus(handle) == CONNECTION_OK }

  /// Runs `body` between `opening` and COMMIT; rolls back where it throws.
  func transaction<Value>(
    _ opening: [SQLText], _ body: (any SQLSession) throws -> Value
  ) throws -> Value {
    do {
      for statement in opening { try run(statement) }
      let announced = AnnouncedTopics()
      let value = try body(PostgresSession(connection: self, announced: announced))
      for topic in announced.topics { try run(PostgresListener.notification(of: topic)) }
      let outcome = try result(of: "COMMIT")
      // A failed statement that the closure passed over has ended the transaction already.
      guard outcome.commandTag == "COMMIT" else {
        throw StoreError(
          .conflict, "The transaction was rolled back, since a statement in it had failed.")
      }
      return value
    } catch {
      _ = try? run("ROLLBACK")
      throw error
    }
  }

  func run(_ statement: SQLText) throws(StoreError) { _ = try result(of: statement) }

  /// Statements with values are prepared, once a connection and text.
  func result(of statement: SQLText) throws(StoreError) -> PostgresResult {
    let text = statement.text { "$\($0)" }
    guard !statement.values.isEmpty else {
      return try checked(PQexecParams(handle, text, 0, nil, nil, nil, nil, 0))
    }
    let name = try prepare(text)
    return try CStrings.with(try statement.parameters()) { (values) throws(StoreError) in
      try checked(
        PQexecPrepared(handle, name, Int32(statement.values.count), values, nil, nil, 0))
    }
  }

  /// For a text that is used once.
  func unprepared(_ statement: SQLText) throws(StoreError) -> PostgresResult {
    try CStrings.with(try statement.parameters()) { (values) throws(StoreError) in
      try checked(
        PQexecParams(
          handle, statement.text { "$\($0)" }, Int32(statement.values.count), nil, values, nil,
          nil, 0))
    }
  }

  /// A number for a cursor's name: one may be open within another.
  func nextCursor() -> Int {
    cursors += 1
    return cursors
  }

  /// Sends all statements before it waits for the first answer.
  ///
  /// - Returns: the number of rows changed.
  func pipeline(_ statements: ArraySlice<SQLText>) throws(StoreError) -> Int {
    let names = try preparedNames(of: statements)
    guard PQenterPipelineMode(handle) == 1 else { throw lost() }
    defer { PQexitPipelineMode(handle) }
    for (statement, name) in zip(statements, names) {
      let parameters = try statement.parameters()
      let isSent = CStrings.with(parameters) { values in
        PQsendQueryPrepared(handle, name, Int32(statement.values.count), values, nil, nil, 0)
      }
      guard isSent == 1 else { throw lost() }
    }
    guard PQpipelineSync(handle) == 1 else { throw lost() }
    return try collect(statements.count)
  }

  /// Reads every answer up to the sync point, even after an error, so that the connection is
  /// fit for the next call.
  private func collect(_ count: Int) throws(StoreError) -> Int {
    var (changed, failure) = (0, StoreError?.none)
    for _ in 0..<count {
      guard let answer = PQgetResult(handle) else { throw lost() }
      do throws(StoreError) {
        changed += try checked(answer).changedRows
      } catch  where failure == nil {
        failure = error
      } catch {
        // What follows a failed statement is skipped by the server; the first error tells why.
      }
      while let more = PQgetResult(handle) { PQclear(more) }
    }
    guard let sync = PQgetResult(handle) else { throw lost() }
    PQclear(sync)
    if let failure { throw failure }
    return changed
  }

  private func preparedNames(of statements: ArraySlice<SQLText>) throws(StoreError) -> [String] {
    var names: [String] = []
    var last: (pieces: [String], name: String)?
    for statement in statements {
      if let last, last.pieces == statement.pieces {
        names.append(last.name)
      } else {
        let name = try prepare(statement.text { "$\($0)" })
        last = (statement.pieces, name)
        names.append(name)
      }
    }
    return names
  }

  private func prepare(_ text: String) throws(StoreError) -> String {
    if let name = prepared[text] { return name }
    let name = "chengxu_\(prepared.count)"
    _ = try checked(PQprepare(handle, name, text, 0, nil))
    prepared[text] = name
    return name
  }

  private func checked(_ answer: OpaquePointer?) throws(StoreError) -> PostgresResult {
    guard let answer else { throw lost() }
    let result = PostgresResult(answer)
    guard let failure = result.failure else { return result }
    throw isAlive ? failure : lost()
  }

  private func lost() -> StoreError {
    StoreError(
      .unreachable,
      "The connection to PostgreSQL was lost. Maybe the server was stopped; the next call "
        + "connects again. (\(String(cString: PQerrorMessage(handle))))")
  }
}

extension SQLText {
  /// The values as text, which the server reads as what their place asks for.
  fileprivate func parameters() throws(StoreError) -> [String?] {
    var parameters: [String?] = []
    for value in values {
      switch value {
      case .null: parameters.append(nil)
      case .integer(let number): parameters.append(String(number))
      case .real(let number): parameters.append(String(number))
      case .text(let text):
        guard !text.utf8.contains(0) else {
          throw StoreError(
            .constraint, "A text holds the character U+0000, which PostgreSQL cannot store.")
        }
        parameters.append(text)
      }
    }
    return parameters
  }
}
