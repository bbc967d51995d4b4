// SPDX-License-Identifier: Apache-2.0

import AccessControl
import DutyModel
import Foundation
import Geography
import HTTPTypes
import HummingbirdTesting
import Operations
import Stores
import Testing

@testable import ChengxuServer

@Suite("Where a unit was", .timeLimit(.minutes(1)))
struct TrackRouteTests {
  private static let clock = CityClock(minutesEastOfUTC: 480)
  /// Yesterday: over, whatever the time is, so that no fix lies in the future.
  private static let day = clock.civilTime(of: .now).date.adding(days: -1)
  private static let midnight = clock.instant(of: CivilTime(date: day))
  private static let reason = "reason=%E6%A0%B8%E6%9F%A5"

  private static func fix(
    _ terminal: Int64, at second: Double, _ latitude: Double = 36.7,
    _ verdict: FixVerdict = .accepted
  ) -> JudgedFix {
    let at = Instant(milliseconds: midnight.milliseconds + Int64(second * 1000))
    return JudgedFix(
      fix: Fix(
        terminal: ID(rawValue: terminal), instant: at, received: at,
        place: TaggedCoordinate(latitude: latitude, longitude: 119.1, system: .wgs84), speed: 1000,
        course: 90), verdict: verdict)
  }

  /// Officers 2 and 8, of two brigades, and somebody whom no list names.
  private func withTracks(
    _ fixes: [JudgedFix],
    _ body: @escaping @Sendable (DutyClient, SQLAccessStore) async throws -> Void
  ) async throws {
    let store = MemoryPositionStore()
    _ = try await store.append(fixes)
    let tracking = try await LiveTracking(
      store: store, registry: MemoryTerminalRegistry(holders: ["100002", "100008", "鲁V·无名"]),
      clock: Self.clock, retentionDays: 90, gateway: nil)
    try await ServedDuty.test { served async throws in
      try await served.serve(at: 7, 2, tracking: tracking) { client in
        try await body(client, SQLAccessStore(served.database))
      }
    }
  }

  private static func readings(_ store: SQLAccessStore) async throws -> [AccessEvent] {
    try await store.events(limit: 50).filter { $0.kind == .trackRead }.sorted { $0.at < $1.at }
  }

  @Test("is told in order, without what is not believed, of the hours that were asked for")
  func way() async throws {
    let fixes = [
      Self.fix(1, at: 28_800), Self.fix(1, at: 28_860, 36.702),
      Self.fix(1, at: 28_830, 36.701, .late),
      Self.fix(1, at: 28_840, 39, .jump), Self.fix(1, at: 28_841, 0, .outlier),
      Self.fix(1, at: 43_200, 36.8), Self.fix(2, at: 28_800, 36.9),
    ]
    try await withTracks(fixes) { client, _ in
      let inspector = try await client.person("inspector", .inspector)
      let path = "/api/units/1/track?date=\(Self.day)&\(Self.reason)"
      let whole = try await client.get(TrackBody.self, path, inspector)
      #expect(whole.places.map(\.latitude) == [3_670_000, 3_670_100, 3_670_200, 3_680_000])
      #expect(whole.places.map(\.verdict) == [.accepted, .late, .accepted, .accepted])
      #expect(whole.places[0].speed == 36 && whole.places[0].course == 90)
      #expect(whole.places[0].at == Self.midnight.adding(seconds: 28_800))
      #expect(whole.unit.holder == "100002" && whole.unit.name != nil)
      #expect(whole.total == 4 && whole.leftOut == ["jump": 1, "outlier": 1])
      #expect(!whole.limited && whole.next == nil && whole.from == "00:00" && whole.to == "24:00")
      let hours = try await client.get(TrackBody.self, path + "&from=08:01&to=12:00", inspector)
      #expect(hours.places.map(\.latitude) == [3_670_200] && hours.leftOut.isEmpty)
      let noon = try await client.get(TrackBody.self, path + "&from=12:00&to=24:00", inspector)
      #expect(noon.places.map(\.latitude) == [3_680_000])
      let today = try await client.get(
        TrackBody.self, "/api/units/1/track?\(Self.reason)", inspector)
      #expect(today.places.isEmpty && today.total == 0)
    }
  }

