// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Foundation
import Operations
import PostgresDriver
import SQLiteDriver
import StorePort
import Stores
import TestSupport
import Testing

/// The logs under test; each answers like the first.
enum Backend: String, CaseIterable, Sendable {
  case memory, sqlite, postgresql

  static var allCases: [Backend] { [.memory] + databases }

  /// PostgreSQL only where `CHENGXU_TEST_POSTGRES` says where one is (`Scripts/test-postgres`).
  static var databases: [Backend] {
    TestPostgres.address == nil ? [.sqlite] : [.sqlite, .postgresql]
  }

  @discardableResult
  func withLog<Value>(_ body: (any DutyEventLog) async throws -> Value) async throws -> Value {
    switch self {
    case .memory: return try await body(MemoryEventLog())
    case .sqlite, .postgresql:
      return try await withStore { database async throws in
        try await SchemaUpgrade().apply(to: database, at: Instant(milliseconds: 0))
        return try await body(SQLDutyEventLog(database))
      }
    }
  }

  /// A fresh, empty database of this kind.
  @discardableResult
  func withStore<Value>(_ body: (any SQLDatabase) async throws -> Value) async throws -> Value {
    switch self {
    case .postgresql:
      try await TestPostgres.withSchema { try await body(PostgresDriver(address: $0)) }
    default: try await withDatabase { database, _ async throws in try await body(database) }
    }
  }
}

@Suite("The stores' contract")
struct BackendTests {
  @Test(
    "is kept on PostgreSQL too",
    .enabled(
      if: TestPostgres.address != nil,
      "NOT TESTED on PostgreSQL: CHENGXU_TEST_POSTGRES is not set. Maybe Scripts/test-postgres start."
    ))
  func postgresIsThere() {
    #expect(Backend.allCases.contains(.postgresql))
  }
}

/// A fresh database in a folder of its own, removed afterwards.
@discardableResult
func withDatabase<Value>(
  _ body: (SQLiteDriver, _ path: String) async throws -> Value
) async throws -> Value {
  let folder = FileManager.default.temporaryDirectory
    .appending(path: "store-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  let path = folder.appending(path: "duty.sqlite").path
  let database = try SQLiteDriver(path: path, busyTimeout: .seconds(1))
  let value = try await body(database, path)
  try database.close()
  return value
}

/// An entry of some kind at a second.
func entry(at second: Int64, _ content: DutyEventEntry.Content? = nil) -> DutyEventEntry {
  DutyEventEntry(
    instant: Instant(milliseconds: second * 1000),
    recorded: Instant(milliseconds: second * 1000 + 5), actor: .unit(id: 4), isSimulated: true,
    content: content ?? .vehicle(duty: 1, vehicle: ID(rawValue: second), isOut: true))
}
