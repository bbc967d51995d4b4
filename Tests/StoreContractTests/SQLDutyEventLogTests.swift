// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Operations
import SQLiteDriver
import StorePort
import Stores
import Testing

@Suite("The event log in SQL")
struct SQLDutyEventLogTests {
  /// A log of five events whose rows were then changed behind its back.
  private func verification(
    on backend: Backend, after tampering: SQLText...
  ) async throws -> ChainVerification {
    try await backend.withStore { database async throws in
      try await SchemaUpgrade().apply(to: database, at: Instant(milliseconds: 0))
      let log = SQLDutyEventLog(database)
      try await log.append((1...5).map { entry(at: $0) })
      try await database.write { session in
        for statement in tampering { try session.execute(statement) }
      }
      return try await log.verifyChain()
    }
  }

  @Test(
    "folds the events that a reading of the interval gives, and passes errors on",
    arguments: Backend.databases)
  func folded(backend: Backend) async throws {
    struct Enough: Error {}
    try await backend.withStore { database async throws in
      try await SchemaUpgrade().apply(to: database, at: Instant(milliseconds: 0))
      let log = SQLDutyEventLog(database)
      let stored = try await log.append((1...9).map { entry(at: $0) })
      let interval = stored[2].instant..<stored[7].instant
      let read = try await log.events(in: interval, kinds: nil)
      let folded = try await log.fold(in: interval, into: [DutyEvent]()) { $0.append($1) }
      #expect(folded == read)
      #expect(folded.map(\.id) == stored[2..<7].map(\.id))
      await #expect(throws: Enough.self) {
        try await log.fold(in: interval, into: 0) { _, _ in throw Enough() }
      }
    }
  }

  @Test("names an event whose text was changed", arguments: Backend.databases)
  func changedText(backend: Backend) async throws {
    let found = try await verification(
      on: backend, after: "UPDATE duty_event SET body = replace(body, 'true', 'false') WHERE id = 3"
    )
    #expect(found == .broken(at: 3, .changedBody))
  }

  @Test("names an event whose searched columns say something else", arguments: Backend.databases)
  func changedColumn(backend: Backend) async throws {
    let found = try await verification(
      on: backend, after: "UPDATE duty_event SET instant = 9 WHERE id = 4")
    #expect(found == .broken(at: 4, .wrongColumn))
  }

  @Test("names an event whose digest was exchanged", arguments: Backend.databases)
  func changedDigest(backend: Backend) async throws {
    let digest = String(repeating: "a", count: 64)
    let found = try await verification(
      on: backend, after: "UPDATE duty_event SET digest = \(digest) WHERE id = 2")
    #expect(found == .broken(at: 2, .changedBody))
  }

  @Test(
    "refuses by its schema a gap, a fork and the removal of what others follow",
    arguments: Backend.databases)
  func schemaGuards(backend: Backend) async throws {
    try await backend.withStore { database async throws in
      try await SchemaUpgrade().apply(to: database, at: Instant(milliseconds: 0))
      try await SQLDutyEventLog(database).append((1...3).map { entry(at: $0) })
      let statements: [SQLText] = [
        "DELETE FROM duty_event WHERE id = 2",
        """
        INSERT INTO duty_event SELECT 5, 4, instant, recorded, kind, is_simulated, body,
          replace(previous, '0', '1'), replace(digest, '0', '1') FROM duty_event WHERE id = 3
        """,
        "UPDATE duty_event SET previous = (SELECT previous FROM duty_event WHERE id = 2) WHERE id = 3",
        "UPDATE duty_event SET is_simulated = 7 WHERE id = 1",
      ]
      for statement in statements {
        let error = await #expect(throws: StoreError.self) {
          try await database.write { try $0.execute(statement) }
        }
        #expect(error?.code == .constraint, "\(statement.pieces)")
      }
    }
  }

  @Test("does not build on a last event that was tampered with", arguments: Backend.databases)
  func tamperedEnd(backend: Backend) async throws {
    try await backend.withStore { database async throws in
      try await SchemaUpgrade().apply(to: database, at: Instant(milliseconds: 0))
      let log = SQLDutyEventLog(database)
      try await log.append([entry(at: 1)])
      _ = try await database.write {
        try $0.execute("UPDATE duty_event SET body = replace(body, 'true', 'false')")
      }
      let error = await #expect(throws: EventLogError.self) {
        try await log.append([entry(at: 2)])
      }
      #expect(error?.code == .damaged)
      #expect(try await log.last()?.id == 1)
    }
  }

  @Test("stores nothing of a batch that does not fit on the disk, and says so")
  func fullDisk() async throws {
    try await withDatabase { database, _ async throws in
      try await SchemaUpgrade().apply(to: database, at: Instant(milliseconds: 0))
      let log = SQLDutyEventLog(database)
      try await log.append([entry(at: 1)])
      _ = try await database.write { try $0.rows("PRAGMA max_page_count = 30") }
      let error = await #expect(throws: EventLogError.self) {
        try await log.append((1...2000).map { entry(at: $0) })
      }
      #expect(error?.code == .full)
      #expect(error?.explanation.chinese.contains("磁盘已满") == true)
      #expect(error?.detail.contains("Maybe free some space") == true)
      #expect(try await log.verifyChain() == .intact(events: 1))
    }
  }
}
