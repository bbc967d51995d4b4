// SPDX-License-Identifier: Apache-2.0

import AccessControl
import DutyModel
@testable import DutyPlanning
import Foundation
import Operations
import TestSupport
import Testing

@testable import ChengxuServer

@Suite("Special duty through a server")
struct SpecialDutyRouteTests {
  @Test("is refused where the plan holds no order and the server cannot plan one")
  func nothingToStart() async throws {
    try await ServedDuty.test { served in
      try await served.serve(at: 10, 0) { client in
        let dispatcher = try await client.person("dispatcher", .dispatcher)
        let path = "/api/special-duties"
        #expect(try await client.status(path, dispatcher, ["reason": "演练"]) == 404)
        #expect(
          try await client.status(path, dispatcher, ["reason": "演练", "trigger": "massIncident"])
            == 404)
        #expect(
          try await client.status(path, dispatcher, ["reason": "演练", "trigger": "flood"]) == 400)
        let open = try await client.get(PageBody<SpecialDutyBody>.self, path, dispatcher)
        #expect(open.items.isEmpty)
      }
    }
  }

  @Test(
    "reaches every concerned phone, is acknowledged one by one, and shows partners their own task")
  func wholeDuty() async throws {
    try await ServedDuty.test { served in
      try await served.serve(at: 10, 0, planOrder: Self.standBy) { client in
        let dispatcher = try await client.person("dispatcher", .dispatcher)
        let started = try await client.post(
          SpecialDutyBody.self, "/api/special-duties", dispatcher,
          ["reason": "暴雪黄色预警", "trigger": "severeWeather", "level": "yellow"])
        #expect(started.reach == .standBy && started.calls.count == 2)
        let called = try #require(started.calls.first?.officer?.id)

        let officer = try await client.person("officer", .officer, officer: called, unit: 3)
        let today = try await client.get(
          AttendanceRoutes.TodayBody.self, "/api/duty/today", officer)
        #expect(today.special.map(\.id) == [started.id] && today.special[0].acknowledged == nil)
        let path = "/api/duty/special-duties/\(started.id)/acknowledgement"
        let now = client.clock.now.milliseconds
        let read = try await client.post(
          [SpecialTaskBody].self, path, officer, key: "read-0001", ["at": now])
        let again = try await client.post(
          [SpecialTaskBody].self, path, officer, key: "read-0001", ["at": now])
        #expect(read[0].acknowledged != nil && read[0].acknowledged == again[0].acknowledged)
        let stranger = try await client.person("stranger", .officer, officer: 13, unit: 6)
        #expect(try await client.status(path, stranger, ["at": now]) == 409)

        let weather = try await client.partner("weather", .weather)
        let tasks = try await client.get(
          PageBody<PartnerTaskBody>.self, "/api/partner-tasks", weather)
        #expect(tasks.items.count == 1 && tasks.items[0].words.chinese.hasPrefix("气象"))
        let other = "/api/partner-tasks/\(started.id)/1/acknowledgement"
        #expect(try await client.status(other, weather, ["at": now]) == 404)
        let own = "/api/partner-tasks/\(started.id)/\(tasks.items[0].task)/acknowledgement"
        #expect(try await client.status(own, weather, ["at": now]) == 200)

        let shown = try await client.get(
          PageBody<SpecialDutyBody>.self, "/api/special-duties?state=open", dispatcher)
        #expect(shown.items[0].calls.map { $0.acknowledged != nil } == [false, true])
        #expect(shown.items[0].partners.count { $0.acknowledged != nil } == 1)
        let brigade = try await client.person("brigade", .brigadeLeader, officer: 8, unit: 4)
        let foreign = try await client.get(
          PageBody<SpecialDutyBody>.self, "/api/special-duties", brigade)
        #expect(foreign.items.isEmpty, "nobody of that brigade is concerned")

        let end = "/api/special-duties/\(started.id)/end"
        let version = shown.items[0].version
        #expect(try await client.status(end, dispatcher, ["reason": "解除", "version": 1]) == 409)
        let over = try await client.post(
          SpecialDutyBody.self, end, dispatcher, ["reason": "预警解除", "version": version])
        #expect(!over.isOpen && over.endReason == "预警解除")
        let after = try await client.get(
          AttendanceRoutes.TodayBody.self, "/api/duty/today", officer)
        #expect(after.special.isEmpty)
      }
    }
  }

  /// A yellow alert: two people of the squadron of unit 3 stand by.
  private static let standBy:
    @Sendable (SpecialMission, SpecialActivation) throws(PlanningError)
      -> SpecialAnswer = { _, activation throws(PlanningError) in
        SpecialAnswer(
          activation: activation, plan: nil, ready: [.init(unit: 3, people: 2, remaining: 4)],
          version: GridDay.planVersion)
      }
}
