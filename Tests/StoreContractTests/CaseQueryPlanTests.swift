// SPDX-License-Identifier: Apache-2.0

import CityOrder
import DutyModel
import SQLiteDriver
import StorePort
import Stores
import Testing

@Suite("The plans of the queries that pages ask often")
struct CaseQueryPlanTests {
  /// SQLite's plan of a statement, one line a step.
  private func plan(_ statement: SQLText) async throws -> [String] {
    try await withDatabase { database, _ async throws in
      try await SchemaUpgrade().apply(to: database, at: Instant(milliseconds: 0))
      let text = Self.explained(statement, by: "EXPLAIN QUERY PLAN ")
      return try await database.read { try $0.rows(text).map { try $0.text(3) } }
    }
  }

  /// PostgreSQL's plan of a statement. Sequential scans are made dear, as they are with many cases:
  /// one that is left in the plan is one that no index spares.
  private func postgresPlan(_ statement: SQLText) async throws -> String {
    try await Backend.postgresql.withStore { database async throws in
      try await SchemaUpgrade().apply(to: database, at: Instant(milliseconds: 0))
      return try await database.write { session in
        try session.execute("SET LOCAL enable_seqscan = off")
        return try session.rows(Self.explained(statement, by: "EXPLAIN "))
          .map { try $0.text(0) }.joined(separator: "\n")
      }
    }
  }

  @Test(
    "read the table of cases through an index on PostgreSQL too",
    .enabled(if: Backend.allCases.contains(.postgresql), "CHENGXU_TEST_POSTGRES is not set"))
  func postgres() async throws {
    let period = Instant(milliseconds: 0)..<Instant(milliseconds: 9)
    var statements: [(SQLText, String)] = [
      (SQLCaseStore.queueStatement(turn: 301, limit: 50), "city_case_by_turn"),
      (
        SQLCaseStore.boxStatement(row: 25_000, latitudes: 1...2, longitudes: 1...2, limit: 50),
        "city_case_by_place"
      ),
      (SQLCaseStore.searchStatement(CaseSearch(received: period, limit: 50)), "city_case_public"),
      (SQLCaseStore.alertStatement(by: period.upperBound, limit: 50), "city_case_by_alert"),
      (SQLCaseStore.rungStatement(.leader, limit: 50), "city_case_by_rung"),
    ]
    for dimension in CaseDimension.allCases {
      statements += zip(
        SQLCaseStore.tallyStatements(in: period, by: dimension),
        ["city_case_by_receipt", "city_case_by_due"]
      ).map { ($0, $1) }
    }
    for (statement, index) in statements {
      let plan = try await postgresPlan(statement)
      #expect(!plan.contains("Seq Scan") && plan.contains(index), "\(plan)")
    }
    for statement in [
      SQLCaseStore.queueStatement(turn: 301, limit: 50),
      SQLCaseStore.rungStatement(.leader, limit: 50),
    ] {
      let plan = try await postgresPlan(statement)
      #expect(!plan.contains("Sort"), "\(plan)")
    }
  }

  private static func explained(_ statement: SQLText, by prefix: String) -> SQLText {
    var explained = SQLText.Interpolation(literalCapacity: 0, interpolationCount: 0)
    explained.appendLiteral(prefix)
    for (position, piece) in statement.pieces.enumerated() {
      explained.appendLiteral(piece)
      if statement.values.indices.contains(position) {
        explained.appendInterpolation(statement.values[position])
      }
    }
    return SQLText(stringInterpolation: explained)
  }

  @Test("search an index and sort nothing")
  func indexes() async throws {
    let period = Instant(milliseconds: 0)..<Instant(milliseconds: 9)
    let statements: [(SQLText, String)] = [
      (SQLCaseStore.queueStatement(turn: 301, limit: 50), "city_case_by_turn"),
      (
        SQLCaseStore.boxStatement(row: 25_000, latitudes: 1...2, longitudes: 1...2, limit: 50),
        "city_case_by_place"
      ),
      (SQLCaseStore.searchStatement(CaseSearch(received: period, limit: 50)), "city_case_public"),
      (SQLCaseStore.alertStatement(by: period.upperBound, limit: 50), "city_case_by_alert"),
      (SQLCaseStore.rungStatement(.supervisor, limit: 50), "city_case_by_rung"),
    ]
    for (statement, index) in statements {
      let steps = try await plan(statement)
      #expect(
        steps.count == 1 && steps[0].contains("SEARCH") && steps[0].contains(index), "\(steps)")
    }
  }

  @Test("find steps by their time, and anomalies by what was due")
  func steps() async throws {
    let period = Instant(milliseconds: 0)..<Instant(milliseconds: 9)
    let search = CaseUpdateSearch(period: period, actions: ["finish", "close"], limit: 50)
    let followed = try await plan(SQLCaseStore.updateStatement(search))
    #expect(followed.first?.contains("USING INDEX case_event_by_time") == true, "\(followed)")
    #expect(!followed.contains { $0.contains("TEMP B-TREE") }, "\(followed)")
    for statement in SQLCaseStore.anomalyStatements(in: period) {
      let steps = try await plan(statement)
      #expect(steps[0].contains("USING INDEX city_case_by_due"), "\(steps)")
      #expect(!steps.contains { $0.hasPrefix("SCAN") }, "\(steps)")
    }
  }

  @Test("count a month from one index alone", arguments: CaseDimension.allCases)
  func covering(dimension: CaseDimension) async throws {
    let period = Instant(milliseconds: 0)..<Instant(milliseconds: 9)
    for (statement, index) in zip(
      SQLCaseStore.tallyStatements(in: period, by: dimension),
      ["city_case_by_receipt", "city_case_by_due"])
    {
      let steps = try await plan(statement)
      #expect(
        steps.first?.contains("SEARCH city_case USING COVERING INDEX \(index)") == true, "\(steps)")
    }
  }
}
