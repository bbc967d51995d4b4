// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import Operations
public import StorePort

/// The event log in any SQL database. One row an event: its sealed text as it was hashed, and as
/// columns what is searched for.
public struct SQLDutyEventLog: DutyEventLog {
  private let database: any SQLDatabase

  /// - Parameter database: Already brought up to date by `SchemaUpgrade`.
  public init(_ database: any SQLDatabase) { self.database = database }

  @discardableResult
  public func append(
    _ entries: [DutyEventEntry]
  ) async throws(EventLogError) -> [DutyEvent] {
    guard !entries.isEmpty else { return [] }
    return try await EventLogError.translated {
      try await database.write { session in
        var chain = try session.chainAtEnd()
        return try entries.map { entry in
          let sealed = try chain.seal(entry)
          try session.insert(sealed)
          return sealed.event
        }
      }
    }
  }

  public func events(
    in interval: Range<Instant>, kinds: Set<DutyEvent.Kind>?
  ) async throws(EventLogError) -> [DutyEvent] {
    let (from, until) = (interval.lowerBound.milliseconds, interval.upperBound.milliseconds)
    let wanted = (kinds ?? Set(DutyEvent.Kind.allCases)).map(\.rawValue).sorted()
    return try await EventLogError.translated {
      try await database.read { session in
        var events: [DutyEvent] = []
        try session.forEachRow(
          """
          SELECT id, previous, digest, body FROM duty_event
          WHERE instant >= \(from) AND instant < \(until) AND kind IN \(anyOf: wanted)
          ORDER BY id
          """
        ) { events.append(try DutyEvent(row: $0)) }
        return events
      }
    }
  }

  public func fold<Sum: Sendable>(
    in interval: Range<Instant>, into sum: Sum,
    _ next: @escaping @Sendable (inout Sum, DutyEvent) throws -> Void
  ) async throws -> Sum {
    let (from, until) = (interval.lowerBound.milliseconds, interval.upperBound.milliseconds)
    do {
      return try await database.read { session in
        var sum = sum
        try session.forEachRow(
          """
          SELECT id, previous, digest, body FROM duty_event
          WHERE instant >= \(from) AND instant < \(until) ORDER BY id
          """
        ) { try next(&sum, DutyEvent(row: $0)) }
        return sum
      }
    } catch let error as StoreError {
      throw EventLogError(error)
    }
  }

  /// The events with these numbers, in order; numbers that the log does not have are left out.
  public func events(_ ids: [ID<DutyEvent>]) async throws(EventLogError) -> [DutyEvent] {
    let numbers = ids.map(\.rawValue)
    guard !numbers.isEmpty else { return [] }
    return try await EventLogError.translated {
      try await database.read { session in
        try session.rows(
          """
          SELECT id, previous, digest, body FROM duty_event WHERE id IN \(anyOf: numbers)
          ORDER BY id
          """
        ).map(DutyEvent.init(row:))
      }
    }
  }

  public func last() async throws(EventLogError) -> DutyEvent? {
    try await EventLogError.translated {
      try await database.read { session in
        try session.lastRow().map(DutyEvent.init(row:))
      }
    }
  }

  public func verifyPart(
    _ verifier: ChainVerifier, atMost limit: Int
  ) async throws(EventLogError) -> (verifier: ChainVerifier, isAtEnd: Bool) {
    try await EventLogError.translated {
      try await database.read { session in
        var (verifier, rows) = (verifier, 0)
        try session.forEachRow(
          """
          SELECT id, previous, digest, body, instant, recorded, kind, is_simulated
          FROM duty_event WHERE id > \(verifier.lastID.rawValue) ORDER BY id LIMIT \(limit)
          """
        ) {
          try verifier.check(row: $0)
          rows += 1
        }
        return (verifier, rows < limit)
      }
    }
  }
}
