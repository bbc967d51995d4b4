// SPDX-License-Identifier: Apache-2.0

import CityOrder
import DutyModel
import Operations
import StorePort
import Stores
import Synchronization
import Testing

@Suite("Reminders of cases in every store")
struct CaseReminderTests {
  typealias Sample = SampleCases

  /// What was told, by key: the live feed knows each once.
  private final class Told: Sendable {
    private let reminders = Mutex<[String: CaseReminder]>([:])
    var all: [CaseReminder] { reminders.withLock { Array($0.values) } }
    func tell(_ one: CaseReminder) { reminders.withLock { $0[one.key] = one } }
  }

  private static func desk(_ store: any CaseStore) throws -> CaseDesk {
    let name = LocalizedName(chinese: "单位", english: "Body")
    let units: [OrderUnit] = [
      OrderUnit(id: 100, kind: .supervisionCentre, name: name),
      OrderUnit(id: 200, kind: .commandCentre, name: name),
      OrderUnit(id: 301, kind: .department, name: name),
    ]
    return CaseDesk(
      cases: store,
      directory: OrderDirectory(
        name: name, clock: CityClock(minutesEastOfUTC: 480), classes: try Sample.classes(),
        units: units, areas: []),
      grids: GridMap([]), deadlines: nil, photos: nil)
  }

  /// Reported at 0, opened at 1, dispatched at 2 and due at 102: half at 52, four fifths at 82.
  private static func dispatched() throws -> [CaseEvent] {
    let code = try #require(ClassCode("E0102"))
    func due(_ minute: Int64, _ start: Int64) -> Deadline {
      Deadline(given: Sample.at(minute), from: Sample.at(start))
    }
    return [
      try Sample.filing(),
      CaseEvent(by: Sample.supervisor, at: Sample.at(1), .open(code, deadline: due(61, 1))),
      CaseEvent(
        by: Sample.dispatcher, at: Sample.at(2),
        .dispatch(to: 301, basis: .classOwner, deadline: due(102, 2))),
    ]
  }

  @discardableResult
  private static func round(
    _ desk: CaseDesk, _ minute: Int64, _ told: Told = Told(), limit: Int = 100
  ) async throws -> CaseDesk.ClockRound {
    let round = try await desk.remind(at: Sample.at(minute), limit: limit) { told.tell($0) }
    #expect(round.failures.isEmpty)
    return round
  }

  @Test(
    "are given once at each percentage, whichever server looks and however often it starts",
    arguments: Backend.allCases)
  func once(backend: Backend) async throws {
    try await backend.withCases { store async throws in
      try await store.file([Self.dispatched()])
      let told = Told()
      for minute: Int64 in [51, 52, 60, 82, 90, 102, 200] {
        // Two servers at the same moment, each with a desk that knows nothing of earlier rounds.
        async let first = Self.round(Self.desk(store), minute, told)
        async let second = Self.round(Self.desk(store), minute, told)
        _ = try await (first, second)
      }
      let reminders = try await store.events(of: 1).compactMap { event in
        if case .remind(let percent, let to) = event.action { (percent, to?.count) } else { nil }
      }
      #expect(reminders.map(\.0) == [50, 80, 100])
      #expect(reminders.map(\.1) == [1, 2, 3])
      #expect(told.all.map(\.percent).sorted() == [50, 80, 100])
      #expect(try await store.escalated(limit: 9).map(\.id) == [1])
      #expect(try await store.alerted(by: Sample.at(9999), limit: 9).isEmpty)
    }
  }

  @Test("leave a case that stands still, and one that ended", arguments: Backend.allCases)
  func still(backend: Backend) async throws {
    try await backend.withCases { store async throws in
      let reason = try #require(CaseReason("下雨"))
      let accept = CaseEvent(by: Sample.handler(301), at: Sample.at(3), .accept)
      let pause = CaseEvent(by: Sample.leader, at: Sample.at(4), .pause(reason))
      let ended = CaseEvent(by: Sample.supervisor, at: Sample.at(4), .decline(reason))
      try await store.file([
        Self.dispatched() + [accept, pause], [Sample.filing(), ended],
      ])
      #expect(try await Self.round(Self.desk(store), 500).found == 0)
      let resumed = Deadline(given: Sample.at(700), from: Sample.at(2))
      try await store.append(
        [CaseEvent(by: Sample.leader, at: Sample.at(600), .resume(deadline: resumed))], to: 1,
        version: 5)
      #expect(try await Self.round(Self.desk(store), 601).reminders.map(\.percent) == [80])
    }
  }

  @Test("take the oldest first, so many at once", arguments: Backend.allCases)
  func rounds(backend: Backend) async throws {
    try await backend.withCases { store async throws in
      try await store.file((0..<5).map { [try Sample.filing($0, at: 100 - $0)] })
      let desk = try Self.desk(store)
      #expect(try await Self.round(desk, 900, limit: 2).reminders.map(\.id) == [5, 4])
      #expect(try await Self.round(desk, 900, limit: 2).reminders.map(\.id) == [3, 2])
      #expect(try await Self.round(desk, 900, limit: 2).reminders.map(\.id) == [1])
      #expect(try await store.escalated(limit: 3).map(\.id) == [5, 4, 3])
    }
  }

  @Test(
    "are tried again where nobody could be told, and do not stop the others",
    arguments: Backend.allCases)
  func failure(backend: Backend) async throws {
    struct Deaf: Error {}
    try await backend.withCases { store async throws in
      try await store.file([[Sample.filing()], [Sample.filing(1)]])
      let desk = try Self.desk(store)
      let round = try await desk.remind(at: Sample.at(40), limit: 9) { reminder in
        if reminder.id == 1 { throw Deaf() }
      }
      #expect(round.failures.map(\.id) == [1] && round.reminders.map(\.id) == [2])
      #expect(try await store.events(of: 1).count == 1)
      #expect(try await Self.round(desk, 41).reminders.map(\.id) == [1])
    }
  }

  @Test(
    "do not take the case out of the hands of somebody who is working on it",
    arguments: Backend.allCases)
  func version(backend: Backend) async throws {
    try await backend.withCases { store async throws in
      try await store.file([Self.dispatched()])
      let desk = try Self.desk(store)
      try await Self.round(desk, 60)
      let one = try await desk.perform(
        .accept, on: 1, version: 3, by: Sample.handler(301), key: nil, at: Sample.at(61))
      #expect(one.version == 5 && one.remindedPercent == 50)
      let error = await #expect(throws: CaseDeskError.self) {
        try await desk.perform(
          .accept, on: 1, version: 4, by: Sample.handler(301), key: nil, at: Sample.at(62))
      }
      guard case .store(.conflict(1)) = error else {
        Issue.record("\(String(describing: error))")
        return
      }
    }
  }

  @Test("find cases that were stored before, and look at each once", arguments: Backend.databases)
  func upgraded(backend: Backend) async throws {
    try await backend.withStore { database async throws in
      try await SchemaUpgrade().apply(to: database, at: Sample.at(0))
      let store = SQLCaseStore(database, classes: try Sample.classes())
      try await store.file([Self.dispatched(), [Sample.filing(0, at: 40)]])
      // As the step leaves them.
      _ = try await database.write { try $0.execute("UPDATE city_case SET next_alert = received") }
      let round = try await Self.round(Self.desk(store), 60)
      #expect(round.found == 2 && round.reminders.map(\.id) == [1])
      #expect(try await Self.round(Self.desk(store), 60).found == 0)
      #expect(try await Self.round(Self.desk(store), 70).reminders.map(\.id) == [2])
    }
  }
}
