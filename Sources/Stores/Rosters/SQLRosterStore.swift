// SPDX-License-Identifier: Apache-2.0

public import DutyModel
import Foundation
import Operations
public import Rostering
public import StorePort

/// Rosters in any SQL database: each as it was solved, once, and its steps as events of the one
/// chained log.
public struct SQLRosterStore: RosterStore {
  private let database: any SQLDatabase

  /// - Parameter database: Already brought up to date by `SchemaUpgrade`.
  public init(_ database: any SQLDatabase) { self.database = database }

  public func open(
    _ base: Roster, by person: RosterPerson, at now: Instant, clock: CityClock
  ) async throws(RosterStoreError) -> ID<RosterBook> {
    let event = RosterEvent(
      .open(version: base.version, firstDate: base.firstDate, days: base.days), by: person,
      at: clock.civilTime(of: now))
    return try await RosterStoreError.translated {
      let text = String(decoding: try JSONEncoder().encode(base), as: UTF8.self)
      return try await database.write { session in
        let last = try session.rows("SELECT COALESCE(MAX(id), 0) FROM roster_book")[0].integer(0)
        let id = ID<RosterBook>(rawValue: last + 1)
        try session.execute(
          """
          INSERT INTO roster_book (id, digest, first_day, days, base) VALUES (
            \(id.rawValue), \(base.version.digest), \(base.firstDate.day), \(base.days), \(text)
          )
          """)
        try session.insert(event, number: 1, of: id, at: now)
        return id
      }
    }
  }

  public func append(
    _ event: RosterEvent, to id: ID<RosterBook>, revision: Int, at now: Instant
  ) async throws(RosterStoreError) {
    try await RosterStoreError.translated {
      try await database.write { session in
        guard try session.revision(of: id) == revision else { throw RosterStoreError.conflict(id) }
        try session.insert(event, number: revision + 1, of: id, at: now)
      }
    }
  }

  public func revision(of id: ID<RosterBook>) async throws(RosterStoreError) -> Int {
    try await RosterStoreError.translated { try await database.read { try $0.revision(of: id) } }
  }

  public func book(_ id: ID<RosterBook>) async throws(RosterStoreError) -> RosterBook {
    try await RosterStoreError.translated {
      try await database.read { session in
        guard
          let row = try session.rows("SELECT base FROM roster_book WHERE id = \(id.rawValue)").first
        else { throw RosterStoreError.missing(id) }
        let base = try JSONDecoder().decode(Roster.self, from: Data(try row.text(0).utf8))
        var book = RosterBook(id: id, base: base)
        try session.forEachRow(
          """
          SELECT e.id, e.previous, e.digest, e.body FROM roster_event r
          JOIN duty_event e ON e.id = r.event
          WHERE r.book = \(id.rawValue) AND r.number > 1 ORDER BY r.number
          """
        ) { row in
          guard case .roster(_, let event) = try DutyEvent(row: row).entry.content else {
            throw StoreError(.corrupt, "A step of roster \(id) is an event of another kind.")
          }
          try book.apply(event)
        }
        return book
      }
    }
  }

  public func index() async throws(RosterStoreError) -> [RosterIndexEntry] {
    try await RosterStoreError.translated {
      try await database.read { session in
        try session.rows(
          """
          SELECT b.id, b.digest, b.first_day, b.days, COUNT(*) FROM roster_book b
          JOIN roster_event r ON r.book = b.id
          GROUP BY b.id, b.digest, b.first_day, b.days ORDER BY b.id DESC
          """
        ).map { row in
          RosterIndexEntry(
            id: ID(rawValue: try row.integer(0)), digest: try row.text(1),
            firstDate: CivilDate(day: try row.integer(2)), days: Int(try row.integer(3)),
            revision: Int(try row.integer(4)))
        }
      }
    }
  }
}

extension SQLSession {
  /// How many events a roster has.
  fileprivate func revision(of id: ID<RosterBook>) throws -> Int {
    let row = try rows("SELECT COUNT(*) FROM roster_event WHERE book = \(id.rawValue)")[0]
    let revision = Int(try row.integer(0))
    guard revision > 0 else { throw RosterStoreError.missing(id) }
    return revision
  }

  fileprivate func insert(
    _ event: RosterEvent, number: Int, of id: ID<RosterBook>, at now: Instant
  ) throws {
    var chain = try chainAtEnd()
    let sealed = try chain.seal(
      DutyEventEntry(
        instant: now, recorded: now,
        actor: event.by.officer.map { .officer(id: $0) } ?? .account(name: event.by.name),
        isSimulated: false, content: .roster(book: id, event: event)))
    try insert(sealed)
    try execute(
      """
      INSERT INTO roster_event (book, number, event)
      VALUES (\(id.rawValue), \(number), \(sealed.event.id.rawValue))
      """)
  }
}
