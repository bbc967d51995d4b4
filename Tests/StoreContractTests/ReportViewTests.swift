// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Foundation
import Operations
import StorePort
import Stores
import Supervision
import Testing

@Suite("The views for dashboards")
struct ReportViewTests {
  private static let views = [
    "report_figure", "report_event_hour", "report_case_hour", "report_open_case",
  ]
  private let now = Instant(milliseconds: 1_497_000_000_000)
  private let period = CivilInterval(
    start: CivilTime(date: CivilDate(day: 17_287)), end: CivilTime(date: CivilDate(day: 17_288)))
  private let organization = Organization(
    isDemoData: true, name: LocalizedName(chinese: "支队", english: "Detachment"),
    clock: CityClock(minutesEastOfUTC: 480),
    areas: [Area(id: 3, name: LocalizedName(chinese: "奎文坊子片区", english: "Kuiwen"))], units: [],
    officers: [], vehicles: [])

  private func card(_ numerator: Double, of denominator: Double) throws -> Scorecard {
    let definition = try #require(KPIRegistry.all.first { $0.definition.id == "on-post-rate" })
      .definition
    let results = [KPIScope.detachment, .area(3)].map { scope in
      KPIResult(
        definition: definition, scope: scope, numerator: numerator, denominator: denominator,
        excluded: 2, interval: nil)
    }
    let version = Version(stage: "scorecard", digest: "0123456789ab")
    return Scorecard(
      version: version, plan: version, roster: version, isDemoData: true, period: period,
      results: results)
  }

  private func withViews(
    _ backend: Backend, _ body: (any SQLDatabase) async throws -> Void
  ) async throws {
    try await backend.withStore { database async throws in
      try await SchemaUpgrade().apply(to: database, at: now)
      try await body(database)
    }
  }

