// SPDX-License-Identifier: Apache-2.0

import AccessControl
import DutyModel
import Foundation
import Operations
import TestSupport
import Testing

@testable import ChengxuServer

@Suite("Shift hand-overs over HTTP", .timeLimit(.minutes(1)))
struct ShiftHandOverRouteTests {
  private static let path = "/api/duty/shift-hand-overs"

  private static func record(to incoming: Int, duty: Int? = 1) -> [String: any Sendable] {
    var body: [String: any Sendable] = [
      "to": incoming, "note": "护栏损坏",
      "equipment": [["name": "对讲机", "count": 2] as [String: any Sendable]],
    ]
    if let duty { body["duty"] = duty }
    return body
  }

  @Test("go from one phone to the other; the leader sees what nobody took over")
  func wholeHandOver() async throws {
    try await ServedDuty.test { served async throws in
      try await served.serve(at: 8, 55) { client in
        let outgoing = try await client.person("outgoing", .officer, officer: 1, unit: 3)
        let incoming = try await client.person("incoming", .officer, officer: 2, unit: 3)
        let other = try await client.person("other", .officer, officer: 3, unit: 3)
        let auxiliary = try await client.person("auxiliary", .auxiliary, officer: 5, unit: 3)
        let leader = try await client.person("leader", .brigadeLeader, unit: 2)
        let foreign = try await client.person("foreign", .brigadeLeader, officer: 8, unit: 4)
        let auditor = try await client.person("auditor", .auditor)
        let draft = try await client.get(ShiftDraftBody.self, "\(Self.path)/draft?duty=1", outgoing)
        #expect(draft.people.first?.officer.id == 2 && draft.unit.id == 2)
        #expect(try await client.status(Self.path, auxiliary, Self.record(to: 2, duty: 2)) == 403)
        #expect(try await client.status(Self.path, outgoing, Self.record(to: 1)) == 409)
        #expect(try await client.status(Self.path, outgoing, Self.record(to: 8)) == 400)
        #expect(try await client.status(Self.path, outgoing, Self.record(to: 2, duty: nil)) == 400)
        #expect(try await client.status(Self.path, other, Self.record(to: 2)) == 404)
        #expect(try await client.status(Self.path, outgoing, key: nil, Self.record(to: 2)) == 400)

        let written = try await client.post(
          ShiftHandOverBody.self, Self.path, outgoing, key: "written-1", Self.record(to: 2))
        let again = try await client.post(
          ShiftHandOverBody.self, Self.path, outgoing, key: "written-1", Self.record(to: 2))
        #expect(written.id == again.id && written.version == 1 && written.state == .waiting)
        #expect(written.outgoing?.id == 1 && written.incoming?.id == 2)
        #expect(
          try await client.status(Self.path, outgoing, key: "written-1", Self.record(to: 3)) == 422)

        let today = try await client.get(
          AttendanceRoutes.TodayBody.self, "/api/duty/today", incoming)
        #expect(today.handOvers.map(\.id) == [written.id])
        #expect(written.own == .outgoing && today.handOvers.first?.own == .incoming)
        let board = "/api/shift-hand-overs?state=open"
        for reader in [leader, auditor, other] {
          let list = try await client.get(PageBody<ShiftHandOverBody>.self, board, reader)
          #expect(list.items.map(\.id) == [written.id])
        }
        let none = try await client.get(PageBody<ShiftHandOverBody>.self, board, foreign)
        #expect(none.items.isEmpty)
        let notYet = try await client.get(
          PageBody<ShiftHandOverBody>.self, "/api/shift-hand-overs?state=overdue", leader)
        #expect(notYet.items.isEmpty)

        let taking = "\(Self.path)/\(written.id)/acknowledgement"
        let reserved: [String: any Sendable] = [
          "version": 1,
          "reservations": [
            ["part": "equipment", "index": 0, "reason": "只有一部"] as [String: any Sendable]
          ],
        ]
        #expect(try await client.status(taking, other, reserved) == 409)
        #expect(try await client.status(taking, outgoing, reserved) == 409)
        #expect(try await client.status(taking, foreign, reserved) == 403)
        #expect(try await client.status(taking, leader, reserved) == 400, "no officer's account")
        let stale: [String: any Sendable] = ["version": 9]
        #expect(try await client.status(taking, incoming, stale) == 409)
        let taken = try await client.post(ShiftHandOverBody.self, taking, incoming, reserved)
        #expect(taken.state == .acceptedWithReservations && taken.reservations.count == 1)
        let withdrawal: [String: any Sendable] = ["reason": "写错", "version": 2]
        #expect(
          try await client.status("\(Self.path)/\(written.id)/withdrawal", outgoing, withdrawal)
            == 409)
        // What both did is told as it happens, to whoever's territory it is.
        let feed = try await client.text("/api/live?after=0&wait=0", leader)
        #expect(feed.contains("\"step\":\"acknowledgeWithReservations\""))
        let elsewhere = try await client.text("/api/live?after=0&wait=0", foreign)
        #expect(!elsewhere.contains("shiftHandOver"))
      }
    }
  }

  @Test("that nobody takes over are passed up by the clock, and reminded of by the leader")
  func overdue() async throws {
    try await ServedDuty.test { served async throws in
      try await served.serve(at: 8, 55) { client in
        let outgoing = try await client.person("outgoing", .officer, officer: 1, unit: 3)
        let leader = try await client.person("leader", .brigadeLeader, unit: 2)
        let foreign = try await client.person("foreign", .brigadeLeader, officer: 8, unit: 4)
        let dispatcher = try await client.person("dispatcher", .dispatcher)
        let written = try await client.post(
          ShiftHandOverBody.self, Self.path, outgoing, Self.record(to: 2))
        _ = try await client.status(
          "/api/exercise/clock", dispatcher,
          ["to": client.clock.now.adding(seconds: 21 * 60).milliseconds])
        let overdue = "/api/shift-hand-overs?state=overdue"
        // The clock of the desks looks every few seconds.
        var found: [ShiftHandOverBody] = []
        for _ in 0..<100 where found.first?.stage != 1 {
          try await Task.sleep(for: .milliseconds(200))
          found = try await client.get(PageBody<ShiftHandOverBody>.self, overdue, leader).items
        }
        let one = try #require(found.first)
        #expect(one.id == written.id && one.isOverdue && one.stage == 1)
        let remind = "/api/shift-hand-overs/\(one.id)/reminders"
        #expect(try await client.status(remind, foreign, ["version": one.version]) == 403)
        #expect(try await client.status(remind, outgoing, ["version": one.version]) == 403)
        #expect(try await client.status(remind, leader, ["version": 1]) == 409)
        #expect(try await client.status(remind, leader, ["version": one.version]) == 200)
        let told = try await client.text("/api/notices", leader)
        #expect(told.contains("shiftNotTaken"))
      }
    }
  }

  @Test("of the command centre are its dispatchers' who are officers themselves")
  func centre() async throws {
    try await ServedDuty.test { served async throws in
      try await served.serve(at: 8, 0) { client in
        let nameless = try await client.person("nameless", .dispatcher)
        let first = try await client.person("first", .dispatcher, officer: 13)
        let second = try await client.person("second", .dispatcher, officer: 14)
        let record = Self.record(to: 14, duty: nil)
        #expect(try await client.status(Self.path, nameless, record) == 400)
        let written = try await client.post(ShiftHandOverBody.self, Self.path, first, record)
        #expect(written.duty == nil && written.unit.id == 6)
        let taking = "\(Self.path)/\(written.id)/acknowledgement"
        let taken = try await client.post(
          ShiftHandOverBody.self, taking, second, ["version": written.version])
        #expect(taken.state == .accepted)
      }
    }
  }
}
