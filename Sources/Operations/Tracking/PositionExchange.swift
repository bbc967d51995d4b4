// SPDX-License-Identifier: Apache-2.0

/// How servers before one store tell each other which terminals have moved.
///
/// What is told is lost for whoever does not listen, so a listener reads `PositionStore.newest` where
/// listening begins, and now and then. Only what is durable is told, and only that it is there: the
/// places are read from the store.
public protocol PositionExchange: Sendable {
  /// Tells all other servers that listen.
  func tell(_ keys: [FixKey]) async throws(TrackingError)

  /// What the others tell, never what this one has told itself; ends with its reader.
  func news() -> AsyncStream<PositionNews>
}

/// What a server hears of the terminals of others.
public enum PositionNews: Hashable, Sendable {
  /// Listening begins: what was told before is lost.
  case listening
  /// Accepted and durable.
  case stored([FixKey])
  /// What was told cannot be read, as by a server of another version.
  case unreadable
  /// Nothing is heard until `listening`, and why, in English.
  case deaf(String)
}
