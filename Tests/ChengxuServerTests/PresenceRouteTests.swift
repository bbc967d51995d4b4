// SPDX-License-Identifier: Apache-2.0

import AccessControl
import CityData
import DutyModel
import DutyPlanning
import Geography
import Operations
import StorePort
import Stores
import TestSupport
import Testing

@testable import ChengxuServer

@Suite("Presence and 见警率（定位） over HTTP", .timeLimit(.minutes(2)))
struct PresenceRouteTests {
  private static let clock = CityClock(minutesEastOfUTC: 480)
  private static let slot = PresenceSlot(date: GridDay.date, position: 28)
  private static let seven = slot.span(by: clock).lowerBound

  private struct Card: Decodable {
    struct Figure: Decodable {
      struct Definition: Decodable { var id: String }
      struct Result: Decodable {
        struct Scope: Decodable {
          var kind: String
          var id: Int64?
          var mode: String?
        }
        var scope: Scope
        var numerator: Double
        var denominator: Double
        var excluded: Int
        var value: Double?
        var gap: String?
      }
      var definition: Definition
      var whole: Result?
      var parts: [Result]
    }
    var figures: [Figure]

    func figure(_ id: String) throws -> Figure {
      try #require(figures.first { $0.definition.id == id })
    }
  }

  private struct Trace: Decodable {
    struct Step: Decodable { var numerator, denominator: Double }
    struct Result: Decodable { var numerator, denominator: Double }
    var count: Int
    var result: Result
    var steps: [Step]
  }

  /// At the post for the first hour, five kilometres away for the second.
  private static var fixes: [JudgedFix] {
    let post = GridDay.post.location
    return (0..<720).map { number in
      let instant = seven.adding(seconds: Int64(number) * 10)
      return JudgedFix(
        fix: Fix(
          terminal: 1, instant: instant, received: instant,
          place: TaggedCoordinate(
            latitude: post.latitude + (number < 360 ? 0 : 0.05), longitude: post.longitude,
            system: .wgs84)), verdict: .accepted)
    }
  }

  private static func tracking(_ database: any SQLDatabase) async throws -> LiveTracking {
    try await LiveTracking(
      store: SQLPositionStore(database, clock: clock), registry: SQLTerminalRegistry(database),
      clock: clock, retentionDays: 90, gateway: nil, presence: SQLPresenceStore(database))
  }

  /// A day with one confirmed stay and one officer's terminal, looked at in the real time or in an exercise.
  private func withDay(
    isExercise: Bool = false,
    _ body: @escaping @Sendable (DutyClient, LiveTracking, PresenceKeeper) async throws -> Void
  ) async throws {
    try await ServedDuty.test { served async throws in
      _ = try await SQLTerminalRegistry(served.database).take(
        [TerminalRow(kind: .osmand, name: "100002", holder: "100002")], at: .now)
      try await served.serve(at: 7, 0) { client in
        let leader = try await client.person("leader", .brigadeLeader, officer: 2, unit: 2)
        _ = try await client.post(
          StayBody.self, "/api/attendance/1/0/steps", leader, ["step": "confirm", "version": 0])
      }
      let tracking = try await Self.tracking(served.database)
      let keeper = try #require(PresenceKeeper(tracking, ServedDuty.contents))
      try await served.serve(
        at: 9, 30, tracking: tracking, clock: isExercise ? nil : DutyClock()
      ) { try await body($0, tracking, keeper) }
    }
  }

  private static let path = "/api/day/scorecard?date=\(GridDay.date)"
  private static let id = "visibility-rate-positions"

