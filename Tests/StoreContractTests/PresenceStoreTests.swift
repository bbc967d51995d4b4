// SPDX-License-Identifier: Apache-2.0

import DutyModel
import DutyPlanning
import Geography
import Operations
import StorePort
import Stores
import Testing

@Suite("The store of presence")
struct PresenceStoreTests {
  static let clock = CityClock(minutesEastOfUTC: 480)
  static let day = CivilDate(day: 20_782)
  /// 08:00.
  static let slot = PresenceSlot(date: day, position: 32)
  static let start = slot.span(by: clock).lowerBound

  static func fix(
    _ terminal: Int64 = 1, at second: Int64, _ verdict: FixVerdict = .accepted,
    isMock: Bool = false
  ) -> JudgedFix {
    let instant = start.adding(seconds: second)
    return JudgedFix(
      fix: Fix(
        terminal: ID(rawValue: terminal), instant: instant, received: instant,
        place: TaggedCoordinate(latitude: 36.7, longitude: 119.1, system: .wgs84), isMock: isMock),
      verdict: verdict)
  }

  static func presence(
    _ terminal: Int64 = 1, _ slot: PresenceSlot = slot, seconds: Int = 300
  ) -> SlotPresence {
    SlotPresence(
      slot: slot, terminal: ID(rawValue: terminal), unit: terminal == 3 ? nil : 5,
      carrier: terminal == 2 ? .officer : .vehicle, heardSeconds: 880,
      seconds: [
        .road(9): seconds, .duty(.post(12), .peak): 840, .duty(.beat(3), .offPeak): 1,
        .duty(.checkpoint(4), .night): 2, .duty(.patrol(5), .special): 3,
      ])
  }

  private func withStores(
    _ backend: Backend, now: Instant? = nil,
    _ body: (SQLPositionStore, SQLPresenceStore, any SQLDatabase) async throws -> Void
  ) async throws {
    try await backend.withStore { database async throws in
      try await SchemaUpgrade().apply(to: database, at: Self.start)
      let clock = now.map { now in { @Sendable in now } }
      try await body(
        SQLPositionStore(database, clock: Self.clock, now: clock), SQLPresenceStore(database),
        database)
    }
  }

  private func due(_ store: SQLPresenceStore, before end: Int64 = 100) async throws -> [PresenceDue]
  {
    try await store.due(before: Self.slot.advanced(by: end), after: nil, limit: 1000)
  }

  /// By terminal and slots after 08:00.
  private func marks(_ store: SQLPresenceStore) async throws -> [[Int64]] {
    try await due(store).map { [$0.terminal.rawValue, $0.slot.number - Self.slot.number] }
  }

  @Test(
    "what is due is durable with the fixes, in order and page by page", arguments: Backend.databases
  )
  func marked(backend: Backend) async throws {
    try await withStores(backend) { positions, store, _ async throws in
      try await positions.append([
        Self.fix(2, at: 300), Self.fix(1, at: 300), Self.fix(1, at: 305), Self.fix(1, at: 890),
        Self.fix(1, at: -60), Self.fix(4, at: 300, .jump), Self.fix(5, at: 300, isMock: true),
      ])
      #expect(try await marks(store) == [[1, -1], [1, 0], [1, 1], [2, 0]])
      #expect(try await due(store, before: 1).count == 3)
      let first = try await store.due(before: Self.slot.advanced(by: 9), after: nil, limit: 2)
      let rest = try await store.due(before: Self.slot.advanced(by: 9), after: first[1], limit: 9)
      #expect(try await first + rest == due(store))
    }
  }

  @Test(
    "a slot that is running is marked once, one that is over each time",
    arguments: Backend.databases)
  func remembered(backend: Backend) async throws {
    try await withStores(backend, now: Self.start.adding(seconds: 600)) {
      positions, store, _ async throws in
      try await positions.append([Self.fix(at: 300)])
      let before = try await due(store)
      try await positions.append([Self.fix(at: 305)])
      #expect(try await due(store) == before)
      // The slot before has long ended: what comes of it now came late.
      try await positions.append([Self.fix(at: -500)])
      let late = try await due(store)
      try await positions.append([Self.fix(at: -505)])
      #expect(try await due(store)[0].stamp != late[0].stamp)
      #expect(try await marks(store) == [[1, -1], [1, 0]])
    }
  }

