// SPDX-License-Identifier: Apache-2.0

import AccessControl
import DutyModel
import Foundation
import HTTPTypes
import HummingbirdTesting
import Rostering
import Testing

@testable import ChengxuServer

@Suite("The own roster over HTTP")
struct OwnRosterRouteTests {
  private struct Own: Decodable, Sendable {
    struct Duty: Decodable {
      var id: Int
      var officer: Int
      var name: LocalizedName
      var stays: [LocalizedName]
    }
    struct Wish: Decodable { var state: String }
    struct Line: Decodable {
      struct Share: Decodable {
        var officer: Int
        var count: Int
      }
      var burden: String
      var shares: [Share]
    }
    struct Fairness: Decodable { var lines: [Line] }
    var revision: Int
    var officer: Int
    var duties: [Duty]
    var requests: [Wish]
    var others: [Duty]
    var fairness: Fairness?
    var calendarUntil: Instant?
  }

  private func served(_ body: @Sendable (ServedDoor) async throws -> Void) async throws {
    try await ServedDoor.test(preparing: ServedRoster.prepare, body)
  }

  @Test("shows what was published and nothing of the draft, with everybody's burdens")
  func published() async throws {
    try await served { served in
      let one = try await ServedPerson(served, [.officer], name: "one", officer: 1)
      var own = try await one.answer("/api/roster/own").decoded(Own.self)
      #expect(own.duties.isEmpty && own.others.isEmpty && own.fairness == nil)
      let planner = try await ServedPerson(served, [.planner])
      _ = try await planner.answer("/api/roster/publications", #"{"revision": 1}"#)
      _ = try await planner.answer(
        "/api/roster/assignments", #"{"revision": 2, "duty": 1, "officer": 2}"#)
      own = try await one.answer("/api/roster/own").decoded(Own.self)
      #expect(own.officer == 1 && own.duties.map(\.id) == [1])
      #expect(own.duties[0].stays.map(\.english) == ["07:00–09:00 Dongfeng and Xinhua"])
      #expect(own.others.map(\.id) == [2, 3])
      let peaks = try #require(own.fairness?.lines.first { $0.burden == "peaks" })
      #expect(peaks.shares.map(\.officer) == [1, 2, 3, 4])
      #expect(peaks.shares.map(\.count) == [1, 0, 0, 0])
    }
  }

  @Test("shows leave from filing to the repaired roster that is published")
  func leave() async throws {
    try await served { served in
      let one = try await ServedPerson(served, [.officer], name: "one", officer: 1)
      let planner = try await ServedPerson(served, [.planner], officer: 6)
      _ = try await planner.answer("/api/roster/publications", #"{"revision": 1}"#)
      let filed = try await one.answer(
        "/api/roster/requests",
        #"{"leaveFrom": "2018-01-03T00:00", "leaveTo": "2018-01-04T00:00"}"#)
      #expect(try filed.decoded(Own.self).requests.map(\.state) == ["submitted"])
      let decided = try await planner.answer(
        "/api/roster/requests/1/decision", #"{"revision": 3, "approves": true}"#)
      #expect(decided.status == .ok)
      var own = try await one.answer("/api/roster/own").decoded(Own.self)
      #expect(own.requests.map(\.state) == ["approved"] && own.duties.map(\.id) == [1])
      _ = try await planner.answer("/api/roster/publications", #"{"revision": 4}"#)
      own = try await one.answer("/api/roster/own").decoded(Own.self)
      #expect(own.duties.isEmpty)
    }
  }

  @Test("gives a calendar an address that is replaced by the next and ended by its owner")
  func calendar() async throws {
    struct Address: Decodable { var path: String }
    try await served { served in
      let one = try await ServedPerson(served, [.officer], name: "one", officer: 1)
      let two = try await ServedPerson(served, [.officer], name: "two", officer: 2)
      let planner = try await ServedPerson(served, [.planner])
      _ = try await planner.answer("/api/roster/publications", #"{"revision": 1}"#)
      let make = { (person: ServedPerson) in
        try await person.answer("/api/roster/own/calendar", "{}").decoded(Address.self).path
      }
      let (first, other) = (try await make(one), try await make(two))
      #expect(try await served.status(first) == .ok)
      let feed = try await served.client.execute(uri: first, method: .get) { $0 }
      #expect(feed.headers[.contentType] == "text/calendar; charset=utf-8")
      #expect(feed.text.contains("DTSTART;TZID=Asia/Shanghai:20180103T063000"))
      let second = try await make(one)
      #expect(try await served.status(first) == .unauthorized)
      #expect(try await served.status(second) == .ok)
      #expect(
        try await one.answer("/api/roster/own").decoded(Own.self).calendarUntil ?? .now > .now)
      let ended = try await one.answer("/api/roster/own/calendar/revocation", "{}")
      #expect(try ended.decoded(Own.self).calendarUntil == nil)
      #expect(try await served.status(second) == .unauthorized)
      #expect(try await served.status(other) == .ok, "another's address ended too")
      #expect(try await served.status("/calendar/guess.ics") == .unauthorized)
      // The key of a program is no calendar's, and a calendar's opens nothing else.
      let key = try await served.key([.calendars])
      #expect(try await served.status("/calendar/\(key)") == .unauthorized)
    }
  }

  @Test("refuses whoever has no duties, and accounts of nobody on the staff list")
  func refusals() async throws {
    try await served { served in
      let inspector = try await ServedPerson(served, [.inspector], name: "inspector")
      #expect(try await inspector.answer("/api/roster/own/calendar", "{}").status == .forbidden)
      let nobody = try await ServedPerson(served, [.officer], name: "nobody")
      #expect(try await nobody.answer("/api/roster/own/calendar", "{}").status == .notFound)
    }
  }

  @Test("carries a request with a key out once, and refuses the key for another")
  func keys() async throws {
    try await served { served in
      let one = try await ServedPerson(served, [.officer], name: "one", officer: 1)
      let leave = #"{"leaveFrom": "2018-01-03T00:00", "leaveTo": "2018-01-04T00:00"}"#
      let later = #"{"leaveFrom": "2018-01-05T00:00", "leaveTo": "2018-01-06T00:00"}"#
      for _ in 0..<2 {
        let filed = try await one.answer("/api/roster/requests", leave, key: "key-12345678")
        #expect(try filed.decoded(Own.self).requests.count == 1)
      }
      let other = try await one.answer("/api/roster/requests", later, key: "key-12345678")
      #expect(other.status == .unprocessableContent)
      // Another's key of the same words is another key.
      let two = try await ServedPerson(served, [.officer], name: "two", officer: 2)
      let own = try await two.answer("/api/roster/requests", later, key: "key-12345678")
      #expect(own.status == .ok)
      let planner = try await ServedPerson(served, [.planner])
      let pin = #"{"revision": 3, "duty": 3, "isPinned": true}"#
      for _ in 0..<2 {
        #expect(
          try await planner.answer("/api/roster/pins", pin, key: "pin-12345678").status == .ok)
      }
      #expect(try await planner.answer("/api/roster/pins", pin).status == .conflict)
      #expect(try await planner.answer("/api/roster/pins", pin, key: "k").status == .badRequest)
    }
  }
}
