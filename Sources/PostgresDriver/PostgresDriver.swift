// SPDX-License-Identifier: Apache-2.0

import Dispatch
public import StorePort
import Synchronization

/// PostgreSQL through libpq: one connection that writes, some that read, each on a thread of its
/// own, so that a slow answer holds up no other task.
///
/// `synchronous_commit` is on whatever the server's default says: a write returns only after the
/// server has its log on the disk. Writers take turns, across all servers on one database, by an
/// advisory lock that ends with the transaction: what a closure has read in it nobody changes
/// before it is committed, as with SQLite. A writer waits up to `busyTimeout` for its turn, then
/// fails with code `.busy`. A connection that was lost is opened anew by the next call.
public final class PostgresDriver: SQLDatabase {
  private let writer: ConnectionLane
  private let outOfTurn: ConnectionLane
  private let readers: [ConnectionLane]
  private let nextReader = Atomic<Int>(0)
  private let address: PostgresAddress

  /// Connects once, so that a wrong address is noticed at the start.
  ///
  /// - Parameters:
  ///   - address: `postgresql://user@host/database`, or libpq's `host=… dbname=…`. Never shown in
  ///     an error, since it may hold a password.
  /// - Throws: `StoreError` with code `.unreachable` (no server, no database, wrong password),
  ///   `.busy` (too many connections) or `.notADatabase` (no address at all).
  public init(
    address: String, readers: Int = 4, busyTimeout: Duration = .seconds(5)
  ) throws(StoreError) {
    precondition(readers > 0, "\(readers) connections cannot read.")
    let address = PostgresAddress(text: address, busyTimeout: busyTimeout)
    self.address = address
    writer = ConnectionLane(address, label: "chengxu.postgresql.write")
    outOfTurn = ConnectionLane(address, label: "chengxu.postgresql.write-out-of-turn")
    self.readers = (0..<readers).map {
      ConnectionLane(address, label: "chengxu.postgresql.read-\($0)")
    }
    try writer.connectNow()
  }

  public func read<Value: Sendable>(
    _ body: @escaping @Sendable (any SQLSession) throws -> Value
  ) async throws -> Value {
    let turn = nextReader.wrappingAdd(1, ordering: .relaxed).newValue
    return try await readers[Int(turn.magnitude % UInt(readers.count))].run { connection in
      try connection.transaction(["BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"], body)
    }
  }

  public func write<Value: Sendable>(
    _ body: @escaping @Sendable (any SQLSession) throws -> Value
  ) async throws -> Value {
    try await writer.run { connection in
      try connection.transaction(
        ["BEGIN", "SELECT pg_advisory_xact_lock(808, hashtext(current_schema()))"], body)
    }
  }

  /// Without the advisory lock, on a connection of its own: other servers' long writes hold up none.
  public func writeOutOfTurn<Value: Sendable>(
    _ body: @escaping @Sendable (any SQLSession) throws -> Value
  ) async throws -> Value {
    try await outOfTurn.run { try $0.transaction(["BEGIN"], body) }
  }

  /// A connection of its own for each reader of signs, opened anew whenever it is cut.
  public func signs(of topic: SQLTopic) -> AsyncStream<SQLSign> {
    let (stream, continuation) = AsyncStream.makeStream(
      of: SQLSign.self, bufferingPolicy: .bufferingNewest(1))
    let listener = listener(topic) { word in
      switch word {
      case .listening, .said: continuation.yield(.announced)
      case .deaf(let error): continuation.yield(.deaf(error))
      }
    }
    continuation.onTermination = { _ in listener.stop() }
    listener.start()
    return stream
  }

  /// Not started yet.
  func listener(
    _ topic: SQLTopic, tell: @escaping @Sendable (SQLWord) -> Void
  ) -> PostgresListener { PostgresListener(address, topic, tell: tell) }

  public func close() throws(StoreError) {
    for lane in readers + [writer, outOfTurn] { lane.close() }
  }
}

/// Where the database is, and how long to wait for it.
struct PostgresAddress: Sendable {
  var text: String
  var busyTimeout: Duration
}

/// One connection and the thread it is used on.
///
/// `connection` is touched on `queue` only, which runs one block at a time: hence `@unchecked`.
final class ConnectionLane: @unchecked Sendable {
  private let address: PostgresAddress
  private let queue: DispatchQueue
  private var connection: PostgresConnection?

  init(_ address: PostgresAddress, label: String) {
    self.address = address
    queue = DispatchQueue(label: label)
  }

  func run<Value: Sendable>(
    _ body: @escaping @Sendable (PostgresConnection) throws -> Value
  ) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      queue.async {
        continuation.resume(with: Result { try body(self.connected()) })
      }
    }
  }

  func connectNow() throws(StoreError) {
    let result: Result<Void, StoreError> = queue.sync {
      do throws(StoreError) {
        _ = try connected()
        return .success(())
      } catch {
        return .failure(error)
      }
    }
    try result.get()
  }

  func close() { queue.sync { connection = nil } }

  private func connected() throws(StoreError) -> PostgresConnection {
    if let connection, connection.isAlive { return connection }
    connection = nil
    let fresh = try PostgresConnection(address)
    connection = fresh
    return fresh
  }
}
