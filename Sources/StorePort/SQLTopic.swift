// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// What a transaction may announce once it is committed, such as "something was added to the log".
public struct SQLTopic: Hashable, Sendable {
  public let name: SQLName

  /// - Parameter name: small letters, digits and low lines, written out in the program.
  public init(_ name: StaticString) {
    guard let name = SQLName("\(name)") else { preconditionFailure("\(name) names no topic.") }
    self.name = name
  }
}

/// What somebody hears who listens for a topic.
public enum SQLSign: Sendable {
  /// Something may be new. Also given whenever listening begins, since nobody knows what was
  /// announced before.
  case announced
  /// The line to the database is cut: until the next sign nothing is heard.
  case deaf(StoreError)
}

/// Passes announcements on within one process.
public final class SQLSigns: Sendable {
  private struct Listener {
    var topic: SQLTopic
    var continuation: AsyncStream<SQLSign>.Continuation
  }

  private let listeners = Mutex<(next: Int, known: [Int: Listener])>((0, [:]))

  public init() {}

  /// - Returns: several signs that nobody fetched have become one; ends with its reader.
  public func listen(for topic: SQLTopic) -> AsyncStream<SQLSign> {
    let (stream, continuation) = AsyncStream.makeStream(
      of: SQLSign.self, bufferingPolicy: .bufferingNewest(1))
    let number = listeners.withLock { listeners in
      listeners.next += 1
      listeners.known[listeners.next] = Listener(topic: topic, continuation: continuation)
      return listeners.next
    }
    continuation.onTermination = { [weak self] _ in
      self?.listeners.withLock { $0.known[number] = nil }
    }
    continuation.yield(.announced)
    return stream
  }

  public func announce(_ topics: Set<SQLTopic>) {
    guard !topics.isEmpty else { return }
    let concerned = listeners.withLock { listeners in
      listeners.known.values.filter { topics.contains($0.topic) }.map(\.continuation)
    }
    for continuation in concerned { continuation.yield(.announced) }
  }
}

/// The topics that one transaction has announced so far. Used by one thread at a time.
public final class AnnouncedTopics {
  public private(set) var topics: Set<SQLTopic> = []

  public init() {}

  public func add(_ topic: SQLTopic) { topics.insert(topic) }
}
