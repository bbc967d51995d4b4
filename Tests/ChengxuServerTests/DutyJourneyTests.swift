// SPDX-License-Identifier: Apache-2.0

import AccessControl
import DutyModel
import Foundation
import HTTPTypes
import Operations
import TestSupport
import Testing

@testable import ChengxuServer

@Suite("A day's duty through a server")
struct DutyJourneyTests {
  private static func fixes(_ client: DutyClient, row: Double, column: Double) -> [[String:
    any Sendable]]
  {
    let place = GridCity.location(row: row, column: column)
    return [-6000, -1000].map { earlier in
      [
        "latitude": place.latitude, "longitude": place.longitude, "accuracy": 12,
        "at": client.clock.now.milliseconds + Int64(earlier),
      ]
    }
  }

  @Test(
    "goes from check-in and hand-over to a patrol's five stamps, and the figures follow from its log"
  )
  func wholeDay() async throws {
    try await ServedDuty.test { served in
      try await served.serve(at: 7, 2) { try await Self.morning($0) }
      try await served.serve(at: 10, 0) { try await Self.forenoon($0) }
    }
  }

  /// An officer checks in; an office officer secures a violation, and the brigade decides it.
  private static func morning(_ client: DutyClient) async throws {
    let officer = try await client.person("officer", .officer, officer: 1, unit: 3)
    let today = try await client.get(
      AttendanceRoutes.TodayBody.self, "/api/duty/today", officer)
    #expect(today.stays.map(\.duty) == [1] && today.stays[0].standing == .expected)
    let stay = try await client.post(
      StayBody.self, "/api/duty/check-ins", officer,
      ["duty": 1, "task": 0, "fixes": fixes(client, row: 1, column: 1)])
    #expect(stay.standing == .present && stay.version == 1)

    let office = try await client.person("office", .officer, officer: 13, unit: 6)
    let place = GridCity.location(row: 1, column: 1)
    let report: [String: any Sendable] = [
      "code": "1625", "intervention": "evidenceToBeProcessed", "latitude": place.latitude,
      "longitude": place.longitude, "words": "闯红灯 🚦 <b>'; DROP TABLE</b>",
    ]
    let found = try await client.post(
      ViolationBody.self, "/api/violations", office, key: "tap-0001", report)
    let again = try await client.post(
      ViolationBody.self, "/api/violations", office, key: "tap-0001", report)
    #expect(found.id == again.id, "one tap, one case")
    #expect(found.state == "handedOver" && found.owner.id == 2)
    #expect(found.words == "闯红灯 🚦 <b>'; DROP TABLE</b>")

    let brigade = try await client.person("brigade", .brigadeLeader, officer: 2, unit: 2)
    let other = try await client.person("other", .brigadeLeader, officer: 8, unit: 4)
    let mine = try await client.get(PageBody<ViolationBody>.self, "/api/hand-overs", brigade)
    #expect(mine.items.map(\.id) == [found.id])
    let notices = try await client.get(PageBody<NoticeBody>.self, "/api/notices", brigade)
    #expect(notices.items.map(\.kind) == [.handedOver])
    let path = "/api/violations/\(found.id)"
    #expect(try await client.status("\(path)/acceptance", other, ["version": 1]) == 403)
    let accepted = try await client.post(
      ViolationBody.self, "\(path)/acceptance", brigade, ["version": found.version])
    #expect(
      try await client.status("\(path)/acceptance", brigade, ["version": found.version]) == 409)
    let decided = try await client.post(
      ViolationBody.self, "\(path)/decision", brigade,
      [
        "version": accepted.version, "outcome": "fined", "cents": 20_000,
        "document": "3707052018000123",
      ])
    let closed = try await client.post(
      ViolationBody.self, "\(path)/closing", brigade, ["version": decided.version])
    #expect(!closed.isOpen)
    // What lies in another brigade's territory is not read there either.
    let foreign = try await client.get(PageBody<ViolationBody>.self, "/api/violations", other)
    #expect(foreign.items.isEmpty)
    let board = try await client.get(PageBody<StayBody>.self, "/api/attendance", other)
    #expect(board.items.allSatisfy { $0.unit.id == 5 || $0.brigade.id == 4 })
    #expect(!board.items.isEmpty)
  }

  /// A call comes in, the car patrol is sent directly, and the inspector sees it in the figures.
  private static func forenoon(_ client: DutyClient) async throws {
    let patrol = try await client.person("patrol", .officer, officer: 7, unit: 5)
    let stay = try await client.post(
      StayBody.self, "/api/duty/check-ins", patrol,
      ["duty": 5, "task": 0, "fixes": fixes(client, row: 3, column: 0)])
    #expect(stay.standing == .present && stay.minutesLate == 60)
    let dispatcher = try await client.person("dispatcher", .dispatcher)
    let place = GridCity.location(row: 0, column: 0.5)
    let incident = try await client.post(
      IncidentBody.self, "/api/incidents", dispatcher,
      [
        "severity": "slight", "kind": "collision", "words": "两车相撞", "latitude": place.latitude,
        "longitude": place.longitude,
      ])
    let path = "/api/incidents/\(incident.id)"
    let candidates = try await client.get(
      IncidentRoutes.CandidatesBody.self, "\(path)/candidates", dispatcher)
    #expect(candidates.candidates.map(\.unit) == [5])
    #expect(candidates.candidates[0].reason.chinese.contains("路程"))
    _ = try await client.post(
      IncidentBody.self, "\(path)/units", dispatcher, ["version": incident.version])
    #expect(
      try await client.status("\(path)/units", dispatcher, ["version": incident.version]) == 409)
    var last: IncidentBody?
    for step in ["acknowledge", "setOut", "arrive", "clear"] {
      last = try await client.post(
        IncidentBody.self, "/api/duty/incidents/\(incident.id)/steps", patrol, ["step": step])
    }
    let stamps = try #require(last?.responses.first?.stamps)
    let five = [
      stamps.dispatched, stamps.acknowledged, stamps.enRoute, stamps.onScene, stamps.cleared,
    ].compactMap { $0 }
    #expect(five.count == 5 && five == five.sorted())
    let brigade = try await client.person("brigade", .brigadeLeader, officer: 2, unit: 2)
    let told = try await client.get(PageBody<NoticeBody>.self, "/api/notices", brigade)
    #expect(told.items.contains { $0.kind == .sentDirectly && $0.number == incident.id })
    try await figures(client)
  }

  private struct Card: Decodable, Sendable {
    struct Figure: Decodable, Sendable {
      struct Definition: Decodable, Sendable { var id: String }
      struct Result: Decodable, Sendable {
        var numerator: Double
        var denominator: Double
      }

      var definition: Definition
      var whole: Result?
    }

    var isDemoData: Bool
    var figures: [Figure]

    subscript(id: String) -> Figure.Result? {
      figures.first { $0.definition.id == id }?.whole
    }
  }

  private static func figures(_ client: DutyClient) async throws {
    let inspector = try await client.person("inspector", .inspector)
    let card = try await client.get(Card.self, "/api/day/scorecard", inspector)
    #expect(card.isDemoData, "an exercise says that it is one")
    #expect(card["interventions"]?.numerator == 1)
    let handOvers = try #require(card["hand-over-timeliness"])
    #expect(handOvers.numerator == 1 && handOvers.denominator == 1)
    let onTime = try #require(card["on-time-response"])
    #expect(onTime.numerator == 1 && onTime.denominator == 1)
    let arrivals = try #require(card["on-time-arrival"])
    #expect(arrivals.numerator == 1, "one officer came in time and one was an hour late")
  }

  @Test("refuses what cannot be, says which field, and stores nothing of it")
  func badInput() async throws {
    try await ServedDuty.test { served in
      try await served.serve(at: 7, 2) { client in
        let officer = try await client.person("officer", .officer, officer: 1, unit: 3)
        let stranger = try await client.person("stranger", .officer)
        let check: [String: any Sendable] = ["duty": 1, "task": 0, "fixes": [String]()]
        let far: [String: any Sendable] = [
          "code": "1625", "intervention": "dissuasion", "latitude": 10, "longitude": 10,
        ]
        let cases: [(String, DutyClient.Person, String?, [String: any Sendable], Int)] = [
          ("/api/duty/check-ins", officer, nil, check, 400),
          ("/api/duty/check-ins", officer, "short", check, 400),
          ("/api/duty/check-ins", officer, "long-enough", ["duty": "1"], 400),
          (
            "/api/duty/check-ins", officer, "long-enough",
            ["duty": 2, "task": 0, "fixes": [String]()], 404
          ),
          (
            "/api/duty/check-ins", officer, "long-enough",
            ["duty": 1, "task": -1, "fixes": [String]()], 404
          ),
          ("/api/duty/check-ins", stranger, "long-enough", check, 400),
          ("/api/violations", officer, "long-enough", far, 400),
          (
            "/api/violations", officer, "long-enough", far.merging(["latitude": 999]) { $1 }, 400
          ),
          (
            "/api/violations", officer, "long-enough", far.merging(["code": "9999"]) { $1 }, 400
          ),
          (
            "/api/violations", officer, "long-enough",
            far.merging(["words": String(repeating: "长", count: 20_000)]) { $1 }, 413
          ),
          ("/api/violations/1/acceptance", officer, "long-enough", ["version": 1], 404),
          ("/api/violations/x/acceptance", officer, "long-enough", ["version": 1], 400),
        ]
        for (path, person, key, json, expected) in cases {
          let status = try await client.status(path, person, key: key, json)
          #expect(status == expected, "\(path) \(json)")
        }
        let auditor = try await client.person("auditor", .auditor)
        let told = try await client.text("/api/live?after=0&wait=0", auditor)
        #expect(!told.contains("event: duty"))
      }
    }
  }

  @Test("tells what changes as it changes, resumes where it broke off, and only within a territory")
  func liveFeed() async throws {
    try await ServedDuty.test { served in
      try await served.serve(at: 7, 2) { client in
        let leader = try await client.person("leader", .brigadeLeader, officer: 2, unit: 2)
        let other = try await client.person("other", .brigadeLeader, officer: 8, unit: 4)
        let auditor = try await client.person("auditor", .auditor)
        _ = try await client.post(
          StayBody.self, "/api/attendance/1/0/steps", leader, ["step": "confirm", "version": 0])
        _ = try await client.post(
          StayBody.self, "/api/attendance/2/0/steps", leader, ["step": "confirm", "version": 0])
        let all = try await client.text("/api/live?after=0&wait=0", auditor)
        #expect(Self.ids(all) == [1, 2])
        #expect(all.contains(#""step":"confirm","subject":"attendance""#))
        let rest = try await client.text("/api/live?wait=0", auditor, lastEvent: 1)
        #expect(Self.ids(rest) == [2])
        #expect(Self.ids(try await client.text("/api/live?wait=0", auditor)).isEmpty)
        #expect(Self.ids(try await client.text("/api/live?after=0&wait=0", leader)) == [1, 2])
        #expect(Self.ids(try await client.text("/api/live?after=0&wait=0", other)).isEmpty)
        #expect(all.contains("event: clock"), "a page can say how old what it shows is")
      }
    }
  }

  private static func ids(_ stream: String) -> [Int] {
    stream.split(separator: "\n").filter { $0.hasPrefix("id: ") }.compactMap {
      Int($0.dropFirst(4))
    }
  }
}
