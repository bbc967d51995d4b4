// SPDX-License-Identifier: Apache-2.0

import PostgresDriver
import StorePort
import TestSupport
import Testing

@Suite(
  "The PostgreSQL driver",
  .enabled(if: TestPostgres.address != nil, "NOT TESTED: CHENGXU_TEST_POSTGRES is not set."))
struct PostgresDriverTests {
  @Test("makes every write durable before it answers")
  func durability() async throws {
    try await TestPostgres.withSchema { address async throws in
      let database = try PostgresDriver(address: address)
      let settings = try await database.write { session in
        try ["synchronous_commit", "fsync"].map {
          try session.rows(SQLText(stringLiteral: "SHOW \($0)"))[0].text(0)
        }
      }
      #expect(settings == ["on", "on"])
    }
  }

  @Test("shares one chain of writers between two servers, and says when one waits too long")
  func twoServers() async throws {
    try await TestPostgres.withSchema { address async throws in
      let first = try PostgresDriver(address: address)
      let second = try PostgresDriver(address: address, busyTimeout: .milliseconds(50))
      try await first.write { session in
        try session.execute("CREATE TABLE t (a BIGINT)")
        try session.execute("INSERT INTO t VALUES (0)")
      }
      try await withThrowingTaskGroup(of: Void.self) { group in
        for database in [first, try PostgresDriver(address: address)] {
          for _ in 0..<20 {
            group.addTask {
              try await database.write { session in
                let value = try session.rows("SELECT a FROM t")[0].integer(0)
                try session.execute("UPDATE t SET a = \(value + 1)")
              }
            }
          }
        }
        try await group.waitForAll()
      }
      let value = try await first.read { try $0.rows("SELECT a FROM t")[0].integer(0) }
      #expect(value == 40)

      async let slow: Void = first.write { session in
        _ = try session.rows("SELECT pg_sleep(0.6)")
      }
      try await Task.sleep(for: .milliseconds(200))
      let error = await #expect(throws: StoreError.self) {
        try await second.write { _ = try $0.execute("UPDATE t SET a = 7") }
      }
      #expect(error?.code == .busy)
      try await slow
    }
  }

  @Test("connects again after the server cut the line")
  func reconnect() async throws {
    try await TestPostgres.withSchema { address async throws in
      let (victim, other) = (
        try PostgresDriver(address: address), try PostgresDriver(address: address)
      )
      let process = try await victim.write { try $0.rows("SELECT pg_backend_pid()")[0].integer(0) }
      _ = try await other.write { try $0.rows("SELECT pg_terminate_backend(\(process)::int)") }
      let error = await #expect(throws: StoreError.self) {
        try await victim.write { _ = try $0.rows("SELECT 1") }
      }
      #expect(error?.code == .unreachable)
      #expect(try await victim.write { try $0.rows("SELECT 1")[0].integer(0) } == 1)
    }
  }

  @Test("says that there is no server, no database, no address, and never shows the password")
  func wrongAddresses() throws {
    let address = try #require(TestPostgres.address)
    let database = try #require(address.lastIndex(of: "/"))
    for (text, code) in [
      ("postgresql://u:geheim@127.0.0.1:1/x", StoreError.Code.unreachable),
      (address[..<database] + "/nothing_here", .unreachable),
      ("postgresql://[", .notADatabase), ("nonsense", .notADatabase),
      ("postgresql://u:geheim@127.0.0.1:port/x", .notADatabase),
    ] {
      let error = #expect(throws: StoreError.self) { try PostgresDriver(address: text) }
      #expect(error?.code == code, "\(text): \(error.map { "\($0)" } ?? "")")
      #expect(error?.message.contains("Maybe") == true)
      #expect(error?.message.contains("geheim") == false)
    }
  }

  @Test("refuses a text with a zero byte instead of cutting it short")
  func zeroByte() async throws {
    try await TestPostgres.withSchema { address async throws in
      let database = try PostgresDriver(address: address)
      try await database.write { _ = try $0.execute("CREATE TABLE t (a TEXT)") }
      let error = await #expect(throws: StoreError.self) {
        try await database.write { _ = try $0.execute("INSERT INTO t VALUES (\("a\0b"))") }
      }
      #expect(error?.code == .constraint)
    }
  }

  @Test("does not take a rolled back transaction for a committed one")
  func swallowedError() async throws {
    try await TestPostgres.withSchema { address async throws in
      let database = try PostgresDriver(address: address)
      try await database.write { _ = try $0.execute("CREATE TABLE t (a BIGINT PRIMARY KEY)") }
      let error = await #expect(throws: StoreError.self) {
        try await database.write { session in
          try session.execute("INSERT INTO t VALUES (1)")
          _ = try? session.execute("INSERT INTO t VALUES (1)")
        }
      }
      #expect(error?.code == .conflict)
    }
  }
}
