// SPDX-License-Identifier: Apache-2.0

import CPostgreSQL
import Dispatch
import StorePort

/// One connection that hears what other servers announce or say, and comes back when it is cut.
///
/// A notification is sent with the commit of the transaction that announced it and begins with the
/// schema, since channels belong to the whole database. Each beginning of LISTEN is told: what was
/// announced while nobody listened is lost.
///
/// All that changes is touched on `queue` only, which runs one block at a time: hence `@unchecked`.
///
/// Source: PostgreSQL documentation, NOTIFY, LISTEN, and libpq's asynchronous notification.
final class PostgresListener: @unchecked Sendable {
  private let address: PostgresAddress
  private let topic: SQLTopic
  private let tell: @Sendable (SQLWord) -> Void
  private let queue: DispatchQueue
  private var line: Line?
  private var isStopped = false

  private struct Line {
    var connection: PostgresConnection
    var source: any DispatchSourceRead
    var schema: String
  }

  /// A server that restarts is back within seconds; asking more often would not help it.
  private static let retrySeconds = 1.0

  init(_ address: PostgresAddress, _ topic: SQLTopic, tell: @escaping @Sendable (SQLWord) -> Void) {
    self.address = address
    self.topic = topic
    self.tell = tell
    queue = DispatchQueue(label: "chengxu.postgresql.listen")
  }

  /// What a transaction says last.
  static func notification(of topic: SQLTopic) -> SQLText {
    "SELECT pg_notify(\(topic.name.text), current_schema())"
  }

  /// The same with a text, on a line below the schema.
  static func notification(of topic: SQLTopic, saying text: String) -> SQLText {
    "SELECT pg_notify(\(topic.name.text), current_schema()::text || chr(10) || \(text))"
  }

  func start() { queue.async { self.connect() } }

  func stop() {
    queue.async {
      self.isStopped = true
      self.line?.source.cancel()
    }
  }

  private func connect() {
    guard !isStopped else { return }
    do throws(StoreError) {
      let connection = try PostgresConnection(address)
      let schema = try connection.result(of: "SELECT current_schema()").rows[0].text(0)
      try connection.run("LISTEN \(table: topic.name)")
      watch(connection, schema)
      tell(.listening)
    } catch {
      lost(error)
    }
  }

  private func watch(_ connection: PostgresConnection, _ schema: String) {
    let source = DispatchSource.makeReadSource(
      fileDescriptor: PQsocket(connection.handle), queue: queue)
    source.setEventHandler { self.hear() }
    // The socket is closed with its connection, which must outlive the source.
    source.setCancelHandler { self.line = nil }
    line = Line(connection: connection, source: source, schema: schema)
    source.activate()
  }

  private func hear() {
    guard let line else { return }
    let isHeard = PQconsumeInput(line.connection.handle) == 1 && line.connection.isAlive
    for payload in line.connection.notifications() {
      guard payload.hasPrefix(line.schema) else { continue }
      let rest = payload.dropFirst(line.schema.count)
      if rest.isEmpty || rest.first == "\n" { tell(.said(String(rest.dropFirst()))) }
    }
    guard !isHeard else { return }
    line.source.cancel()
    lost(StoreError(.unreachable, "The connection that listens to PostgreSQL was cut."))
  }

  private func lost(_ error: StoreError) {
    tell(.deaf(error))
    queue.asyncAfter(deadline: .now() + Self.retrySeconds) { self.connect() }
  }
}

extension PostgresConnection {
  /// The payloads of what has arrived.
  fileprivate func notifications() -> [String] {
    var payloads: [String] = []
    while let notification = PQnotifies(handle) {
      payloads.append(String(cString: notification.pointee.extra))
      PQfreemem(notification)
    }
    return payloads
  }
}
