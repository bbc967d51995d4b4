// SPDX-License-Identifier: Apache-2.0

import Foundation
import SQLiteDriver
import StorePort
import Testing

@Suite("The SQLite driver")
struct SQLiteDriverTests {
  @Test("copies one moment of the database while another connection writes")
  func copyWhileWriting() async throws {
    try await withDatabase { database, path async throws in
      try await database.write { session in
        try session.execute("CREATE TABLE a (n BIGINT)")
        try session.execute("CREATE TABLE b (n BIGINT)")
      }
      let writing = Task {
        for n in 1...200 {
          try await database.write { session in
            try session.execute("INSERT INTO a VALUES (\(n))")
            try session.execute("INSERT INTO b VALUES (\(n))")
          }
        }
      }
      for attempt in 1...5 {
        let target = "\(path)-copy-\(attempt)"
        try database.backUp(to: target)
        let copy = try SQLiteDriver(path: target)
        let found = try await copy.read { session in
          try session.rows("SELECT (SELECT count(*) FROM a), (SELECT count(*) FROM b)")[0]
        }
        try copy.close()
        // A transaction is in the copy whole or not at all.
        #expect(found.values[0] == found.values[1])
      }
      try await writing.value
      try database.backUp(to: "\(path)-last")
      let last = try SQLiteDriver(path: "\(path)-last")
      let count = try await last.read { try $0.rows("SELECT count(*) FROM b")[0].integer(0) }
      try last.close()
      #expect(count == 200)
    }
  }

  @Test("makes every write durable before it answers, and enforces foreign keys")
  func pragmas() async throws {
    try await withDatabase { database, _ async throws in
      let values = try await database.write { session in
        try ["PRAGMA synchronous", "PRAGMA foreign_keys"].map { try session.rows($0)[0].integer(0) }
          + (session.rows("PRAGMA journal_mode")[0].text(0) == "wal" ? [1] : [0])
      }
      // 2 is FULL.
      #expect(values == [2, 1, 1])
    }
  }

  @Test("binds whatever stands in a statement, and never makes it text")
  func binding() async throws {
    try await withDatabase { database, _ async throws in
      let odd = "'); DROP TABLE t; -- 赟"
      let rows = try await database.write { session in
        try session.execute("CREATE TABLE t (a TEXT, b BIGINT)")
        try session.execute("INSERT INTO t VALUES (\(odd), \(SQLValue.null))")
        try session.execute("INSERT INTO t VALUES (\("x"), \(7))")
        return try session.rows(
          "SELECT a, b FROM t WHERE a IN \(anyOf: [odd, "x"]) ORDER BY b")
      }
      #expect(rows == [SQLRow([.text(odd), .null]), SQLRow([.text("x"), .integer(7)])])
    }
  }

  @Test("rolls a transaction back when its closure throws, and passes the error on")
  func rollback() async throws {
    struct Stop: Error {}
    try await withDatabase { database, _ async throws in
      _ = try await database.write { try $0.execute("CREATE TABLE t (a BIGINT)") }
      await #expect(throws: Stop.self) {
        try await database.write { session in
          try session.execute("INSERT INTO t VALUES (1)")
          throw Stop()
        }
      }
      let count = try await database.read { try $0.rows("SELECT count(*) FROM t")[0].integer(0) }
      #expect(count == 0)
    }
  }

  @Test("refuses a file that is no database, and leaves it as it is")
  func notADatabase() throws {
    let path = FileManager.default.temporaryDirectory
      .appending(path: "not-a-database-\(UUID().uuidString)").path
    let content = Data(String(repeating: "This is a letter. ", count: 100).utf8)
    try content.write(to: URL(filePath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let error = #expect(throws: StoreError.self) { try SQLiteDriver(path: path) }
    #expect(error?.code == .notADatabase)
    #expect(error?.message.contains("Maybe choose another file") == true)
    #expect(try Data(contentsOf: URL(filePath: path)) == content)
  }

  @Test("says that a folder is missing")
  func noFolder() {
    let path = "/nowhere-\(UUID().uuidString)/duty.sqlite"
    let error = #expect(throws: StoreError.self) { try SQLiteDriver(path: path) }
    #expect(error?.code == .unreachable)
    #expect(error?.message.contains(path) == true)
  }

  @Test("waits for another writer, then says that the database is busy")
  func locked() async throws {
    try await withDatabase { first, path in
      _ = try await first.write { try $0.execute("CREATE TABLE t (a BIGINT)") }
      let second = try SQLiteDriver(path: path, busyTimeout: .seconds(0))
      let error = try await first.write { session -> StoreError? in
        try session.execute("INSERT INTO t VALUES (1)")
        let other = Task {
          do {
            _ = try await second.write { try $0.execute("INSERT INTO t VALUES (2)") }
            return StoreError?.none
          } catch { return error as? StoreError }
        }
        let finished = DispatchSemaphore(value: 0)
        let box = Box()
        Task {
          box.set(await other.value)
          finished.signal()
        }
        finished.wait()
        return box.value
      }
      #expect(error?.code == .busy)
    }
  }
}

/// Hands one value from a task to a waiting thread; the lock guards it.
private final class Box: @unchecked Sendable {
  private let lock = NSLock()
  private var stored: StoreError?

  var value: StoreError? { lock.withLock { stored } }
  func set(_ error: StoreError?) { lock.withLock { stored = error } }
}
