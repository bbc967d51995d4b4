// SPDX-License-Identifier: Apache-2.0

public import CityOrder
import DutyModel
import Foundation
import Operations
public import StorePort

/// Campaigns, markets and assessment rounds in any SQL database: the record as text, and each entry
/// as an event of the one chained log.
public struct SQLOrderStore: OrderRecordStore {
  private let database: any SQLDatabase

  /// - Parameter database: Already brought up to date by `SchemaUpgrade`.
  public init(_ database: any SQLDatabase) { self.database = database }

  @discardableResult
  public func open<Record: OrderRecord>(
    _ type: Record.Type, with entry: OrderEntry<Record.Step>
  ) async throws(OrderStoreError) -> StoredOrderRecord<Record> {
    try await OrderStoreError.translated {
      try await database.write { session in
        if let known = try session.recordDone(by: entry, type) {
          return try session.record(known, type)
        }
        let last = try session.rows(
          """
          SELECT COALESCE(MAX(number), 0) FROM order_record WHERE subject = \(type.subject.rawValue)
          """)[0]
        let number = try last.integer(0) + 1
        let stored = StoredOrderRecord(
          number: number, version: 1, record: try Record(number: number, first: entry))
        try session.execute(
          """
          INSERT INTO order_record (subject, number, version, body)
          VALUES (\(type.subject.rawValue), \(number), 1, \(try CaseText.encode(stored.record)))
          """)
        try session.insert(entry, of: stored)
        return stored
      }
    }
  }

  public func append<Record: OrderRecord>(
    _ entry: OrderEntry<Record.Step>, to number: Int64, version: Int, _ type: Record.Type
  ) async throws(OrderStoreError) -> StoredOrderRecord<Record> {
    try await OrderStoreError.translated {
      try await database.write { session in
        var stored = try session.record(number, type)
        if let known = try session.recordDone(by: entry, type) {
          guard known == number else { throw OrderStoreError.keyTaken }
          return stored
        }
        guard stored.version == version else {
          throw OrderStoreError.conflict(type.subject, number)
        }
        try stored.record.apply(entry)
        stored.version += 1
        try session.execute(
          """
          UPDATE order_record SET version = \(stored.version),
            body = \(try CaseText.encode(stored.record))
          WHERE subject = \(type.subject.rawValue) AND number = \(number)
          """)
        try session.insert(entry, of: stored)
        return stored
      }
    }
  }

  public func record<Record: OrderRecord>(
    _ number: Int64, _ type: Record.Type
  ) async throws(OrderStoreError) -> StoredOrderRecord<Record> {
    try await OrderStoreError.translated { try await database.read { try $0.record(number, type) } }
  }

  public func records<Record: OrderRecord>(
    _ type: Record.Type, limit: Int
  ) async throws(OrderStoreError) -> [StoredOrderRecord<Record>] {
    try await OrderStoreError.translated {
      try await database.read { session in
        try session.rows(
          """
          SELECT number, version, body FROM order_record WHERE subject = \(type.subject.rawValue)
          ORDER BY number DESC LIMIT \(limit)
          """
        ).map(StoredOrderRecord.init(row:))
      }
    }
  }

  public func entries<Record: OrderRecord>(
    of number: Int64, _ type: Record.Type
  ) async throws(OrderStoreError) -> [OrderEntry<Record.Step>] {
    try await OrderStoreError.translated {
      try await database.read { session in
        let rows = try session.rows(
          """
          SELECT e.id, e.previous, e.digest, e.body FROM order_entry o
          JOIN duty_event e ON e.id = o.event
          WHERE o.subject = \(type.subject.rawValue) AND o.record = \(number) ORDER BY o.number
          """)
        guard !rows.isEmpty else { throw OrderStoreError.missing(type.subject, number) }
        return try rows.map { row in
          guard case .orderStep(_, _, let text) = try DutyEvent(row: row).entry.content else {
            throw StoreError(.corrupt, "An entry of \(type.subject) \(number) is another event.")
          }
          return try CaseText.decode(OrderEntry<Record.Step>.self, from: text)
        }
      }
    }
  }
}

extension StoredOrderRecord {
  /// - Parameter row: number, version, body.
  fileprivate init(row: SQLRow) throws {
    self.init(
      number: try row.integer(0), version: Int(try row.integer(1)),
      record: try CaseText.decode(Record.self, from: row.text(2)))
  }
}

extension SQLSession {
  fileprivate func record<Record: OrderRecord>(
    _ number: Int64, _ type: Record.Type
  ) throws -> StoredOrderRecord<Record> {
    guard
      let row = try rows(
        """
        SELECT number, version, body FROM order_record
        WHERE subject = \(type.subject.rawValue) AND number = \(number)
        """
      ).first
    else { throw OrderStoreError.missing(type.subject, number) }
    return try StoredOrderRecord(row: row)
  }

  /// The record that the same request already changed; `nil` for a request that is new.
  fileprivate func recordDone<Record: OrderRecord>(
    by entry: OrderEntry<Record.Step>, _ type: Record.Type
  ) throws -> Int64? {
    guard let key = entry.key?.text,
      let row = try rows("SELECT subject, record, person FROM order_entry WHERE key = \(key)").first
    else { return nil }
    guard try row.text(0) == type.subject.rawValue,
      try row.integer(2) == entry.by.person?.rawValue ?? 0
    else { throw OrderStoreError.keyTaken }
    return try row.integer(1)
  }

  fileprivate func insert<Record: OrderRecord>(
    _ entry: OrderEntry<Record.Step>, of stored: StoredOrderRecord<Record>
  ) throws {
    let subject = Record.subject.rawValue
    var chain = try chainAtEnd()
    let sealed = try chain.seal(
      DutyEventEntry(
        instant: entry.at, recorded: entry.at,
        actor: entry.by.person.map { .account(name: "account \($0.rawValue)") } ?? .system,
        isSimulated: false,
        content: .orderStep(
          subject: subject, number: stored.number, entry: try CaseText.encode(entry))))
    try insert(sealed)
    try execute(
      """
      INSERT INTO order_entry (subject, record, number, event, key, person) VALUES (
        \(subject), \(stored.number), \(stored.version), \(sealed.event.id.rawValue),
        \((entry.key?.text).sqlValue), \(entry.by.person?.rawValue ?? 0)
      )
      """)
  }
}
