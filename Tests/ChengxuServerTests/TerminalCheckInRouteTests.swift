// SPDX-License-Identifier: Apache-2.0

import AccessControl
import CityData
import DutyModel
import Foundation
import Geography
import Operations
import TestSupport
import Testing

@testable import ChengxuServer

@Suite("Signing in by a terminal while the server runs", .timeLimit(.minutes(1)))
struct TerminalCheckInRouteTests {
  /// The board's line of a duty, as soon as `isThere`, or as it is after twenty seconds.
  private func stay(
    _ duty: Int64, _ client: DutyClient, _ person: DutyClient.Person,
    until isThere: (StayBody) -> Bool = { _ in true }
  ) async throws -> StayBody {
    var found: StayBody?
    for _ in 0..<100 {
      found = try await client.get(PageBody<StayBody>.self, "/api/attendance", person).items
        .first { $0.duty == duty }
      if let found, isThere(found) { return found }
      try await Task.sleep(for: .milliseconds(200))
    }
    return try #require(found)
  }

  @Test("follows the stored track, says by which terminal, and is withdrawn by a leader alone")
  func terminal() async throws {
    let badge = GridCity.snapshot().organization.officers.first { $0.id == 1 }?.badgeNumber
    let holder = try #require(badge)
    let tracking = try await LiveTracking(
      store: MemoryPositionStore(), registry: MemoryTerminalRegistry(holders: [holder]),
      clock: CityClock(minutesEastOfUTC: 480), retentionDays: 90, gateway: nil)
    try await ServedDuty.test { served async throws in
      try await served.serve(at: 7, 0, tracking: tracking) { client in
        let leader = try await client.person("leader", .brigadeLeader, officer: 2, unit: 2)
        let foreign = try await client.person("foreign", .brigadeLeader, officer: 8, unit: 4)
        let officer = try await client.person("officer", .officer, officer: 1, unit: 3)
        let place = GridCity.location(row: 1, column: 1)
        let real = Instant.now
        for seconds in [Int64(-70), -35, 0] {
          try await tracking.desk.record([
            Fix(
              terminal: 1, instant: real.adding(seconds: seconds), received: real,
              place: TaggedCoordinate(
                latitude: place.latitude, longitude: place.longitude, system: .wgs84))
          ])
        }
        let signedIn = try await stay(1, client, leader) { $0.arrival != nil }
        #expect(signedIn.evidence == .terminalTrack && signedIn.terminal == holder)
        #expect(signedIn.standing == .present && signedIn.minutesLate == nil)
        // The exercise's clock, on which the terminals' real time is laid.
        let arrival = try #require(signedIn.arrival)
        let ago = client.clock.now.seconds(since: arrival)
        #expect((70..<100).contains(ago))
        let path = "/api/attendance/1/0/steps"
        let withdraw: [String: any Sendable] = [
          "step": "withdraw", "words": "对讲机放在岗亭", "version": signedIn.version,
        ]
        #expect(try await client.status(path, officer, withdraw) == 403)
        #expect(try await client.status(path, foreign, withdraw) == 403)
        let withdrawn = try await client.post(StayBody.self, path, leader, withdraw)
        #expect(withdrawn.arrival == nil && withdrawn.standing == .expected)
        #expect(withdrawn.evidence == nil && withdrawn.terminal == nil)
        // The clock looks on, and the terminal lies where it lay.
        try await Task.sleep(for: .seconds(6))
        #expect(try await stay(1, client, leader).arrival == nil)
        let confirmed = try await client.post(
          StayBody.self, path, leader, ["step": "confirm", "version": withdrawn.version])
        #expect(confirmed.evidence == .verifiedSignIn)
      }
    }
  }
}
