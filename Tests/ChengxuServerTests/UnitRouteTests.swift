// SPDX-License-Identifier: Apache-2.0

import AccessControl
import DutyModel
import Foundation
import Geography
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Operations
import Stores
import Testing

@testable import ChengxuServer

@Suite("Where units are", .timeLimit(.minutes(1)))
struct UnitRouteTests {
  /// Officers 2 and 8, of two brigades, and somebody whom no list names.
  private static let holders = ["100002", "100008", "鲁V·无名"]

  private static func fix(
    _ terminal: Int64, at seconds: Int64, _ latitude: Double, speed: Int? = 1000
  ) -> Fix {
    let now = Instant.now
    return Fix(
      terminal: ID(rawValue: terminal),
      instant: Instant(milliseconds: now.milliseconds - 60_000 + seconds * 1000), received: now,
      place: TaggedCoordinate(latitude: latitude, longitude: 119.1, system: .wgs84), speed: speed,
      course: 90)
  }

  private func tracking(_ store: MemoryPositionStore = MemoryPositionStore()) async throws
    -> LiveTracking
  {
    try await LiveTracking(
      store: store, registry: MemoryTerminalRegistry(holders: Self.holders),
      clock: CityClock(minutesEastOfUTC: 480), retentionDays: 90, gateway: nil)
  }

  private static func places(in text: String) throws -> UnitPlacesBody {
    let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("data: ") })
    return try JSONDecoder().decode(UnitPlacesBody.self, from: Data(line.dropFirst(6).utf8))
  }

  @Test(
    "is told within the reader's territory, in columns of numbers, and written down once an hour")
  func territory() async throws {
    let tracking = try await tracking()
    try await ServedDuty.test { served async throws in
      try await served.serve(at: 7, 2, tracking: tracking) { client in
        _ = try await tracking.desk.record([
          Self.fix(1, at: 0, 36.7), Self.fix(2, at: 0, 36.8, speed: nil), Self.fix(3, at: 0, 36.9),
        ])
        let inspector = try await client.person("inspector", .inspector)
        let units = try await client.get([UnitBody].self, "/api/units", inspector)
        #expect(units.map(\.kind) == [.officer, .officer, .unknown])
        #expect(units[0].holder == "100002" && units[0].name != nil && units[0].unit != nil)
        let path = "/api/units/live?wait=0"
        let text = try await client.text(path, inspector)
        #expect(text.hasPrefix("event: all\n"))
        let places = try Self.places(in: text).places
        #expect(places.map(\.terminal) == [1, 2, 3])
        #expect(places[0].latitude == 3_670_000 && places[0].longitude == 11_910_000)
        #expect(places[0].speed == 36 && places[0].course == 90 && places[1].speed == nil)
        // One of the unit's own, nobody else's, and nobody whose unit is not known.
        let leader = try await client.person("leader", .brigadeLeader, officer: 2, unit: 2)
        #expect(try Self.places(in: try await client.text(path, leader)).places == [places[0]])
        #expect(try await client.get([UnitBody].self, "/api/units", leader).map(\.id) == [1])
        let planner = try await client.person("planner", .planner)
        #expect(try await client.text(path, planner).contains("\"status\":403"))

        _ = try await client.text(path, inspector)
        let noted = try await SQLAccessStore(served.database).events(limit: 50)
          .filter { $0.kind == .positionsWatched }
        #expect(noted.map(\.actor).sorted() == ["inspector", "leader"])
      }
    }
  }

  @Test("is never told of what is not durable, nor by a terminal that goes back in time")
  func durable() async throws {
    let store = MemoryPositionStore()
    let desk = try await tracking(store).desk
    try await desk.record([Self.fix(1, at: 0, 36.7)])
    let first = desk.movement(after: 0)
    #expect(first.fixes.map(\.place.latitude) == [36.7])
    await store.fail(with: TrackingError(.full, detail: ""))
    await #expect(throws: TrackingError.self) {
      try await desk.record([Self.fix(1, at: 9, 36.701)])
    }
    #expect(desk.movement(after: first.change).fixes.isEmpty)
    await store.fail(with: nil)
    try await desk.record([Self.fix(1, at: 20, 36.702), Self.fix(1, at: 5, 36.6)])
    let second = desk.movement(after: first.change)
    #expect(second.fixes.map(\.place.latitude) == [36.702])
    #expect(desk.movement(after: second.change).fixes.isEmpty)
    #expect(desk.movement(after: 0).fixes.count == 1)
  }

  @Test(
    "goes on with what has moved alone, once a second at most, also of a terminal imported since")
  func stream() async throws {
    let tracking = try await tracking()
    let (desk, directory) = (tracking.desk, tracking.directory)
    try await desk.record([Self.fix(1, at: 0, 36.7), Self.fix(2, at: 0, 36.8)])
    let holders = HolderIndex(nil)
    // As it was before the second was imported.
    let before = UnitRoster(
      bodies: [], visible: [1], known: [1])
    let stream = UnitStream(
      desk: desk, roster: before,
      reload: { try await UnitRoster(directory, holders, reach: nil) }, endsAtOnce: false)
    var pieces = stream.makeAsyncIterator()
    let all = try Self.places(in: String(buffer: try #require(try await pieces.next())))
    #expect(all.places.map(\.terminal) == [1, 2])
    for step in 1...3 {
      try await desk.record([Self.fix(2, at: Int64(step), 36.8 + Double(step) / 1e4)])
    }
    let begin = ContinuousClock.now
    let text = String(buffer: try #require(try await pieces.next()))
    #expect(ContinuousClock.now - begin >= .milliseconds(900))
    #expect(text.hasPrefix("event: moved\n"))
    let moved = try Self.places(in: text).places
    #expect(moved.map(\.terminal) == [2] && moved[0].latitude == 3_680_030)
    // Nothing moves: a sign of life, with the clock.
    let quiet = String(buffer: try #require(try await pieces.next()))
    #expect(try Self.places(in: quiet).places.isEmpty)
    #expect(ContinuousClock.now - begin >= .seconds(5))
  }

  @Test("is shown to nobody by a server that asks nobody who they are")
  func openReading() async throws {
    try await ServedPage.test(tracking: try await tracking()) { client async throws in
      for path in ["/api/units", "/api/units/live?wait=0", "/api/units/1/track?reason=look"] {
        #expect(try await client.execute(uri: path, method: .get) { $0.status } == .unauthorized)
      }
    }
  }
}
