// SPDX-License-Identifier: Apache-2.0

import AccessControl
import DutyModel
import Foundation
import Operations
import StorePort
import Stores
import Testing

@testable import ChengxuServer

@Suite("The chained log at the auditor's request", .timeLimit(.minutes(1)))
struct ChainRouteTests {
  private static let path = "/api/audit/chain"

  private static func entries(_ count: Int) -> [DutyEventEntry] {
    (1...Int64(count)).map { second in
      DutyEventEntry(
        instant: Instant(milliseconds: second * 1000),
        recorded: Instant(milliseconds: second * 1000),
        actor: .unit(id: 4), isSimulated: false,
        content: .vehicle(duty: 1, vehicle: ID(rawValue: second), isOut: true))
    }
  }

  /// Asks for a check and waits for its end.
  private func check(
    _ client: DutyClient, _ person: DutyClient.Person
  ) async throws -> ChainCheckBody {
    let asked = try await client.post(
      ChainStateBody.self, Self.path + "/verifications", person, [:])
    let number = try #require(asked.newest).number
    while true {
      let state = try await client.get(ChainStateBody.self, Self.path, person)
      if let ended = state.lastEnded, ended.number == number { return ended }
      try await Task.sleep(for: .milliseconds(20))
    }
  }

  @Test("is walked, found intact with its length and seal, and its first break is named")
  func walked() async throws {
    try await ServedDuty.test { served async throws in
      let log = SQLDutyEventLog(served.database)
      let database = served.database
      let last = try #require(try await log.append(Self.entries(40)).last)
      try await served.serve(at: 7, 2) { client in
        let auditor = try await client.person("auditor", .auditor)
        let before = try await client.get(ChainStateBody.self, Self.path, auditor)
        #expect(before.length >= 40 && before.newest == nil && before.lastEnded == nil)
        let intact = try await check(client, auditor)
        #expect(intact.state == .intact && intact.account == "auditor" && intact.name == "auditor")
        let events = try #require(intact.events)
        #expect(events >= 40 && intact.walked == events && intact.seal?.count == 64)
        if events == 40 { #expect(intact.seal == last.digest.hexadecimal) }
        try await database.write {
          _ = try $0.execute(
            "UPDATE duty_event SET body = replace(body, 'true', 'false') WHERE id = 17")
        }
        let broken = try await check(client, auditor)
        #expect(broken.state == .broken && broken.brokenAt == 17 && broken.reason == "changedBody")
        #expect(broken.explanation?.english.contains("event 17") == true)
        let after = try await client.get(ChainStateBody.self, Self.path, auditor)
        #expect(after.lastIntact?.number == intact.number && after.newest?.number == broken.number)
        let record = try await client.get(
          AuditPageBody.self,
          "/api/audit/events?kind=chainCheckBegun,chainCheckIntact,chainCheckBroken", auditor)
        #expect(
          record.items.map(\.kind) == [
            .chainCheckBroken, .chainCheckBegun, .chainCheckIntact, .chainCheckBegun,
          ])
        #expect(record.items[0].detail == "check 2, event 17: changedBody")
        #expect(record.items.map(\.check?.number) == [2, 2, 1, 1])
        #expect(record.items[0].check?.explanation == broken.explanation)
        #expect(record.items[1].check?.length == after.length)
        #expect(record.items[2].check?.seal == intact.seal)
      }
    }
  }

  @Test("is not walked twice at once, whichever server was asked")
  func twice() async throws {
    try await ServedDuty.test { served async throws in
      // Another server's, which is under way.
      let store = SQLChainCheckStore(served.database)
      guard case .begun(let other, _) = try await store.begin(by: "colleague", at: .now) else {
        Issue.record("A first check does not begin.")
        return
      }
      try await served.serve(at: 7, 2) { client in
        let auditor = try await client.person("auditor", .auditor)
        #expect(try await client.status(Self.path + "/verifications", auditor, [:]) == 409)
        let state = try await client.get(ChainStateBody.self, Self.path, auditor)
        #expect(state.newest?.state == .underWay && state.newest?.account == "colleague")
        try await store.end(other.id, .failed(detail: "enough"), walked: 0, at: .now)
        #expect(try await check(client, auditor).state == .intact)
      }
    }
  }

  @Test("shows a check whose server is gone as lost")
  func lost() async throws {
    try await ServedDuty.test { served async throws in
      let store = SQLChainCheckStore(served.database)
      _ = try await store.begin(
        by: "colleague", at: Instant.now.adding(seconds: -ChainCheck.lostAfterSeconds - 1))
      try await served.serve(at: 7, 2) { client in
        let auditor = try await client.person("auditor", .auditor)
        let state = try await client.get(ChainStateBody.self, Self.path, auditor)
        #expect(state.newest?.state == .lost && state.lastEnded == nil)
        #expect(try await check(client, auditor).state == .intact)
      }
    }
  }
}
