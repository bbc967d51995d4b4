// SPDX-License-Identifier: Apache-2.0

import AccessControl
import DutyModel
import Operations
import PostgresDriver
import StorePort
import Stores
import TestSupport
import Testing

@testable import ChengxuServer

@Suite("Who read the track of a vehicle that one had out", .timeLimit(.minutes(1)))
struct VehicleReadingRouteTests {
  private typealias Page = TrackReadingRoutes.PageBody

  private static let path = "/api/duty/track-readings"
  private static let clock = CityClock(minutesEastOfUTC: 480)
  /// Yesterday: over, whatever the time is.
  private static let day = clock.civilTime(of: .now).date.adding(days: -1)

  private static func at(_ hour: Int64, days: Int = 0) -> Instant {
    clock.instant(of: CivilTime(date: day.adding(days: days))).adding(seconds: hour * 3600)
  }

  /// A word of an officer's phone about vehicle 2, DEMO-C0002.
  private static func entry(_ officer: Int64, isOut: Bool, _ at: Instant) -> DutyEventEntry {
    DutyEventEntry(
      instant: at, recorded: at, actor: .officer(id: ID(rawValue: officer)), isSimulated: false,
      content: .vehicle(duty: ID(rawValue: officer), vehicle: 2, isOut: isOut))
  }

  /// On SQLite and, where there is one, PostgreSQL: an inspector has read some hours of yesterday.
  private func withReadings(
    _ entries: [DutyEventEntry], _ hours: [(holder: Int, from: String, to: String)],
    _ body: @escaping @Sendable (DutyClient) async throws -> Void
  ) async throws {
    @Sendable func run(_ served: ServedDuty) async throws {
      let tracking = try await LiveTracking(
        store: MemoryPositionStore(),
        registry: MemoryTerminalRegistry(holders: ["DEMO-C0002", "100007", "DEMO-C0001"]),
        clock: Self.clock, retentionDays: 90, gateway: nil)
      try await SQLDutyEventLog(served.database).append(entries)
      try await served.serve(at: 7, 2, tracking: tracking) { client in
        let inspector = try await client.person("inspector", .inspector)
        for (terminal, from, to) in hours {
          _ = try await client.get(
            TrackBody.self,
            "/api/units/\(terminal)/track?date=\(Self.day)&from=\(from)&to=\(to)&reason=look",
            inspector)
        }
        try await body(client)
      }
    }
    try await ServedDuty.test(run)
    guard TestPostgres.address != nil else { return }
    try await TestPostgres.withSchema { address in
      try await ServedDuty.test(on: try PostgresDriver(address: address), run)
    }
  }

  @Test("is told to whoever had it out in hours that were read, and to nobody else")
  func hours() async throws {
    let entries = [
      Self.entry(7, isOut: true, Self.at(8)), Self.entry(7, isOut: false, Self.at(10)),
      // Nobody brings it back, and the next one takes it out.
      Self.entry(8, isOut: true, Self.at(12)), Self.entry(9, isOut: true, Self.at(14)),
    ]
    let hours = [
      (1, "09:00", "09:30"), (1, "10:00", "12:00"), (1, "13:00", "13:30"), (1, "15:00", "15:30"),
      (2, "07:00", "08:00"), (3, "09:00", "09:30"), (1, "00:00", "24:00"),
    ]
    try await withReadings(entries, hours.map { (holder: $0.0, from: $0.1, to: $0.2) }) { client in
      for (officer, expected) in [
        (Int64(7), ["DEMO-C0002 00:00", "own 07:00", "DEMO-C0002 09:00"]),
        (8, ["DEMO-C0002 00:00", "DEMO-C0002 13:00"]),
        (9, ["DEMO-C0002 00:00", "DEMO-C0002 15:00"]), (10, []),
      ] {
        let person = try await client.person("officer\(officer)", .officer, officer: officer)
        let items = try await client.get(Page.self, Self.path, person).items
        #expect(items.map { "\($0.vehicle ?? "own") \($0.reading.from)" } == expected, "\(officer)")
        #expect(items.allSatisfy { $0.by == "inspector" && $0.reading.reason == "look" })
      }
    }
  }

  @Test(
    "goes over midnight, but not on for ever where nobody brought it back; and is read in pages")
  func night() async throws {
    let entries = [
      Self.entry(7, isOut: true, Self.at(22, days: -1)), Self.entry(7, isOut: false, Self.at(2)),
    ]
    let hours = ["01:00", "03:00", "00:00"].map { (holder: 1, from: $0, to: "03:30") }
    try await withReadings(entries, hours) { client in
      let officer = try await client.person("officer7", .officer, officer: 7)
      let first = try await client.get(Page.self, Self.path + "?limit=1", officer)
      #expect(first.items.map(\.reading.from) == ["00:00"])
      let next = try #require(first.next)
      let second = try await client.get(Page.self, Self.path + "?limit=1&before=\(next)", officer)
      #expect(second.items.map(\.reading.from) == ["01:00"] && second.next == nil)
    }
    try await withReadings([Self.entry(7, isOut: true, Self.at(22, days: -2))], hours) { client in
      let officer = try await client.person("officer7", .officer, officer: 7)
      #expect(try await client.get(Page.self, Self.path, officer).items.isEmpty)
    }
  }
}
