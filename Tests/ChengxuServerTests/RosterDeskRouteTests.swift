// SPDX-License-Identifier: Apache-2.0

import AccessControl
import DutyModel
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Rostering
import Testing

@testable import ChengxuServer

@Suite("The roster desk over HTTP")
struct RosterDeskRouteTests {
  private func served(_ body: @Sendable (ServedDoor) async throws -> Void) async throws {
    try await ServedDoor.test(preparing: ServedRoster.prepare, body)
  }

  @Test("publishes, pins, assigns and repairs, each change an answer with the new state")
  func planning() async throws {
    try await served { served in
      let planner = try await ServedPerson(served, [.planner])
      var book = try await planner.book("/api/roster/book")
      #expect(book.revision == 1 && book.duties.map(\.officer) == [1, 2, 3])
      #expect(book.publications.isEmpty && book.people.count == 4)
      #expect(book.places.map(\.name.english) == ["Dongfeng and Xinhua"])
      book = try await planner.post("publications", #"{"revision": 1, "note": "第一周"}"#)
      #expect(book.publications.map(\.number) == [1] && book.unpublished.isEmpty)
      book = try await planner.post("pins", #"{"revision": 2, "duty": 3, "isPinned": true}"#)
      #expect(book.pins.map(\.duty) == [3])
      book = try await planner.post(
        "repairs",
        #"{"revision": 3, "officers": [1], "from": "2018-01-03T00:00", "to": "2018-01-04T00:00"}"#)
      #expect(book.repairs.map(\.state) == ["open"])
      #expect(book.repairs[0].cells.map(\.kind) == ["vacated", "fromStandby"])
      book = try await planner.post("repairs/1/acceptance", #"{"revision": 4}"#)
      #expect(book.duties.map(\.officer) == [2, 3] && book.unpublished.count == 2)
      #expect(book.formerly.map(\.id) == [1, 2] && book.formerly.map(\.officer) == [1, 2])
    }
  }

  @Test("answers the second of two editors with a conflict and changes nothing")
  func conflict() async throws {
    try await served { served in
      let planner = try await ServedPerson(served, [.planner])
      _ = try await planner.post("pins", #"{"revision": 1, "duty": 3, "isPinned": true}"#)
      let answer = try await planner.answer(
        "/api/roster/pins", #"{"revision": 1, "duty": 1, "isPinned": true}"#)
      #expect(answer.status == .conflict)
      #expect(answer.headers[.contentType]?.hasPrefix("application/problem+json") == true)
      #expect(try answer.decoded(ProblemBody.self).kind == "rosterConflict")
      #expect(try await planner.book("/api/roster/book").pins.map(\.duty) == [3])
    }
  }

  @Test("lists what soft rules weigh and lets the detachment's planner change it for a reason")
  func weights() async throws {
    struct Body: Decodable {
      struct Rule: Decodable {
        var key: String
        var weight: Int
        var solvedWeight: Int
        var decisions: [RuleWeight]
      }
      var softRules: [Rule]
    }
    try await served { served in
      let planner = try await ServedPerson(served, [.planner])
      func nights() async throws -> Body.Rule? {
        try await planner.answer("/api/roster/book").decoded(Body.self)
          .softRules.first { $0.key == "fair-nights" }
      }
      let before = try #require(try await nights())
      #expect(before.weight == 20 && before.solvedWeight == 20 && before.decisions.isEmpty)
      let none = try await planner.answer(
        "/api/roster/weights",
        #"{"revision": 1, "rule": "fair-nights", "weight": 30, "reason": ""}"#)
      #expect(none.status == .conflict)
      _ = try await planner.post(
        "weights", #"{"revision": 1, "rule": "fair-nights", "weight": 30, "reason": "夜班不均"}"#)
      let after = try #require(try await nights())
      #expect(after.weight == 30 && after.solvedWeight == 20)
      #expect(after.decisions.map(\.reason) == ["夜班不均"])
      #expect(after.decisions.map(\.before) == [20])
    }
  }

  @Test("lists every rule in force, hard ones with whether they may be set aside")
  func rules() async throws {
    struct Body: Decodable {
      struct Rule: Decodable {
        var key: String
        var sentence: LocalizedName
        var weight: Int?
        var mayBeOverridden: Bool?
      }
      var hardRules: [Rule]
      var softRules: [Rule]
    }
    try await served { served in
      let planner = try await ServedPerson(served, [.planner])
      let body = try await planner.answer("/api/roster/book").decoded(Body.self)
      let rules = RosterRules.standard
      #expect(body.hardRules.map(\.key) == rules.hard.map(\.key))
      #expect(body.hardRules.map(\.sentence) == rules.hard.map(\.sentence))
      #expect(body.hardRules.map(\.mayBeOverridden) == rules.hard.map(\.mayBeOverridden))
      #expect(body.softRules.map(\.key) == rules.soft.map(\.key))
      #expect(body.softRules.map(\.sentence) == rules.soft.map(\.sentence))
      #expect(body.softRules.map(\.weight) == rules.soft.map(\.weight))
    }
  }

  @Test("ranks who might take a duty, with reasons")
  func candidates() async throws {
    try await served { served in
      let planner = try await ServedPerson(served, [.planner])
      let found = try await planner.answer("/api/roster/duties/1/candidates")
        .decoded([DutyCandidate].self)
      #expect(found.first?.officer == 2 && found.first?.readiness == .standby)
      #expect(found.allSatisfy { !$0.reasons.isEmpty })
      let book = try await planner.post(
        "assignments", #"{"revision": 1, "duty": 1, "officer": 2}"#)
      #expect(book.duties.map(\.officer) == [2, 3])
      let missing = try await planner.answer("/api/roster/duties/99/candidates")
      #expect(missing.status == .notFound)
    }
  }

  @Test("says what is at odds once nobody is left for a post, and nothing before")
  func noRoster() async throws {
    struct Body: Decodable {
      var conflicts: [RosterConflict]
      var undecided: [CivilDate]
    }
    try await served { served in
      let planner = try await ServedPerson(served, [.planner])
      let before = try await planner.answer("/api/roster/conflict").decoded(Body.self)
      #expect(before.conflicts.isEmpty && before.undecided.isEmpty)
      _ = try await planner.post(
        "repairs",
        #"{"revision": 1, "officers": [1, 2, 3, 4], "order": "9", "from": "2018-01-03T00:00", "#
          + #""to": "2018-01-04T00:00"}"#)
      _ = try await planner.post("repairs/1/acceptance", #"{"revision": 2}"#)
      let after = try await planner.answer("/api/roster/conflict").decoded(Body.self)
      #expect(after.conflicts.map(\.week.description) == ["2018-01-01"])
      #expect(after.conflicts[0].demands.map(\.date.description) == ["2018-01-03"])
      #expect(!after.conflicts[0].relaxations.isEmpty)
    }
  }

  @Test("lets planners of one unit change only its people, and publish nothing")
  func territory() async throws {
    try await served { served in
      let other = try await ServedPerson(served, [.planner], territory: .unit(4))
      let pin = try await other.answer(
        "/api/roster/pins", #"{"revision": 1, "duty": 1, "isPinned": true}"#)
      #expect(pin.status == .forbidden)
      let own = try await ServedPerson(served, [.planner], name: "own", territory: .unit(2))
      _ = try await own.post("pins", #"{"revision": 1, "duty": 1, "isPinned": true}"#)
      let published = try await own.answer("/api/roster/publications", #"{"revision": 2}"#)
      #expect(published.status == .forbidden)
    }
  }

  @Test("takes a request from filing through the other's word to a leader's decision")
  func requests() async throws {
    try await served { served in
      let one = try await ServedPerson(served, [.officer], name: "one", officer: 1)
      let three = try await ServedPerson(served, [.officer], name: "three", officer: 3)
      let leader = try await ServedPerson(
        served, [.brigadeLeader], name: "leader", officer: 6, territory: .unit(2))
      let filed = try await one.answer(
        "/api/roster/requests", #"{"duty": 1, "with": 3, "against": 3}"#)
      #expect(filed.status == .ok)
      // 3 is the other; only 3 may agree.
      let wrong = try await one.answer(
        "/api/roster/requests/1/answer", #"{"revision": 2, "action": "agree"}"#)
      #expect(wrong.status == .conflict)
      let agreed = try await three.answer(
        "/api/roster/requests/1/answer", #"{"revision": 2, "action": "agree"}"#)
      #expect(agreed.status == .ok)
      let refusal = try await leader.answer(
        "/api/roster/requests/1/decision", #"{"revision": 3, "approves": false, "reason": ""}"#)
      #expect(refusal.status == .conflict)
      let approved = try await leader.answer(
        "/api/roster/requests/1/decision", #"{"revision": 3, "approves": true}"#)
      #expect(approved.status == .ok)
      let planner = try await ServedPerson(served, [.planner])
      let book = try await planner.book("/api/roster/book")
      #expect(book.duties.map(\.officer) == [2, 3, 1])
      #expect(book.requests.map(\.state) == ["approved"])
    }
  }

  @Test("keeps leaders to their own people")
  func leaders() async throws {
    try await served { served in
      let one = try await ServedPerson(served, [.officer], name: "one", officer: 1)
      _ = try await one.answer(
        "/api/roster/requests",
        #"{"leaveFrom": "2018-01-05T00:00", "leaveTo": "2018-01-06T00:00"}"#)
      let other = try await ServedPerson(
        served, [.brigadeLeader], name: "other", officer: 8, territory: .unit(4))
      let review = try await other.answer("/api/roster/requests/1/review")
      #expect(review.status == .forbidden)
      let nobody = try await ServedPerson(served, [.brigadeLeader], name: "nobody")
      let decision = try await nobody.answer(
        "/api/roster/requests/1/decision", #"{"revision": 2, "approves": true}"#)
      #expect(decision.status == .notFound)
    }
  }

  @Test("sets a hard rule aside only for a named person's reason, and says so ever after")
  func waiver() async throws {
    try await served { served in
      let four = try await ServedPerson(served, [.officer], name: "four", officer: 4)
      let leader = try await ServedPerson(
        served, [.brigadeLeader], name: "leader", officer: 6, territory: .unit(2))
      let planner = try await ServedPerson(served, [.planner])
      _ = try await four.answer(
        "/api/roster/requests",
        #"{"leaveFrom": "2018-01-04T00:00", "leaveTo": "2018-01-05T00:00"}"#)
      _ = try await leader.answer(
        "/api/roster/requests/1/decision", #"{"revision": 2, "approves": true}"#)
      func assign(_ waivers: String) async throws -> TestResponse {
        try await planner.answer(
          "/api/roster/assignments",
          #"{"revision": 3, "duty": 3, "officer": 4, "waivers": [\#(waivers)]}"#)
      }
      func waiver(_ rule: String, _ reason: String) -> String {
        #"{"rule": "\#(rule)", "officer": 4, "date": "2018-01-04", "reason": "\#(reason)"}"#
      }
      let refused = try await assign("")
      #expect(refused.status == .conflict)
      #expect(try refused.decoded(ProblemBody.self).kind == "rulesBroken")
      #expect(try await assign(waiver("approved-leave", " ")).status == .badRequest)
      #expect(try await assign(waiver("double-booking", "order 7")).status == .badRequest)
      let taken = try await assign(waiver("approved-leave", "order 7"))
      #expect(taken.status == .ok)
      let book = try await planner.book("/api/roster/book")
      #expect(book.duties.map(\.officer) == [1, 2, 4])
      #expect(book.overrides.map(\.reason) == ["order 7"])
      #expect(book.overrides.map(\.person) == ["李伟（li.wei）"])
    }
  }

  @Test("gives calendars to programs with the scope, in either form of its key")
  func calendar() async throws {
    try await served { served in
      let planner = try await ServedPerson(served, [.planner])
      let badge = try #require(try await planner.book("/api/roster/book").people.first).badge
      let address = "/api/roster/people/\(badge)/duties.ics"
      let key = try await served.key([.calendars])
      #expect(try await served.status(address, bearer: key) == .notFound)
      _ = try await planner.post("publications", #"{"revision": 1}"#)
      #expect(try await served.status(address, bearer: key) == .ok)
      #expect(
        try await served.status(address, bearer: try await served.key([.figures])) == .forbidden)
      let feed = try await planner.answer(address)
      #expect(feed.headers[.contentType] == "text/calendar; charset=utf-8")
      #expect(String(buffer: feed.body).contains("DTSTART;TZID=Asia/Shanghai:20180103T063000"))
      let basic = Data("calendar:\(key)".utf8).base64EncodedString()
      let pair = try await served.client.execute(
        uri: address, method: .get, headers: [.authorization: "Basic \(basic)"]
      ) { $0 }
      #expect(pair.status == .ok)
    }
  }
}

extension ServedPerson {
  fileprivate func book(_ address: String) async throws -> Book {
    try await answer(address).decoded(Book.self)
  }

  fileprivate func post(_ path: String, _ json: String) async throws -> Book {
    let answer = try await answer("/api/roster/\(path)", json)
    #expect(answer.status == .ok, "\(path): \(String(buffer: answer.body))")
    return try answer.decoded(Book.self)
  }
}

/// What the tests read of a `RosterBookBody`.
private struct Book: Decodable, Sendable {
  struct Publication: Decodable { var number: Int }
  struct Member: Decodable { var badge: String }
  struct Place: Decodable { var name: LocalizedName }
  struct Duty: Decodable {
    var id: Int
    var officer: Int
  }
  struct Pin: Decodable { var duty: Int }
  struct Cell: Decodable { var kind: String }
  struct Repair: Decodable {
    var state: String
    var cells: [Cell]
  }
  struct Wish: Decodable { var state: String }
  struct Override: Decodable {
    var person: String
    var reason: String
  }
  var revision: Int
  var publications: [Publication]
  var people: [Member]
  var places: [Place]
  var duties: [Duty]
  var formerly: [Duty]
  var unpublished: [RosterMove]
  var pins: [Pin]
  var repairs: [Repair]
  var requests: [Wish]
  var overrides: [Override]
}
