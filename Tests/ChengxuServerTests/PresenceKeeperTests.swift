// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import DutyPlanning
import Foundation
import Geography
import Operations
import PostgresDriver
import StorePort
import Stores
import Supervision
import TestSupport
import Testing

@testable import ChengxuServer

@Suite("Presence counted as the stream goes", .timeLimit(.minutes(2)))
struct PresenceKeeperTests {
  private static let clock = CityClock(minutesEastOfUTC: 480)
  private static let slot = PresenceSlot(date: GridDay.date, position: 32)
  private static let eight = slot.span(by: clock).lowerBound

  /// A server's part that counts presence on a database of one brigade's officer, whose terminal is 1, and of
  /// somebody whom no list names.
  private struct Counting: Sendable {
    var tracking: LiveTracking
    var presence: SQLPresenceStore
    var keeper: PresenceKeeper

    init(_ database: any SQLDatabase) async throws {
      presence = SQLPresenceStore(database)
      tracking = try await LiveTracking(
        store: SQLPositionStore(database, clock: clock), registry: SQLTerminalRegistry(database),
        clock: clock, retentionDays: 90, gateway: nil, presence: presence)
      keeper = try #require(PresenceKeeper(tracking, ServedDuty.contents))
    }

    func rows() async throws -> [SlotPresence] {
      try await presence.presence(in: slot.advanced(by: -96)..<slot.advanced(by: 96))
    }
  }

  private func withDatabase(
    _ body: @escaping @Sendable (any SQLDatabase) async throws -> Void
  ) async throws {
    func prepared(_ database: any SQLDatabase) async throws {
      try await ServedDuty.test(on: database) { _ async throws in
        _ = try await SQLTerminalRegistry(database).take(
          ["100002", "鲁V·无名"].map { TerminalRow(kind: .osmand, name: $0, holder: $0) }, at: .now)
        try await body(database)
      }
    }
    try await ServedDuty.test { served async throws in
      _ = try await SQLTerminalRegistry(served.database).take(
        ["100002", "鲁V·无名"].map { TerminalRow(kind: .osmand, name: $0, holder: $0) }, at: .now)
      try await body(served.database)
    }
    guard TestPostgres.address != nil else { return }
    try await TestPostgres.withSchema { try await prepared(try PostgresDriver(address: $0)) }
  }

  /// Every ten seconds of some minutes after eight, at a corner of the grid city.
  private static func fixes(
    _ terminal: Int64 = 1, _ minutes: Range<Int64>, corner: Double = 0,
    _ verdict: FixVerdict = .accepted
  ) -> [JudgedFix] {
    let place = GridCity.location(row: corner, column: corner)
    return (minutes.lowerBound * 6..<minutes.upperBound * 6).map { number in
      let instant = eight.adding(seconds: number * 10)
      return JudgedFix(
        fix: Fix(
          terminal: ID(rawValue: terminal), instant: instant, received: instant,
          place: TaggedCoordinate(
            latitude: place.latitude, longitude: place.longitude, system: .wgs84)),
        verdict: verdict)
    }
  }

  private static func at(_ minute: Int64) -> Instant { eight.adding(seconds: minute * 60) }

  @Test("a slot is counted four minutes after its end, whose it was by unit and not by name")
  func counted() async throws {
    try await withDatabase { database async throws in
      let counting = try await Counting(database)
      try await counting.tracking.store.append(
        Self.fixes(1, 0..<40) + Self.fixes(2, 3..<5, corner: 1))
      // The quarter before is looked at too, since the first fix lies at its edge, and comes to nothing.
      #expect(try await counting.keeper.bringUp(to: Self.at(18)).slots == 1)
      #expect(try await counting.rows().isEmpty)
      _ = try await counting.keeper.bringUp(to: Self.at(19))
      let rows = try await counting.rows()
      #expect(rows.map(\.slot) == [Self.slot, Self.slot] && rows.map(\.terminal) == [1, 2])
      // The first fix stands at eight sharp, and the slot before knows nothing.
      #expect(rows[0].heardSeconds == 900 && rows[1].heardSeconds == 110)
      let unit = ServedDuty.contents.snapshot.organization.officers.first { $0.id == 2 }?.unit
      #expect(rows[0].unit == unit && rows[0].unit != nil && rows[0].carrier == .officer)
      #expect(rows[1].unit == nil && rows[1].carrier == .unknown)
      let map = PresenceMap(plan: GridDay.plans, snapshot: ServedDuty.contents.snapshot)
      let near = map.places(near: GridCity.location(row: 0, column: 0))
      #expect(!near.isEmpty && Set(rows[0].seconds.keys) == Set(near))
      #expect(rows[0].seconds.values.allSatisfy { $0 == 900 })
      let days = GridDay.date...GridDay.date
      #expect(try await counting.presence.progress(of: days).until == Self.slot.advanced(by: 1))
    }
  }

  @Test("what came late, a restart and a second server lead to the same rows")
  func same() async throws {
    let all = Self.fixes(1, -20..<50) + Self.fixes(2, 0..<30, corner: 3)
    let late = Self.fixes(1, 5..<12, corner: 2, .late)
    let ofFirst = all.filter { fix in
      !late.contains { $0.fix.instant == fix.fix.instant && fix.fix.terminal == 1 }
    }
    let expected = try await once(ofFirst + late)
    #expect(expected.count == 8)
    try await withDatabase { database async throws in
      // Each time another server's part; the first is gone in the middle.
      try await Counting(database).tracking.store.append(ofFirst)
      _ = try await Counting(database).keeper.bringUp(to: Self.at(21))
      let before = try await Counting(database).rows()
      #expect(before.contains { $0.heardSeconds < 900 && $0.terminal == 1 && $0.slot == Self.slot })
      _ = try await Counting(database).keeper.bringUp(to: Self.at(36))
      try await Counting(database).tracking.store.append(late)
      let (one, two) = (try await Counting(database), try await Counting(database))
      async let first = one.keeper.bringUp(to: Self.at(70))
      async let second = two.keeper.bringUp(to: Self.at(70))
      // Each slot by one of them.
      let slots = try await (first.slots, second.slots)
      #expect(slots.0 + slots.1 == 4)
      #expect(try await one.rows() == expected)
      #expect(try await one.keeper.bringUp(to: Self.at(70)).slots == 0)
    }
  }

  /// All at once, counted once.
  private func once(_ fixes: [JudgedFix]) async throws -> [SlotPresence] {
    let counted = Counted()
    try await ServedDuty.test { served async throws in
      _ = try await SQLTerminalRegistry(served.database).take(
        ["100002", "鲁V·无名"].map { TerminalRow(kind: .osmand, name: $0, holder: $0) }, at: .now)
      let counting = try await Counting(served.database)
      try await counting.tracking.store.append(fixes)
      _ = try await counting.keeper.bringUp(to: Self.at(70))
      await counted.take(try await counting.rows())
    }
    return await counted.rows
  }

  private actor Counted {
    private(set) var rows: [SlotPresence] = []
    func take(_ rows: [SlotPresence]) { self.rows = rows }
  }

  @Test("a server without a city counts none, and no day waits for it")
  func without() async throws {
    let tracking = try await LiveTracking(
      store: MemoryPositionStore(), registry: MemoryTerminalRegistry(holders: []),
      clock: Self.clock, retentionDays: 90, gateway: nil)
    #expect(PresenceKeeper(tracking, nil) == nil)
    #expect(PresenceKeeper(tracking, ServedDuty.contents) == nil)
  }
}
