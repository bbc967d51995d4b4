// SPDX-License-Identifier: Apache-2.0

public import DutyModel
import Foundation
public import Operations
public import StorePort

/// The desks' files in any SQL database, changed in the same transaction as the log.
///
/// Requests that come while another one is being written share the next transaction, each behind a
/// savepoint of its own: one that is refused takes nothing of the others with it, and all of them are
/// on the disk before any is answered.
public struct SQLDeskStore: DeskStore {
  private let database: any SQLDatabase
  private let commits: GroupCommit<DeskChange, any Error>
  private let forgetting = ForgettingTurn()

  /// So many requests hold up a reader of the newest state by some hundredths of a second at most.
  private static let mostChanges = 64

  /// - Parameter database: Already brought up to date by `SchemaUpgrade`.
  public init(_ database: any SQLDatabase) {
    self.database = database
    commits = GroupCommit(largestBatch: Self.mostChanges) { changes in
      try await database.write { session in
        let log = LogEnd()
        for change in changes { try change.run(session, log) }
      }
    }
  }

  public func change<Answer: Codable & Sendable>(
    _ request: DeskRequest?, at now: Instant,
    _ body: @escaping @Sendable (any DeskSession) throws -> Answer
  ) async throws(DeskError) -> Answer {
    try await DeskError.translated {
      let outcome = DeskOutcome<Answer>()
      let change = DeskChange(into: outcome) { session, log in
        if let request, let known = try session.answer(to: request, Answer.self) { return known }
        let papers = SQLDeskSession(session, log)
        let answer = try body(papers)
        try papers.flush()
        if let request {
          try session.remember(request, answer, at: now)
          if forgetting.isDue(at: now) { try session.forgetRequests(at: now) }
        }
        return answer
      }
      try await commits.commit([change])
      return try outcome.get()
    }
  }

  public func read<Answer: Sendable>(
    _ body: @escaping @Sendable (any DeskSession) throws -> Answer
  ) async throws(DeskError) -> Answer {
    try await DeskError.translated {
      try await database.read { try body(SQLDeskSession($0, LogEnd())) }
    }
  }

  public func events(
    after id: ID<DutyEvent>, limit: Int
  ) async throws(DeskError) -> [DutyEvent] {
    try await DeskError.translated {
      try await database.read { session in
        try session.rows(
          """
          SELECT id, previous, digest, body FROM duty_event WHERE id > \(id.rawValue)
          ORDER BY id LIMIT \(limit)
          """
        ).map(DutyEvent.init(row:))
      }
    }
  }
}

extension SQLDeskStore {
  public func signs() -> AsyncStream<DeskSign> {
    let signs = database.signs(of: .dutyEvents)
    let (stream, continuation) = AsyncStream.makeStream(
      of: DeskSign.self, bufferingPolicy: .bufferingNewest(1))
    let passing = Task {
      for await sign in signs {
        switch sign {
        case .announced: continuation.yield(.recorded)
        case .deaf(let error): continuation.yield(.deaf(detail: error.message))
        }
      }
      continuation.finish()
    }
    continuation.onTermination = { _ in passing.cancel() }
    return stream
  }
}

extension SQLSession {
  fileprivate func answer<Answer: Decodable>(
    to request: DeskRequest, _ type: Answer.Type
  ) throws -> Answer? {
    guard
      let row = try rows(
        """
        SELECT fingerprint, answer FROM desk_request
        WHERE sender = \(request.sender) AND key = \(request.key)
        """
      ).first
    else { return nil }
    guard try row.text(0) == request.fingerprint else { throw DeskError.keyReused }
    return try JSONDecoder().decode(type, from: Data(try row.text(1).utf8))
  }

  fileprivate func remember(
    _ request: DeskRequest, _ answer: some Encodable, at now: Instant
  ) throws {
    let text = String(decoding: try JSONEncoder().encode(answer), as: UTF8.self)
    try execute(
      """
      INSERT INTO desk_request (sender, key, fingerprint, received, answer)
      VALUES (\(request.sender), \(request.key), \(request.fingerprint), \(now.milliseconds), \(text))
      """)
  }

  /// Only what is older than the promise.
  fileprivate func forgetRequests(at now: Instant) throws {
    let forgotten = now.adding(seconds: -DeskRequest.rememberedSeconds)
    try execute("DELETE FROM desk_request WHERE received < \(forgotten.milliseconds)")
  }
}
