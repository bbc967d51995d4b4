// SPDX-License-Identifier: Apache-2.0

import DutyModel
import SQLiteDriver
import StorePort
import Stores
import Testing

@Suite("The schema upgrade")
struct SchemaUpgradeTests {
  static let now = Instant(milliseconds: 5)
  static let extra = SchemaStep(
    number: (SchemaStep.all.last?.number ?? 0) + 1, name: "notes",
    statements: ["CREATE TABLE note (id BIGINT NOT NULL PRIMARY KEY)"])

  @Test("applies each step once, and later only what is new", arguments: Backend.databases)
  func once(backend: Backend) async throws {
    try await backend.withStore { database async throws in
      let first = try await SchemaUpgrade().apply(to: database, at: Self.now)
      let again = try await SchemaUpgrade().apply(to: database, at: Self.now)
      let next = try await SchemaUpgrade(steps: SchemaStep.all + [Self.extra])
        .apply(to: database, at: Self.now)
      #expect([first, again, next] == [SchemaStep.all.map(\.number), [], [Self.extra.number]])
    }
  }

  @Test("adds a step whose number lies below one that was applied", arguments: Backend.databases)
  func between(backend: Backend) async throws {
    try await backend.withStore { database async throws in
      // 18 rebuilds tables beside views that step 19 has made.
      let earlier = SchemaStep.all.filter { ![6, 18].contains($0.number) }
      _ = try await SchemaUpgrade(steps: earlier).apply(to: database, at: Self.now)
      #expect(try await SchemaUpgrade().apply(to: database, at: Self.now) == [6, 18])
      #expect(try await SchemaUpgrade().apply(to: database, at: Self.now).isEmpty)
    }
  }

  @Test("refuses a database that a newer program wrote", arguments: Backend.databases)
  func newer(backend: Backend) async throws {
    try await backend.withStore { database async throws in
      _ = try await SchemaUpgrade(steps: SchemaStep.all + [Self.extra])
        .apply(to: database, at: Self.now)
      let error = await #expect(throws: StoreError.self) {
        try await SchemaUpgrade().apply(to: database, at: Self.now)
      }
      #expect(error?.code == .newerSchema)
    }
  }

  @Test("refuses a step that was edited after it was applied", arguments: Backend.databases)
  func edited(backend: Backend) async throws {
    try await backend.withStore { database async throws in
      try await SchemaUpgrade().apply(to: database, at: Self.now)
      var steps = SchemaStep.all
      steps[0].statements.append("CREATE TABLE late (id BIGINT)")
      let error = await #expect(throws: StoreError.self) {
        try await SchemaUpgrade(steps: steps).apply(to: database, at: Self.now)
      }
      #expect(error?.code == .changedSchema)
    }
  }

  @Test("leaves the database as it was when a step fails", arguments: Backend.databases)
  func failedStep(backend: Backend) async throws {
    try await backend.withStore { database async throws in
      let broken = SchemaStep(
        number: (SchemaStep.all.last?.number ?? 0) + 1, name: "broken",
        statements: ["CREATE TABLE half (id BIGINT)", "CREATE NONSENSE"])
      await #expect(throws: StoreError.self) {
        try await SchemaUpgrade(steps: SchemaStep.all + [broken]).apply(to: database, at: Self.now)
      }
      for table in ["half", "duty_event", "schema_step"] {
        let query = SQLText(stringLiteral: "SELECT count(*) FROM \(table)")
        await #expect(throws: StoreError.self) {
          _ = try await database.read { try $0.rows(query) }
        }
      }
    }
  }

  @Test("never changes a released step")
  func released() {
    #expect(
      SchemaStep.all.map(\.number) == [
        1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 18, 19, 24, 26, 27, 28,
      ])
    #expect(
      SchemaStep.all.map(\.checksum) == [
        "cbc34970fba6b8ee08727786dee81c91a723cbd310095c313e3eddee9ee297f4",
        "2fce3345240df8c2c9a44694bb10bbbeab1f8ea5db0048a774f13acdc3393231",
        "d2dac57d5a265fd5a4f05d4142bd65060d8de94f5c71934e93d8330dc9bb9648",
        "8cd838cf8060238a87e627541b4649083b25ac9fe5c0fc4c9f239ec02f415f87",
        "b7c83dc2a108700729ef7fdf45834f7ed0607dde78e52d64382e72cd26194e98",
        "5a6fd2fb07bfa15199cf5b17215cafe4aaae3f3ded7cb3997722b32965413136",
        "e611bf00cd6f19b0d701f56a532e47237dbcc8322ee381fbb7c36af8a518877a",
        "1dcd99c3ae8b2b9f21c1fba438f5b96fcfe1659143b44be4fba46292b0b5f1aa",
        "3e514966be7b57880eaf604f051948d595520469a8fbf24317581a65138c5266",
        "798d3e57d3ec7e71386096c55fa183739e94bb54c4879550690ac6c4627f7380",
        "d28a5a8333643df12f36915e926bd958824006c7ffaf5fd360060ee18109b7e4",
        "dc49a3544e520c0aa7dda1b58e09d7cd413f3f0e406729dd67b957fdc1073cce",
        "5b88377bb87dc84d41cf492e9e325dac1b76f2436559f48ec656a3c8655ff521",
        "9f75430a5742449b52b1dd998606ec8ca2a0b777092eabdca2597eea59b176ff",
        "3ffa1f5db2d8546cdf2cc0eb4bf8bc2008fa1dc316b2ff85da01eba87f3f0e94",
        "69a90a00cb9aba462aaf1783e1b666bbfb9cb7c3f5e0ab8adde9d56c17c9a586",
        "0b92cf651897e2f093b493d1f783137786f7b5de1020129882d59e49aec31af0",
        "845f5a7ccad24eb990b2584ddbdfc2f4a68a6ee7f78738e229cda21ba9273263",
        "e0dfc889ec1a81b44b31a2a94e408c86a2962131f83e4d1c79728dff56d24273",
        "594b35e968086fe4363c3765ac3f4a554ca629401f45e5563f97a2cf3daff886",
      ])
  }
}
