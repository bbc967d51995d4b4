// SPDX-License-Identifier: Apache-2.0

import StorePort
import Testing

@Suite("Every SQL database")
struct DatabaseContractTests {
  struct Stop: Error {}

  @Test("binds whatever stands in a statement", arguments: Backend.databases)
  func binding(backend: Backend) async throws {
    try await backend.withStore { database async throws in
      let odd = "'); DROP TABLE t; -- 赟 😀"
      let rows = try await database.write { session in
        try session.execute("CREATE TABLE t (a TEXT, b BIGINT, c DOUBLE PRECISION)")
        try session.execute("INSERT INTO t VALUES (\(odd), \(SQLValue.null), \(0.1))")
        try session.execute("INSERT INTO t VALUES (\("x"), \(Int64.min), \(-1e300))")
        return try session.rows("SELECT a, b, c FROM t WHERE a IN \(anyOf: [odd, "x"]) ORDER BY c")
      }
      #expect(
        rows == [
          SQLRow([.text("x"), .integer(.min), .real(-1e300)]),
          SQLRow([.text(odd), .null, .real(0.1)]),
        ])
      // No text is a place holder's number or a list.
      let none = try await database.read {
        try $0.rows("SELECT a FROM t WHERE a IN \(anyOf: [String]())")
      }
      #expect(none.isEmpty)
    }
  }

  @Test(
    "carries out many statements as one by one, and says how many rows they changed",
    arguments: Backend.databases)
  func many(backend: Backend) async throws {
    try await backend.withStore { database async throws in
      let changed = try await database.write { session in
        try session.execute("CREATE TABLE t (a BIGINT PRIMARY KEY, b TEXT)")
        let inserts = (0..<1000).map { number -> SQLText in
          "INSERT INTO t VALUES (\(number % 900), \("text \(number)")) ON CONFLICT DO NOTHING"
        }
        let update: SQLText = "UPDATE t SET b = \("changed") WHERE a < \(10)"
        return try session.executeAll(inserts + [update]) + session.executeAll([])
      }
      #expect(changed == 910)
      let rows = try await database.read {
        try $0.rows("SELECT count(*), min(b) FROM t")[0]
      }
      #expect(rows == SQLRow([.integer(900), .text("changed")]))
    }
  }

  @Test(
    "puts many rows in by few statements, each once, and says how many were new",
    arguments: Backend.databases)
  func rows(backend: Backend) async throws {
    try await backend.withStore { database async throws in
      let name = try #require(SQLName("t"))
      @Sendable func insertion(_ numbers: [Int]) -> SQLInsertion {
        var insertion = SQLInsertion(into: name, columns: "a, b, c")
        for number in numbers {
          insertion.append([
            number.sqlValue, "text \(number)".sqlValue,
            number.isMultiple(of: 2) ? .null : .real(Double(number) / 2),
          ])
        }
        return insertion
      }
      let new = try await database.write { session in
        try session.execute(
          "CREATE TABLE t (a BIGINT PRIMARY KEY, b TEXT NOT NULL, c DOUBLE PRECISION)")
        // 77 is 32 and 32 and 8 and 4 and 1; one row comes twice in a statement, some in two of them.
        return [
          try session.insert(insertion([5, 5])), try session.insert(insertion(Array(0..<77))),
          try session.insert(insertion(Array(70..<80))), try session.insert(insertion([])),
        ]
      }
      #expect(new == [1, 76, 3, 0])
      let rows = try await database.read {
        try $0.rows("SELECT a, b, c FROM t WHERE a IN (6, 71) OR a > 78 ORDER BY a")
      }
      #expect(
        rows == [
          SQLRow([.integer(6), .text("text 6"), .null]),
          SQLRow([.integer(71), .text("text 71"), .real(35.5)]),
          SQLRow([.integer(79), .text("text 79"), .real(39.5)]),
        ])
    }
  }

  @Test(
    "stores nothing of many statements when one is refused, and goes on afterwards",
    arguments: Backend.databases)
  func refusedAmongMany(backend: Backend) async throws {
    try await backend.withStore { database async throws in
      try await database.write { session in
        _ = try session.execute("CREATE TABLE t (a BIGINT PRIMARY KEY CHECK (a < 700))")
      }
      let error = await #expect(throws: StoreError.self) {
        try await database.write { session in
          try session.executeAll((0..<1000).map { "INSERT INTO t VALUES (\($0))" })
        }
      }
      #expect(error?.code == .constraint)
      let count = try await database.write { session in
        try session.execute("INSERT INTO t VALUES (\(1))")
        return try session.rows("SELECT count(*) FROM t")[0].integer(0)
      }
      #expect(count == 1)
    }
  }

  @Test("rolls back when a closure throws, and passes its error on", arguments: Backend.databases)
  func rollback(backend: Backend) async throws {
    try await backend.withStore { database async throws in
      try await database.write { _ = try $0.execute("CREATE TABLE t (a BIGINT)") }
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

  @Test("walks an answer row by row, with questions in between", arguments: Backend.databases)
  func walking(backend: Backend) async throws {
    try await backend.withStore { database async throws in
      try await database.write { session in
        try session.execute("CREATE TABLE t (a BIGINT)")
        try session.executeAll((0..<1200).map { "INSERT INTO t VALUES (\($0))" })
      }
      let (rows, pairs) = try await database.read { session in
        var (rows, pairs) = (0, 0)
        try session.forEachRow("SELECT a FROM t WHERE a >= \(100) ORDER BY a") { row in
          #expect(try row.integer(0) == Int64(rows + 100))
          rows += 1
          guard rows % 300 == 0 else { return }
          try session.forEachRow("SELECT a FROM t WHERE a < \(5)") { _ in pairs += 1 }
        }
        return (rows, pairs)
      }
      #expect(rows == 1100 && pairs == 15)
    }
  }

  @Test("lets one closure write at a time", arguments: Backend.databases)
  func oneWriter(backend: Backend) async throws {
    try await backend.withStore { database async throws in
      try await database.write { session in
        try session.execute("CREATE TABLE t (a BIGINT)")
        try session.execute("INSERT INTO t VALUES (0)")
      }
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<40 {
          group.addTask {
            try await database.write { session in
              let value = try session.rows("SELECT a FROM t")[0].integer(0)
              try session.execute("UPDATE t SET a = \(value + 1)")
            }
          }
        }
        try await group.waitForAll()
      }
      let value = try await database.read { try $0.rows("SELECT a FROM t")[0].integer(0) }
      #expect(value == 40)
    }
  }

  @Test("makes no name of a table from anything but small letters, digits and low lines")
  func names() {
    #expect(SQLName("position_20261125")?.text == "position_20261125")
    for text in ["", "1a", "a b", "a\"", "A", "ä", String(repeating: "a", count: 64), "a;--"] {
      #expect(SQLName(text) == nil, "\(text)")
    }
  }
}
