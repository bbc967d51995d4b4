// SPDX-License-Identifier: Apache-2.0

import StorePort
import Synchronization

/// One request's change within a transaction that others share.
struct DeskChange: Sendable {
  /// - Throws: only what ends the whole transaction.
  let run: @Sendable (any SQLSession) throws -> Void

  init<Answer: Sendable>(
    into outcome: DeskOutcome<Answer>, _ body: @escaping @Sendable (any SQLSession) throws -> Answer
  ) {
    run = { session in
      try session.execute("SAVEPOINT desk_change")
      do {
        let answer = try body(session)
        try session.execute("RELEASE SAVEPOINT desk_change")
        outcome.set(.success(answer))
      } catch {
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
