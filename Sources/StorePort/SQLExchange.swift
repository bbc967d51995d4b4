// SPDX-License-Identifier: Apache-2.0

/// A database over which the servers before it can talk to one another.
///
/// What is said is kept nowhere: whoever does not listen misses it. It is therefore fit for what a
/// listener can look up as well, only later or at a higher price.
public protocol SQLExchange: Sendable {
  /// Says all texts, in this order, to all who listen, this server too; all of them or, where it
  /// throws a `StoreError`, none.
  ///
  /// - Parameter texts: each of `SQLWord.mostBytes` of UTF-8 at most, without U+0000.
  func say(_ texts: [String], on topic: SQLTopic) async throws

  /// What is said from now on. A listener that is slow loses the oldest; listening ends with the
  /// reader.
  func words(of topic: SQLTopic) -> AsyncStream<SQLWord>
}

/// What somebody hears who listens to other servers.
public enum SQLWord: Sendable {
  /// Listening begins, at first and after each cut: what was said before is lost.
  case listening
  case said(String)
  /// The line to the database is cut: until `listening` nothing is heard.
  case deaf(StoreError)

  /// PostgreSQL takes less than 8000 bytes, the schema's name among them.
  public static let mostBytes = 7900
}
