// SPDX-License-Identifier: Apache-2.0

public import StorePort

extension PostgresDriver: SQLExchange {
  /// So many words wait for a listener, some 30 MB at the very most.
  private static let mostWaiting = 4096

  /// In a transaction of its own that writes nothing, so that no disk is waited for.
  public func say(_ texts: [String], on topic: SQLTopic) async throws {
    try await writeOutOfTurn { session in
      for text in texts {
        _ = try session.rows(PostgresListener.notification(of: topic, saying: text))
      }
    }
  }

  public func words(of topic: SQLTopic) -> AsyncStream<SQLWord> {
    let (stream, continuation) = AsyncStream.makeStream(
      of: SQLWord.self, bufferingPolicy: .bufferingNewest(Self.mostWaiting))
    let listener = listener(topic) { continuation.yield($0) }
    continuation.onTermination = { _ in listener.stop() }
    listener.start()
    return stream
  }
}
