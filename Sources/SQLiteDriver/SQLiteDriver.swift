// SPDX-License-Identifier: Apache-2.0

import GRDB
public import StorePort

/// SQLite through GRDB: one writer, many readers, in one file with its write-ahead log beside it.
///
/// `synchronous = FULL`: a write returns only after the log is on the disk, so what was
/// acknowledged survives a killed process and a cut of power. Foreign keys are enforced. A writer
/// waits up to `busyTimeout` for another process, then fails with code `.busy`.
public struct SQLiteDriver: SQLDatabase {
  private let pool: DatabasePool
  private let path: String
  private let listeners = SQLSigns()

  /// Opens the database, or creates an empty one.
  ///
  /// - Throws: `StoreError` with code `.unreachable` (no such folder), `.readOnly`,
  ///   `.notADatabase`, `.busy` (another process holds it) or `.full`.
  public init(path: String, busyTimeout: Duration = .seconds(5)) throws(StoreError) {
    var configuration = Configuration()
    configuration.label = "chengxu"
    configuration.foreignKeysEnabled = true
    configuration.busyMode = .timeout(Double(busyTimeout.components.seconds))
    do {
      pool = try DatabasePool(path: path, configuration: configuration)
      // GRDB sets NORMAL when it turns the write-ahead log on, after every hook of its own, so this
      // has to follow; only the pool's one writer ever commits.
      try pool.writeWithoutTransaction { writer in
        try writer.execute(sql: "PRAGMA synchronous = FULL")
        // The pages that a city's fixes touch in one transaction fit; and as positions come, the same
        // pages are written again and again, and are to be copied from the log once for many commits.
        // Pages of 4 kB: 16 and 32 MB.
        try writer.execute(sql: "PRAGMA cache_size = 4000")
        try writer.execute(sql: "PRAGMA wal_autocheckpoint = 8000")
      }
    } catch {
      throw StoreError(translating: error, "Could not open the database \(path).", at: path)
    }
    self.path = path
  }

  public func read<Value: Sendable>(
    _ body: @escaping @Sendable (any SQLSession) throws -> Value
  ) async throws -> Value {
    try await translated("Could not read from the database \(path).") {
      try await pool.read {
        try body(SQLiteSession(database: $0, path: path, announced: AnnouncedTopics()))
      }
    }
  }

  public func write<Value: Sendable>(
    _ body: @escaping @Sendable (any SQLSession) throws -> Value
  ) async throws -> Value {
    let (value, topics) = try await translated("Could not write to the database \(path).") {
      try await pool.write { database in
        let announced = AnnouncedTopics()
        let value = try body(SQLiteSession(database: database, path: path, announced: announced))
        return (value, announced.topics)
      }
    }
    listeners.announce(topics)
    return value
  }

  /// Writers take turns, whatever is asked for.
  public func writeOutOfTurn<Value: Sendable>(
    _ body: @escaping @Sendable (any SQLSession) throws -> Value
  ) async throws -> Value { try await write(body) }

  /// Hears this process only: another one that writes the file gives no sign.
  public func signs(of topic: SQLTopic) -> AsyncStream<SQLSign> { listeners.listen(for: topic) }

  /// Copies the database as it is at one moment into a new file, while others read and write.
  ///
  /// The copy is complete in itself: nothing of it lies in a write-ahead log.
  public func backUp(to copy: String) throws(StoreError) {
    do {
      let target = try DatabaseQueue(path: copy)
      try pool.backup(to: target)
      try target.close()
    } catch {
      throw StoreError(translating: error, "Could not copy the database \(path).", at: copy)
    }
  }

  public func close() throws(StoreError) {
    do {
      try pool.close()
    } catch {
      throw StoreError(translating: error, "Could not close the database \(path).", at: path)
    }
  }

  /// GRDB's errors become `StoreError`; what the closure threw of its own stays what it is.
  private func translated<Value>(
    _ what: String, _ body: () async throws -> Value
  ) async throws -> Value {
    do {
      return try await body()
    } catch let error as DatabaseError {
      throw StoreError(translating: error, what, at: path)
    }
  }
}
