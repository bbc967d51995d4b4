// SPDX-License-Identifier: Apache-2.0

import AccessControl
import DutyModel
import Geography
import HummingbirdTesting
import Operations
import TestSupport
import Testing

@testable import ChengxuServer

@Suite("The nearest unit by what terminals said", .timeLimit(.minutes(1)))
struct NearestUnitTests {
  private static func fix(row: Double, column: Double) -> Fix {
    let place = GridCity.location(row: row, column: column)
    return Fix(
      terminal: 1, instant: .now, received: .now,
      place: TaggedCoordinate(
        latitude: place.latitude, longitude: place.longitude, system: .wgs84))
  }

  @Test(
    "is measured from the car's place, in an exercise too, and the dispatcher reads how old it is")
  func car() async throws {
    let tracking = try await LiveTracking(
      store: MemoryPositionStore(), registry: MemoryTerminalRegistry(holders: ["DEMO-C0002"]),
      clock: CityClock(minutesEastOfUTC: 480), retentionDays: 90, gateway: nil)
    try await ServedDuty.test { served async throws in
      try await served.serve(at: 10, 0, tracking: tracking) { client in
        let leader = try await client.person("leader", .brigadeLeader, officer: 8, unit: 4)
        _ = try await client.post(
          StayBody.self, "/api/attendance/5/0/steps", leader, ["step": "confirm", "version": 0])
        let dispatcher = try await client.person("dispatcher", .dispatcher)
        let place = GridCity.location(row: 0, column: 0.5)
        let incident = try await client.post(
          IncidentBody.self, "/api/incidents", dispatcher,
          [
            "severity": "slight", "kind": "collision", "latitude": place.latitude,
            "longitude": place.longitude,
          ])
        func nearest() async throws -> IncidentRoutes.CandidatesBody.Candidate {
          try #require(
            try await client.get(
              IncidentRoutes.CandidatesBody.self, "/api/incidents/\(incident.id)/candidates",
              dispatcher
            ).candidates.first)
        }
        let rostered = try await nearest()
        #expect(rostered.unit == 5 && rostered.reason.chinese.contains("按勤务位置"))
        try await tracking.desk.record([Self.fix(row: 0.1, column: 0)])
        let near = try await nearest()
        #expect(near.unit == 5 && near.travelSeconds < rostered.travelSeconds)
        #expect(near.reason.chinese.contains("秒前的定位"))
        #expect(near.reason.english.contains("s ago"))
      }
    }
  }
}
