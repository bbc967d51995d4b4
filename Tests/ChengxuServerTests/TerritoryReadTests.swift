// SPDX-License-Identifier: Apache-2.0

import AccessControl
import DutyModel
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@testable import ChengxuServer

/// Of the sample, the post and all people are brigade 2's, the night's checkpoint is brigade 4's.
@Suite("Plan and roster within a territory")
struct TerritoryReadTests {
  private struct Plan: Decodable {
    struct Place: Decodable { var id: Int64 }
    struct Sponsorship: Decodable { var posts: [Int64] }
    var places: [Place]
    var sponsorships: [Sponsorship]
  }

  private struct Day: Decodable {
    struct Stay: Decodable {
      struct Person: Decodable { var name: LocalizedName }
      var id: Int64
      var needed: Int
      var people: [Person]
    }
    var stays: [Stay]
    var onDuty: [String: [Int]]
  }

  private struct Book: Decodable {
    struct Person: Decodable { var id: Int64 }
    struct Duty: Decodable { var officer: Int64 }
    struct Fairness: Decodable {
      struct Line: Decodable {
        struct Share: Decodable { var officer: Int64 }
        var range: Int
        var shares: [Share]
      }
      var lines: [Line]
    }
    var people: [Person]
    var duties: [Duty]
    var places: [Plan.Place]
    var fairness: Fairness
  }

  private struct Events: Decodable {
    struct Event: Decodable { var kind: String }
    var count: Int
    var events: [Event]
  }

  private func served(
    _ body:
      @Sendable (_ own: ServedPerson, _ other: ServedPerson, _ all: ServedPerson)
      async throws -> Void
  ) async throws {
    try await ServedDoor.test(preparing: ServedRoster.prepare) { served in
      try await body(
        try await ServedPerson(
          served, [.brigadeLeader], name: "own", officer: 1, territory: .unit(2)),
        try await ServedPerson(
          served, [.brigadeLeader], name: "other", officer: 7, territory: .unit(4)),
        try await ServedPerson(served, [.inspector], name: "all"))
    }
  }

  @Test("a plan shows the places on own ground, and the whole one to the detachment")
  func plans() async throws {
    try await served { own, other, all in
      func places(_ person: ServedPerson, _ mode: String) async throws -> [Int64] {
        try await person.answer("/api/plans/\(mode)").decoded(Plan.self).places.map(\.id)
      }
      #expect(try await places(all, "peak") == [7])
      #expect(try await places(all, "night") == [9])
      #expect(try await places(own, "peak") == [7])
      #expect(try await places(own, "night") == [])
      // Answers are kept: a second reading must be the same, and not another's.
      for _ in 0..<2 {
        #expect(try await places(other, "peak") == [])
        #expect(try await places(other, "night") == [9])
      }
      let foreign = try await other.answer("/api/plans/peak").decoded(Plan.self)
      #expect(foreign.sponsorships.isEmpty)
      #expect((try await own.answer("/api/plans/peak").decoded(Plan.self)).sponsorships.count == 1)
      #expect(try await own.answer("/api/places/post/7/incidents").status == .ok)
      #expect(try await other.answer("/api/places/post/7/incidents").status == .notFound)
    }
  }

  @Test("a squadron's ground is its brigade's")
  func squadron() async throws {
    try await ServedDoor.test(preparing: ServedRoster.prepare) { served in
      let squadron = try await ServedPerson(
        served, [.brigadeLeader], officer: 1, territory: .unit(3))
      let plan = try await squadron.answer("/api/plans/peak").decoded(Plan.self)
      #expect(plan.places.map(\.id) == [7])
      #expect((try await squadron.answer("/api/plans/night").decoded(Plan.self)).places.isEmpty)
      #expect((try await squadron.answer("/api/roster/book").decoded(Book.self)).people.count == 4)
    }
  }

  @Test("a day shows stays on own ground and own people elsewhere")
  func day() async throws {
    try await served { own, other, all in
      let address = "/api/roster?date=2018-01-03"
      let whole = try await all.answer(address).decoded(Day.self)
      #expect(
        whole.stays.map(\.id) == [7] && whole.stays[0].people.map(\.name.english) == ["Officer 1"])
      #expect(try await own.answer(address).decoded(Day.self).stays.map(\.people.count) == [1])
      let foreign = try await other.answer(address).decoded(Day.self)
      #expect(foreign.stays.isEmpty && foreign.onDuty.isEmpty)
    }
  }

  @Test("the roster's book, its sheets and calendars are of own people")
  func roster() async throws {
    try await served { own, other, all in
      let whole = try await all.answer("/api/roster/book").decoded(Book.self)
      #expect(whole.people.count == 4 && whole.duties.map(\.officer) == [1, 2, 3])
      let mine = try await own.answer("/api/roster/book").decoded(Book.self)
      #expect(mine.people.count == 4 && mine.duties.count == 3 && mine.places.map(\.id) == [7])
      let foreign = try await other.answer("/api/roster/book").decoded(Book.self)
      #expect(foreign.people.isEmpty && foreign.duties.isEmpty && foreign.places.isEmpty)
      #expect(!whole.fairness.lines.isEmpty)
      #expect(foreign.fairness.lines.allSatisfy { $0.shares.isEmpty })
      #expect(foreign.fairness.lines.map(\.range) == whole.fairness.lines.map(\.range))
      func rows(_ person: ServedPerson) async throws -> Int {
        let answer = try await person.answer("/api/roster/sheets/draft.csv")
        #expect(answer.status == .ok)
        return String(buffer: answer.body).split(whereSeparator: \.isNewline).count - 1
      }
      #expect(try await rows(all) == 3)
      #expect(try await rows(own) == 3)
      #expect(try await rows(other) == 0)
      let planner = try await ServedPerson(own.served, [.planner], name: "planner")
      let published = try await planner.answer(
        "/api/roster/publications", #"{"revision": 1, "note": ""}"#, key: "publish-1")
      #expect(published.status == .ok)
      let calendar = "/api/roster/people/100001/duties.ics"
      #expect(try await other.answer(calendar).status == .notFound)
      #expect(try await own.answer(calendar).status == .ok)
    }
  }

  @Test("events are those of own people and own ground")
  func events() async throws {
    try await served { own, other, all in
      func kinds(_ person: ServedPerson) async throws -> [String] {
        let body = try await person.answer("/api/events").decoded(Events.self)
        #expect(body.count == body.events.count)
        return body.events.map(\.kind)
      }
      let (whole, mine) = (try await kinds(all), try await kinds(own))
      let foreign = try await kinds(other)
      #expect(whole == ["arrived", "left"])
      // Both officers are brigade 2's; the second stood on brigade 4's ground.
      #expect(mine == ["arrived", "left"])
      #expect(foreign == ["left"])
    }
  }
}