  @Test(
    "the figure comes with the slots, in the parts that its neighbours have, and opens to its streets"
  )
  func figure() async throws {
    try await withDay { client, tracking, keeper in
      let inspector = try await client.person("inspector", .inspector)
      let before = try await client.get(Card.self, Self.path, inspector).figure(Self.id)
      #expect(before.whole?.gap == "noDenominator" && before.whole?.value == nil)
      try await tracking.store.append(Self.fixes)
      // Until 07:30 first: the card that was kept follows.
      try await keeper.bringUp(to: Self.seven.adding(seconds: 1800 + 240))
      let early = try await client.get(Card.self, Self.path, inspector).figure(Self.id)
      try await keeper.bringUp(to: Self.seven.adding(seconds: 86_400))
      let late = try await client.get(Card.self, Self.path, inspector).figure(Self.id)
      let (first, whole) = (try #require(early.whole), try #require(late.whole))
      let streets = SegmentIndex(GridCity.roads).segments(
        near: GridDay.post.location, withinMetres: 200
      ).map(\.segment)
      let brigades = ServedDuty.contents.snapshot.brigadeOfSegment
      let own = streets.filter { brigades[Int($0.rawValue)] == 2 }.count
      #expect(streets.count > 4 && own > 0)
      #expect(first.numerator == Double(streets.count * 2) && first.denominator == first.numerator)
      #expect(whole.numerator == Double(streets.count * 4))
      // Away, but heard: the brigade's own streets were not seen; of others nothing is known.
      #expect(whole.denominator == Double(streets.count * 4 + own * 4))
      #expect(whole.excluded > 0)
      let card = try await client.get(Card.self, Self.path, inspector)
      let attended = try card.figure("visibility-rate")
      #expect(attended.parts.contains { $0.scope.kind == "hour" } == false)
      #expect(
        late.parts.map { "\($0.scope.kind) \($0.scope.id ?? 0) \($0.scope.mode ?? "")" }
          == attended.parts.map { "\($0.scope.kind) \($0.scope.id ?? 0) \($0.scope.mode ?? "")" })

      let cases = "/api/day/figures/\(Self.id)/cases?date=\(GridDay.date)"
      let trace = try await client.get(Trace.self, cases, inspector)
      #expect(trace.result.numerator == whole.numerator)
      var steps = trace.steps
      while steps.count < trace.count {
        let next = try await client.get(Trace.self, cases + "&offset=\(steps.count)", inspector)
        try #require(!next.steps.isEmpty)
        steps += next.steps
      }
      #expect(steps.map(\.numerator).reduce(0, +) == whole.numerator)
      #expect(steps.map(\.denominator).reduce(0, +) == whole.denominator)
      let leader = try await client.person("leader", .brigadeLeader, officer: 2, unit: 2)
      #expect(try await client.text(cases, leader).contains("403"), "the whole is not theirs")
      let ownCard = try await client.get(Card.self, Self.path, leader).figure(Self.id)
      #expect(ownCard.whole == nil)
      #expect(Set(ownCard.parts.filter { $0.scope.kind == "brigade" }.map(\.scope.id)) == [2])
    }
  }

  @Test("an exercise has a day of its own, of which terminals say nothing")
  func exercise() async throws {
    try await withDay(isExercise: true) { client, tracking, keeper in
      try await tracking.store.append(Self.fixes)
      try await keeper.bringUp(to: Self.seven.adding(seconds: 86_400))
      let inspector = try await client.person("inspector", .inspector)
      let figure = try await client.get(Card.self, Self.path, inspector).figure(Self.id)
      #expect(figure.whole?.gap == "noDenominator" && figure.whole?.excluded == 0)
    }
  }