  @Test("is in the auditor's record each time: who, whose, when, how much and why")
  func record() async throws {
    try await withTracks([Self.fix(1, at: 28_800), Self.fix(1, at: 28_801, 36.7001)]) {
      client, store in
      let inspector = try await client.person("inspector", .inspector)
      let path = "/api/units/1/track?date=\(Self.day)&\(Self.reason)"
      for hours in ["", "", "&from=09:00&to=10:30"] {
        _ = try await client.get(TrackBody.self, path + hours, inspector)
      }
      let readings = try await Self.readings(store)
      #expect(readings.allSatisfy { $0.actor == "inspector" && $0.subject == "100002" })
      let whole = "terminal 1, \(Self.day) 00:00-24:00, places 2, reason: 核查"
      #expect(
        readings.map(\.detail) == [
          whole, whole, "terminal 1, \(Self.day) 09:00-10:30, places 0, reason: 核查",
        ])
    }
  }

  @Test("is told within the reader's territory alone")
  func territory() async throws {
    try await withTracks((1...3).map { Self.fix($0, at: 0) }) { client, store in
      func status(_ terminal: Int64, _ person: DutyClient.Person) async throws -> Int {
        let path = "/api/units/\(terminal)/track?date=\(Self.day)&\(Self.reason)"
        return try await client.client.execute(
          uri: path, method: .get, headers: [.cookie: person.cookie]
        ) { $0.status.code }
      }
      let leader = try await client.person("leader", .brigadeLeader, officer: 2, unit: 2)
      #expect(try await status(1, leader) == 200)
      // Another brigade's, one whose unit nobody knows, and one that there is not: all the same.
      for terminal: Int64 in [2, 3, 4] { #expect(try await status(terminal, leader) == 404) }
      let inspector = try await client.person("inspector", .inspector)
      for terminal: Int64 in 1...3 { #expect(try await status(terminal, inspector) == 200) }
      let planner = try await client.person("planner", .planner)
      #expect(try await status(1, planner) == 403)
      let subjects = try await Self.readings(store).map { "\($0.actor) \($0.subject)" }
      #expect(
        subjects.sorted() == [
          "inspector 100002", "inspector 100008", "inspector 鲁V·无名", "leader 100002",
        ])
    }
  }

  @Test(
    "is refused without a reason, for a day that is not kept and for hours that are none",
    arguments: [
      ("", 400, "reason"), ("reason=x", 400, "2 to 200"), ("reason=%20%20x%20", 400, "2 to 200"),
      ("reason=ab%07c", 400, "one line"),
      ("reason=\(String(repeating: "x", count: 201))", 400, "2 to 200"),
      ("reason=look&date=yesterday", 400, "yesterday"),
      ("reason=look&date=2017-01-01", 404, "kept"),
      ("reason=look&date=2199-01-01", 404, "kept"), ("reason=look&from=8:00", 400, "8:00"),
      ("reason=look&from=12:00&to=12:00", 400, "12:00"), ("reason=look&to=24:01", 400, "24:01"),
      ("reason=look&from=08:60", 400, "08:60"),
    ] as [(String, Int, String)])
  func refusals(query: String, status: Int, words: String) async throws {
    try await withTracks([Self.fix(1, at: 0)]) { client, store in
      let inspector = try await client.person("inspector", .inspector)
      let text = try await client.text("/api/units/1/track?\(query)", inspector)
      let problem = try JSONDecoder().decode(ProblemBody.self, from: Data(text.utf8))
      #expect(problem.status == status && problem.detail.contains(words), "\(text)")
      #expect(try await Self.readings(store).isEmpty)
    }
  }

  @Test("is cut at a whole minute where it is too long, and goes on there without a loss")
  func limit() async throws {
    // Two a second from 08:00: the limit falls within a minute.
    let fixes = (0..<TrackRoutes.limit + 500).map { Self.fix(1, at: 28_800 + Double($0) / 2) }
    try await withTracks(fixes) { client, _ in
      let inspector = try await client.person("inspector", .inspector)
      let path = "/api/units/1/track?date=\(Self.day)&\(Self.reason)"
      let first = try await client.get(TrackBody.self, path, inspector)
      // 166 minutes of 120 are the most that fit.
      #expect(first.limited && first.places.count == 19_920 && first.next == "10:46")
      #expect(first.total == fixes.count)
      let next = try #require(first.next)
      let second = try await client.get(TrackBody.self, path + "&from=\(next)", inspector)
      #expect(!second.limited && second.next == nil)
      let moments = (first.places + second.places).map(\.at)
      #expect(moments == fixes.map(\.fix.instant))
    }
  }
}
