// SPDX-License-Identifier: Apache-2.0

import AccessControl
import DutyModel
import Foundation
import Stores
import TestSupport
import Testing

@testable import ChengxuServer
@testable import Operations

@Suite("Lost contact through a server", .timeLimit(.minutes(1)))
struct LostContactRouteTests {
  @Test("sends somebody to look after an officer without a severity, and a crash with one alone")
  func look() async throws {
    try await ServedDuty.test { served async throws in
      try await served.serve(at: 10, 0) { client in
        let dispatcher = try await client.person("dispatcher", .dispatcher)
        let place = GridCity.location(row: 0, column: 0.5)
        func report(_ about: [String: any Sendable]) -> [String: any Sendable] {
          about.merging(
            ["kind": "查看失联民警", "latitude": place.latitude, "longitude": place.longitude]
          ) { about, _ in about }
        }
        let look = try await client.post(
          IncidentBody.self, "/api/incidents", dispatcher, report(["matter": "lostContact"]))
        #expect(look.matter == .lostContact && look.severity == nil && look.priority == 1)
        let crash = try await client.post(
          IncidentBody.self, "/api/incidents", dispatcher, report(["severity": "damage"]))
        #expect(crash.matter == .crash && crash.severity == .damage && crash.priority == 3)
        for wrong: [String: any Sendable] in [
          [:], ["matter": "crash"], ["matter": "lostContact", "severity": "damage"],
          ["matter": "weather", "severity": "damage"],
        ] {
          #expect(try await client.status("/api/incidents", dispatcher, report(wrong)) == 400)
        }
        let list = try await client.text("/api/incidents", dispatcher)
        #expect(list.ranges(of: "\"severity\"").count == 1)
      }
    }
  }

  @Test("names the first of those whom a notice gathers, whose they are and how many")
  func gathered() async throws {
    try await ServedDuty.test { served async throws in
      let at = Instant.now
      let silent = (1...4).map {
        DeskNotice.Silent(key: DeskKey(number: $0), officer: ID(rawValue: $0), since: at)
      }
      var notice = DeskNotice(.welfareSilent, .attendance, silent[0].key, unit: 3, at: at)
      notice.gathered = DeskNotice.Gathered(unit: 3, silent: silent)
      let alone = DeskNotice(.welfareSilent, .attendance, silent[0].key, unit: 3, at: at)
      _ = try await SQLDeskStore(served.database).change(nil, at: at) { [notice] session in
        try session.notify(alone)
        try session.notify(notice)
        return true
      }
      try await served.serve(at: 7, 0) { client in
        let leader = try await client.person("leader", .brigadeLeader, officer: 2, unit: 2)
        let told = try await client.get(PageBody<NoticeBody>.self, "/api/notices", leader).items
        let gathered = try #require(told.first?.gathered)
        #expect(gathered.unit.id == 3 && gathered.count == 4)
        #expect(gathered.first.map(\.id) == [1, 2, 3])
        #expect(told.last?.gathered == nil)
      }
    }
  }
}