  @Test(
    "presence takes the place of what was there, and comes back as it was",
    arguments: Backend.databases)
  func settled(backend: Backend) async throws {
    try await withStores(backend) { positions, store, _ async throws in
      let rows = (1...3).map { Self.presence($0) }
      try await positions.append((1...3).map { Self.fix($0, at: 300) })
      #expect(try await store.settle(due(store), with: rows) == 3)
      let slots = Self.slot..<Self.slot.advanced(by: 1)
      #expect(try await store.presence(in: slots) == rows)
      #expect(try await due(store).isEmpty)
      let before = try await store.progress(of: Self.day...Self.day)
      // Late, and now there is less, or nothing at all.
      try await positions.append([Self.fix(1, at: 301), Self.fix(2, at: 301)])
      #expect(try await store.settle(due(store), with: [Self.presence(1, seconds: 99)]) == 2)
      #expect(try await store.presence(in: slots) == [Self.presence(1, seconds: 99), rows[2]])
      let after = try await store.progress(of: Self.day...Self.day)
      #expect(after.revision != before.revision && after.until == nil)
      let tomorrow = Self.day.adding(days: 1)
      #expect(try await store.progress(of: tomorrow...tomorrow).revision == 0)
    }
  }

  @Test("what was counted before a late fix came is not written", arguments: Backend.databases)
  func overtaken(backend: Backend) async throws {
    try await withStores(backend) { positions, store, _ async throws in
      try await positions.append([Self.fix(at: 300)])
      let read = try await due(store)
      try await positions.append([Self.fix(at: 310)])
      #expect(try await store.settle(read, with: [Self.presence()]) == 0)
      let slots = Self.slot..<Self.slot.advanced(by: 1)
      #expect(try await store.presence(in: slots).isEmpty)
      // A second server that counted the same finds it done, and changes nothing.
      let now = try await due(store)
      #expect(try await store.settle(now, with: [Self.presence()]) == 1)
      #expect(try await store.settle(now, with: [Self.presence(seconds: 1)]) == 0)
      #expect(try await store.presence(in: slots) == [Self.presence()])
    }
  }

  @Test("what is finished never goes back", arguments: Backend.databases)
  func finished(backend: Backend) async throws {
    try await withStores(backend) { _, store, _ async throws in
      for step: Int64 in [3, 5, 4] { try await store.finish(until: Self.slot.advanced(by: step)) }
      let progress = try await store.progress(of: Self.day...Self.day)
      #expect(progress == PresenceProgress(until: Self.slot.advanced(by: 5), revision: 0))
    }
  }

  @Test(
    "a day's positions wait until its presence was counted, and its presence stays, of nobody's terminal",
    arguments: Backend.databases)
  func retention(backend: Backend) async throws {
    try await withStores(backend) { positions, store, _ async throws in
      let next = Self.day.adding(days: 1)
      try await positions.append((1...3).map { Self.fix($0, at: 300) } + [Self.fix(at: 86_400)])
      let cut = Self.day.adding(days: 1)
      // The day after is due too, but at eight in the morning: that needs none of this one's.
      let waits = try await positions.forget(before: cut, onlyCounted: true)
      #expect(waits == ForgottenDays(waiting: [Self.day]))
      let ofDay = try await store.due(
        before: PresenceSlot(date: next), after: nil, limit: 9)
      #expect(try await store.settle(ofDay, with: (1...3).map { Self.presence($0) }) == 3)
      let gone = try await positions.forget(before: cut, onlyCounted: true)
      #expect(gone == ForgottenDays(gone: [Self.day]))
      let rows = try await store.presence(in: Self.slot..<Self.slot.advanced(by: 1))
      #expect(rows.map(\.terminal).sorted() == [-3, -2, -1])
      #expect(Set(rows.map(\.carrier)) == [.vehicle, .officer])
      #expect(rows.allSatisfy { $0.seconds == Self.presence().seconds })
      #expect(try await marks(store) == [[1, 95], [1, 96]])
      // Where nobody counts, no day waits.
      let all = try await positions.forget(before: next.adding(days: 1), onlyCounted: false)
      #expect(all.gone == [next])
      #expect(try await due(store).isEmpty)
    }
  }
}
