// SPDX-License-Identifier: Apache-2.0

public import AccessControl
import Operations
public import StorePort

/// Accounts, sessions and tokens in any SQL database.
public struct SQLAccessStore: AccessStore {
  private let database: any SQLDatabase
  /// A change of shift is hundreds of phones within a minute, and each is written down before it is
  /// answered: those that wait for a transaction share the next one.
  let touches: GroupCommit<Session, AccessError>

  /// - Parameter database: Already brought up to date by `SchemaUpgrade`.
  public init(_ database: any SQLDatabase) {
    self.database = database
    touches = GroupCommit { (sessions: [Session]) async throws(AccessError) in
      do {
        try await database.write { try $0.touch(sessions) }
      } catch { throw AccessError(error) }
    }
  }

  public func record(_ event: AccessEvent) async throws(AccessError) {
    try await write { try $0.record(event) }
  }

  public func events(limit: Int) async throws(AccessError) -> [AccessEvent] {
    try await read { session in
      try session.rows(
        """
        SELECT instant, kind, actor, subject, detail FROM access_event
        ORDER BY id DESC LIMIT \(limit)
        """
      ).map(AccessEvent.init(row:))
    }
  }

  func read<Value: Sendable>(
    _ body: @escaping @Sendable (any SQLSession) throws -> Value
  ) async throws(AccessError) -> Value {
    do {
      return try await database.read(body)
    } catch { throw AccessError(error) }
  }

  @discardableResult
  func write<Value: Sendable>(
    _ body: @escaping @Sendable (any SQLSession) throws -> Value
  ) async throws(AccessError) -> Value {
    do {
      return try await database.write(body)
    } catch { throw AccessError(error) }
  }
}

extension AccessError {
  /// Every error of the store in the words of the doors.
  fileprivate init(_ error: any Error) {
    switch error {
    case let error as AccessError: self = error
    case let error as StoreError where error.code == .conflict || error.code == .busy:
      self = .conflict
    case let error as StoreError:
      self = .storeFailed(detail: "\(error)", isFull: error.code == .full)
    default: self = .storeFailed(detail: "\(error)", isFull: false)
    }
  }
}
