// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Operations
import StorePort
import Synchronization

/// One request's change within a transaction that others share.
struct DeskChange: Sendable {
  /// - Throws: only what ends the whole transaction.
  let run: @Sendable (any SQLSession, LogEnd) throws -> Void

  init<Answer: Sendable>(
    into outcome: DeskOutcome<Answer>,
    _ body: @escaping @Sendable (any SQLSession, LogEnd) throws -> Answer
  ) {
    run = { session, log in
      try session.execute("SAVEPOINT desk_change")
      do {
        let answer = try body(session, log)
        try session.execute("RELEASE SAVEPOINT desk_change")
        outcome.set(.success(answer))
      } catch {
        log.chain = nil
        // A lost connection or a full disk has ended the transaction, and with it all that share it.
        guard (try? session.execute("ROLLBACK TO SAVEPOINT desk_change")) != nil else {
          throw error
        }
        try session.execute("RELEASE SAVEPOINT desk_change")
        outcome.set(.failure(error))
      }
    }
  }
}

/// Where the log ends within one transaction, so that the changes which share it read it once.
final class LogEnd {
  /// `nil` where it has to be read: at first, and after a change that was taken back.
  var chain: EventChain?
}

/// What came of a change; it counts only once the transaction is on the disk.
final class DeskOutcome<Answer: Sendable>: Sendable {
  private let result = Mutex<Result<Answer, any Error>?>(nil)

  func set(_ value: Result<Answer, any Error>) { result.withLock { $0 = value } }

  func get() throws -> Answer {
    guard let result = result.withLock({ $0 }) else {
      throw StoreError(.unknown, "A change was neither carried out nor refused.")
    }
    return try result.get()
  }
}

/// When a store looks for requests that are old enough to be forgotten: now and then, not at each.
final class ForgettingTurn: Sendable {
  private static let intervalSeconds: Int64 = 600
  private let next = Mutex(Instant(milliseconds: .min))

  func isDue(at now: Instant) -> Bool {
    next.withLock { next in
      guard now >= next else { return false }
      next = now.adding(seconds: Self.intervalSeconds)
      return true
    }
  }
}