  @Test("presence is told by place and quarter, of units, on the reader's ground alone")
  func presence() async throws {
    try await withDay { client, tracking, keeper in
      // Counting is at the real time, as the server's own service brings it; the fixes come late.
      try await keeper.bringUp(to: .now)
      try await tracking.store.append(Self.fixes)
      try await keeper.bringUp(to: Self.seven.adding(seconds: 3600 + 240))
      let inspector = try await client.person("inspector", .inspector)
      let path = "/api/presence?date=\(GridDay.date)"
      let whole = try await client.get(PresenceBody.self, path, inspector)
      #expect(whole.until == "24:00" && whole.date == GridDay.date)
      #expect(whole.heard == ["07:00": 1, "07:15": 1, "07:30": 1, "07:45": 1])
      let posts = whole.rows.filter { $0.kind == .post }
      #expect(posts.map(\.slot) == ["07:00", "07:15", "07:30", "07:45"])
      #expect(posts.map(\.seconds) == [900, 900, 900, 895])
      let unit = ServedDuty.contents.snapshot.organization.officers.first { $0.id == 2 }?.unit
      #expect(posts.allSatisfy { $0.id == 1 && $0.mode == .peak && $0.terminals == 1 })
      #expect(posts[0].units == [try #require(unit).rawValue] && posts[0].name != nil)
      #expect(whole.rows.contains { $0.kind == .beat } && !whole.rows.contains { $0.kind == .road })
      let part = try await client.get(
        PresenceBody.self, path + "&from=07:10&to=07:59&kind=road", inspector)
      #expect(Set(part.rows.map(\.slot)) == ["07:15", "07:30"])
      #expect(Set(part.rows.map(\.kind)) == [.road])

      let text = try await client.text(path, inspector)
      #expect(!text.contains("100002"), "no terminal, plate or person")
      let leader = try await client.person("leader", .brigadeLeader, officer: 2, unit: 2)
      let ours = try await client.get(PresenceBody.self, path, leader)
      #expect(
        ours.rows.filter { $0.kind != .checkpoint } == whole.rows.filter { $0.kind != .checkpoint })
      let other = try await client.person("other", .brigadeLeader, officer: 8, unit: 4)
      let foreign = try await client.get(PresenceBody.self, path, other)
      #expect(foreign.rows.allSatisfy { $0.kind == .checkpoint && $0.units.isEmpty })
      #expect(foreign.heard.isEmpty)
      let planner = try await client.person("planner", .planner)
      #expect(try await client.text(path, planner).contains("403"))
      for (query, words) in [
        ("&kind=patrol", "patrol"), ("&from=07:01&to=07:14", "07:01"), ("&to=24:01", "24:01"),
      ] {
        #expect(try await client.text(path + query, inspector).contains(words), "\(query)")
      }
      #expect(
        try await client.text("/api/presence?date=never", inspector).contains("never"))
    }
  }

  @Test("one place is asked for by kind, number and plan, and told on its own ground alone")
  func onePlace() async throws {
    try await withDay { client, tracking, keeper in
      try await tracking.store.append(Self.fixes)
      try await keeper.bringUp(to: Self.seven.adding(seconds: 3600 + 240))
      let post = "/api/presence?date=\(GridDay.date)&kind=post&id=1"
      let leader = try await client.person("leader", .brigadeLeader, officer: 2, unit: 2)
      for path in [post, post + "&mode=peak"] {
        let told = try await client.get(PresenceBody.self, path, leader)
        #expect(told.rows.map(\.seconds) == [900, 900, 900, 895] && told.heard.count == 4)
        #expect(told.rows.allSatisfy { $0.kind == .post && $0.id == 1 && $0.mode == .peak })
      }
      // A squadron's ground is its brigade's.
      let squadron = try await client.person("squadron", .brigadeLeader, officer: 1, unit: 3)
      let ours = try await client.get(PresenceBody.self, post, squadron)
      #expect(ours.rows.map(\.seconds) == [900, 900, 900, 895])
      #expect(ours.rows.map(\.units) == [[3], [3], [3], [3]])
      let inspector = try await client.person("inspector", .inspector)
      let road = try await client.get(
        PresenceBody.self,
        "/api/presence?date=\(GridDay.date)&kind=road&id=0&mode=peak", inspector)
      #expect(Set(road.rows.map(\.id)) == [0], "a street is of no plan")

      // Nothing is told of a place elsewhere, which no rows would call empty.
      let other = try await client.person("other", .brigadeLeader, officer: 8, unit: 4)
      for (path, person) in [
        (post, other), (post + "&mode=offPeak", leader),
        ("/api/presence?date=\(GridDay.date)&kind=post&id=77", inspector),
      ] {
        #expect(try await client.text(path, person).contains("404"), "\(path)")
      }
      for (query, words) in [
        ("&id=1", "beside id"), ("&kind=post&id=x", "400"), ("&mode=never", "never"),
      ] {
        #expect(try await client.text("/api/presence?x=1" + query, inspector).contains(words))
      }
    }
  }
}
