// SPDX-License-Identifier: Apache-2.0

/// A database that runs each closure in one transaction, rolled back if the closure throws.
///
/// `write` returns only when the transaction is on the disk; an answer given after it may promise
/// that nothing is lost. Everything that a driver throws is a `StoreError`, or what the closure
/// threw. One closure writes at a time, so what it has read in its transaction stays true until
/// its end. After a statement has failed a closure throws too: not every database goes on.
public protocol SQLDatabase: Sendable {
  func read<Value: Sendable>(
    _ body: @escaping @Sendable (any SQLSession) throws -> Value
  ) async throws -> Value

  func write<Value: Sendable>(
    _ body: @escaping @Sendable (any SQLSession) throws -> Value
  ) async throws -> Value

  /// Writes like `write`, but waits for no other writer where the database can do without: what the
  /// closure has read others may change before its end, except the rows that it locked or changed.
  func writeOutOfTurn<Value: Sendable>(
    _ body: @escaping @Sendable (any SQLSession) throws -> Value
  ) async throws -> Value

  /// Tells whenever a transaction that announced the topic was committed: here, and with PostgreSQL
  /// by any server before the same database. Signs may come without cause, and several may come as
  /// one; listening ends with the reader.
  func signs(of topic: SQLTopic) -> AsyncStream<SQLSign>

  /// Finishes what is under way and lets go of the files or connections.
  func close() throws(StoreError)
}

/// What a store may ask inside a transaction. Valid only while its closure runs.
public protocol SQLSession {
  /// - Returns: the number of rows changed.
  @discardableResult func execute(_ statement: SQLText) throws(StoreError) -> Int
  /// Carries out all statements in order, faster than one by one.
  ///
  /// - Returns: the number of rows changed by all.
  @discardableResult func executeAll(_ statements: [SQLText]) throws(StoreError) -> Int
  /// All rows of the answer; for answers that fit in memory.
  func rows(_ statement: SQLText) throws(StoreError) -> [SQLRow]
  /// One row after the other, so that the answer may be larger than memory; stops where `visit`
  /// throws.
  func forEachRow(_ statement: SQLText, _ visit: (SQLRow) throws -> Void) throws
  /// What a SELECT ends with that wants rows which nobody else is taking, and locks them; empty where
  /// writers take turns.
  var passingOverLockedRows: SQLColumns { get }
  /// Gives a sign to all who listen once this transaction is committed, and none if it is not.
  func announce(_ topic: SQLTopic)
}