  @Test(
    "show each figure with its numerator, denominator and what opens its cases",
    arguments: Backend.databases)
  func figures(backend: Backend) async throws {
    try await withViews(backend) { database in
      try await SQLFigureStore(database).keep(try card(45, of: 60), of: organization, at: now)
      let rows = try await database.read {
        try $0.rows(
          """
          SELECT scope_name, numerator, denominator, value, excluded, cases_query,
            period_from_epoch, gap
          FROM report_figure ORDER BY scope
          """)
      }
      let start = SQLValue.integer(17_287 * 86_400 - 480 * 60)
      let values: [SQLValue] = [.real(45), .real(60), .real(0.75), .integer(2)]
      #expect(
        rows.map(\.values) == [
          [.text("奎文坊子片区")] + values + [.text("scope=area&id=3"), start, .null],
          [.text("")] + values + [.text("scope=detachment"), start, .null],
        ])
    }
  }

  @Test(
    "tell a province's own figure from ours beside it, and open each by its own definition",
    arguments: Backend.databases)
  func authority(backend: Backend) async throws {
    let file = """
      {"authority": {"zh": "示例省交管局", "en": "Sample Province"}, "version": "2026-1",
       "definitions": [{"kpi": "on-post-rate", "version": 3, "parameters": {"attendedPercent": 80},
         "formula": {"zh": "八成", "en": "eighty"}}]}
      """
    var card = try card(45, of: 60)
    let local = try LocalDefinitions.read(Data(file.utf8), name: "sd.json")
    let figure = try #require(local.figures().first)
    var theirs = card.results[0]
    theirs.definition = figure.definition
    card.results.insert(theirs, at: 0)
    card.local = local
    try await withViews(backend) { database in
      try await SQLFigureStore(database).keep(card, of: organization, at: now)
      let rows = try await database.read {
        try $0.rows(
          """
          SELECT authority, definition_version, cases_query FROM report_figure
          WHERE kpi = 'on-post-rate' AND scope = 'detachment' ORDER BY authority
          """)
      }
      let ours = try #require(card.results.last).definition.version
      #expect(
        rows.map(\.values) == [
          [
            .text(""), .integer(Int64(ours)), .text("scope=detachment&definition=ours"),
          ],
          [
            .text("示例省交管局 2026-1"), .integer(3), .text("scope=detachment&definition=local"),
          ],
        ])
    }
  }

  @Test("say why there is no figure instead of showing nought", arguments: Backend.databases)
  func gaps(backend: Backend) async throws {
    try await withViews(backend) { database in
      try await SQLFigureStore(database).keep(try card(0, of: 0), of: organization, at: now)
      let rows = try await database.read {
        try $0.rows("SELECT value, gap FROM report_figure WHERE scope = 'detachment'")
      }
      #expect(rows.map(\.values) == [[.null, .text("noDenominator")]])
    }
  }

  @Test("hold a period once: a later scorecard replaces the earlier", arguments: Backend.databases)
  func replacement(backend: Backend) async throws {
    try await withViews(backend) { database in
      let store = SQLFigureStore(database)
      try await store.keep(try card(45, of: 60), of: organization, at: now)
      try await store.keep(try card(30, of: 60), of: organization, at: now)
      let rows = try await database.read {
        try $0.rows("SELECT COUNT(*), MIN(value), MAX(value) FROM report_figure")
      }
      #expect(rows.map(\.values) == [[.integer(2), .real(0.5), .real(0.5)]])
    }
  }

  @Test("count events by hour and kind, simulated ones apart", arguments: Backend.databases)
  func events(backend: Backend) async throws {
    try await withViews(backend) { database in
      let log = SQLDutyEventLog(database)
      for second: Int64 in [7200, 7300, 10_799, 10_800] {
        try await log.append([entry(at: second)])
      }
      let rows = try await database.read {
        try $0.rows(
          "SELECT hour_epoch, events, is_simulated FROM report_event_hour ORDER BY hour_epoch")
      }
      #expect(
        rows.map(\.values) == [
          [.integer(7200), .integer(3), .integer(1)], [.integer(10_800), .integer(1), .integer(1)],
        ])
    }
  }

  @Test(
    "count cases by the hour they came, and list those still open", arguments: Backend.databases)
  func cases(backend: Backend) async throws {
    try await withViews(backend) { database in
      try await database.write { session in
        for (id, closed) in [(1, 500), (2, 900), (3, nil)] as [(Int, Int?)] {
          try session.execute(
            """
            INSERT INTO city_case (
              id, version, state, is_open, is_public, code, kind, role, area, received, due, closed,
              updated, flags, turn, turn_due, body
            ) VALUES (
              \(id), 1, 'closed', \(closed == nil), 0, 'C1', 'road', 'grid', 3, 100, 600,
              \(closed.sqlValue), 900, 0, 77, 600, '{"reporter":"王小明"}'
            )
            """)
        }
      }
      let (hours, open) = try await database.read { session in
        (
          try session.rows(
            """
            SELECT hour_epoch, area, received, closed, closed_on_time, closed_late
            FROM report_case_hour
            """),
          try session.rows("SELECT id, code, area FROM report_open_case")
        )
      }
      #expect(
        hours.map(\.values) == [
          [.integer(0), .integer(3), .integer(3), .integer(2), .integer(1), .integer(1)]
        ])
      #expect(open.map(\.values) == [[.integer(3), .text("C1"), .integer(3)]])
    }
  }

  @Test("have no column that leads to a person")
  func nobody() throws {
    let step = try #require(SchemaStep.all.first { $0.number == 19 })
    let views = step.statements.filter { $0.hasPrefix("CREATE VIEW") }
    #expect(views.count == Self.views.count)
    for view in views {
      #expect(Self.views.contains { view.hasPrefix("CREATE VIEW \($0) AS") })
      #expect(!view.contains("*,") && !view.contains("SELECT *"))
      let words = Set(view.split { !$0.isLetter && $0 != "_" }.map { $0.lowercased() })
      let persons: Set = [
        "body", "actor", "officer", "party", "account", "name", "turn", "reporter_contact",
        "desk_party", "desk_file", "access_event", "terminal", "position_history",
      ]
      #expect(words.isDisjoint(with: persons))
      #expect(KPIDimension(rawValue: "officer") == nil)
    }
  }
}
