// SPDX-License-Identifier: Apache-2.0

import DutyModel
import DutyPlanning
import Operations
import Rostering
import StorePort
import Stores
import Testing

@Suite("The store of rosters")
struct RosterStoreTests {
  private let person = RosterPerson(name: "'); DROP TABLE roster_book;--", officer: 7)
  private let clock = CityClock(minutesEastOfUTC: 480)
  private let now = Instant(milliseconds: 1_500_000_000_000)

  private var roster: Roster {
    let start = CivilTime(date: CivilDate(day: 17_287), minuteOfDay: 390)
    let interval = CivilInterval(start: start, end: start.adding(minutes: 420))
    return Roster(
      version: Version(stage: "roster", digest: "0123456789ab"),
      plan: Version(stage: "plan", digest: "0123456789ab"), isDemoData: true,
      firstDate: start.date, days: 7,
      duties: (1...3).map { number in
        RosteredDuty(
          id: ID(rawValue: number), officer: ID(rawValue: number), shift: "early",
          interval: interval,
          tasks: [DutyTask(demand: nil, mode: .offPeak, place: nil, interval: interval)],
          vehicle: nil)
      }, brokenRules: [], solves: [])
  }

  private func event(_ action: RosterAction) -> RosterEvent {
    RosterEvent(action, by: person, at: clock.civilTime(of: now))
  }

  private func withRosters(
    _ backend: Backend, _ body: (SQLRosterStore, SQLDutyEventLog) async throws -> Void
  ) async throws {
    try await backend.withStore { database async throws in
      try await SchemaUpgrade().apply(to: database, at: now)
      try await body(SQLRosterStore(database), SQLDutyEventLog(database))
    }
  }

  @Test(
    "gives a roster back as its events made it, each an event of the one chain",
    arguments: Backend.databases)
  func replay(backend: Backend) async throws {
    try await withRosters(backend) { store, log in
      let id = try await store.open(roster, by: person, at: now, clock: clock)
      try await store.append(event(.pin(2)), to: id, revision: 1, at: now)
      let moves = [RosterMove(duty: 1, from: 1, to: 4), RosterMove(duty: 3, from: 3, to: nil)]
      try await store.append(
        event(.assign(duty: 1, moves: moves, overrides: [])), to: id, revision: 2, at: now)
      try await store.append(event(.publish(note: "五月")), to: id, revision: 3, at: now)
      var expected = RosterBook(id: id, base: roster)
      try expected.apply(event(.pin(2)))
      try expected.apply(event(.assign(duty: 1, moves: moves, overrides: [])))
      try expected.apply(event(.publish(note: "五月")))
      #expect(try await store.book(id) == expected)
      #expect(expected.draft.duties.map(\.officer) == [2, 4])
      #expect(try await store.revision(of: id) == 4)
      #expect(try await log.verifyChain() == .intact(events: 4))
      #expect(try await log.last()?.entry.actor == .officer(id: 7))
    }
  }

  @Test(
    "gives a roster back with the weeks that it got since, and lists it as it was solved",
    arguments: Backend.databases)
  func weeks(backend: Backend) async throws {
    try await withRosters(backend) { store, _ in
      let id = try await store.open(roster, by: person, at: now, clock: clock)
      let start = CivilTime(date: roster.end, minuteOfDay: 390)
      let interval = CivilInterval(start: start, end: start.adding(minutes: 420))
      let row = RosteredDuty(
        id: 4, officer: 2, shift: "early", interval: interval,
        tasks: [DutyTask(demand: nil, mode: .offPeak, place: nil, interval: interval)],
        vehicle: nil)
      let weeks = RosterWeeks(from: roster.end, days: 14, rows: [row], penalty: 3, solves: [])
      try await store.append(event(.publish(note: "")), to: id, revision: 1, at: now)
      try await store.append(event(.extend(weeks)), to: id, revision: 2, at: now)
      let book = try await store.book(id)
      #expect(book.draft.days == 21 && book.draft.duties.last == row)
      #expect(book.published?.days == 7 && book.unpublished.map(\.duty) == [4])
      #expect(try await store.index().map(\.days) == [7])
    }
  }

  @Test(
    "takes the step of whoever was first, and stores nothing of the other",
    arguments: Backend.databases)
  func conflict(backend: Backend) async throws {
    try await withRosters(backend) { store, log in
      let id = try await store.open(roster, by: person, at: now, clock: clock)
      let outcomes = await withTaskGroup(of: Bool.self) { group in
        for duty in Int64(1)...3 {
          group.addTask {
            do {
              try await store.append(
                event(.pin(ID(rawValue: duty))), to: id, revision: 1, at: now)
              return true
            } catch {
              if case RosterStoreError.conflict = error { return false }
              Issue.record(error)
              return false
            }
          }
        }
        return await group.reduce(into: []) { $0.append($1) }
      }
      #expect(outcomes.filter { $0 }.count == 1)
      #expect(try await store.book(id).pins.count == 1)
      #expect(try await log.verifyChain() == .intact(events: 2))
    }
  }

  @Test(
    "lists the newest first and knows no roster that there is not",
    arguments: Backend.databases)
  func index(backend: Backend) async throws {
    try await withRosters(backend) { store, _ in
      #expect(try await store.index().isEmpty)
      var next = roster
      next.firstDate = roster.firstDate.adding(days: 7)
      next.version = Version(stage: "roster", digest: "ba9876543210")
      _ = try await store.open(roster, by: person, at: now, clock: clock)
      _ = try await store.open(next, by: person, at: now, clock: clock)
      let index = try await store.index()
      #expect(index.map(\.id) == [2, 1] && index.map(\.revision) == [1, 1])
      #expect(index.map(\.firstDate) == [next.firstDate, roster.firstDate])
      let error = await #expect(throws: RosterStoreError.self) {
        try await store.append(event(.pin(1)), to: 9, revision: 1, at: now)
      }
      guard case .missing(9) = try #require(error) else { Issue.record("\(error!)"); return }
    }
  }
}
