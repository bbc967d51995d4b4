// SPDX-License-Identifier: Apache-2.0

import DutyModel
import IncidentAnalysis
import Operations
import StorePort
import Stores
import Testing

@Suite("The store of congestion and disorder points")
struct PointStoreTests {
  private let now = Instant(milliseconds: 1_500_000_000_000)
  private let clock = CityClock(minutesEastOfUTC: 480)
  private let text = "'); DROP TABLE point_event;-- 东风街🚦"

  private var time: CivilTime { clock.civilTime(of: now) }

  private func opening(_ number: Int64) -> PointStep {
    PointStep(
      point: ID(rawValue: number),
      action: .open(
        PointFinding(
          kind: .congestion, measure: .jamShare, place: text, location: nil, grade: .recurrent,
          value: 0.5, threshold: 0.4, score: 1,
          reason: LocalizedName(chinese: "近20日10日拥堵", english: "10 of 20 days"))),
      signature: .detection, time: time)
  }

  private func step(_ event: PointCase.Event, officer: Int64 = 7) throws -> PointStep {
    PointStep(
      point: 1, action: .apply(event),
      signature: try #require(.init(officer: ID(rawValue: officer), reason: text)), time: time)
  }

  private func withPoints(
    _ backend: Backend, _ body: (SQLPointStore, SQLDutyEventLog) async throws -> Void
  ) async throws {
    try await backend.withStore { database async throws in
      try await SchemaUpgrade().apply(to: database, at: now)
      try await body(SQLPointStore(database), SQLDutyEventLog(database))
    }
  }

  @Test(
    "gives the ledger back as its steps made it, each an event of the one chain",
    arguments: Backend.databases)
  func replay(backend: Backend) async throws {
    try await withPoints(backend) { store, log in
      #expect(try await store.ledger() == PointLedger())
      try await store.append(
        [opening(1), opening(2)], by: nil, seen: 0, isDemoData: false, at: now)
      try await store.append(
        [try step(.verify)], by: "li.wei", seen: 2, isDemoData: false, at: now)
      var expected = PointLedger()
      for step in [opening(1), opening(2), try step(.verify)] { try expected.apply(step) }
      #expect(try await store.ledger() == expected)
      #expect(expected[1]?.place == text && expected[1]?.state == .verified)
      #expect(try await store.revision() == 3)
      #expect(try await log.verifyChain() == .intact(events: 3))
      #expect(try await log.last()?.entry.actor == .officer(id: 7))
      try await store.append([opening(3)], by: nil, seen: 3, isDemoData: true, at: now)
      #expect(try await store.ledger().isDemoData)
    }
  }

  @Test(
    "takes the step of whoever was first, and stores nothing of the other",
    arguments: Backend.databases)
  func conflict(backend: Backend) async throws {
    try await withPoints(backend) { store, log in
      try await store.append([opening(1)], by: nil, seen: 0, isDemoData: false, at: now)
      let steps = try [step(.verify, officer: 1), step(.dismiss, officer: 2)]
      let outcomes = await withTaskGroup(of: Bool.self) { group in
        for step in steps {
          group.addTask {
            do {
              try await store.append([step], by: "a", seen: 1, isDemoData: false, at: now)
              return true
            } catch {
              guard case PointStoreError.conflict = error else { Issue.record(error); return false }
              return false
            }
          }
        }
        return await group.reduce(into: []) { $0.append($1) }
      }
      #expect(outcomes.filter { $0 }.count == 1)
      #expect(try await store.ledger()[1]?.history.count == 2)
      #expect(try await log.verifyChain() == .intact(events: 2))
    }
  }

  @Test(
    "A desk refuses what the rules refuse and stores nothing of it", arguments: Backend.databases)
  func desk(backend: Backend) async throws {
    try await withPoints(backend) { store, _ in
      try await store.append([opening(1)], by: nil, seen: 0, isDemoData: false, at: now)
      let desk = PointDesk(store: store, clock: clock)
      let signature = try #require(PointCase.Signature(officer: 7, reason: "现场查看"))
      let refusal = await #expect(throws: PointDeskError.self) {
        try await desk.take(.treat, on: 1, by: signature, account: "a", seen: 1, at: now)
      }
      guard case .refused(.refused) = try #require(refusal) else { Issue.record(refusal!); return }
      let conflict = await #expect(throws: PointDeskError.self) {
        try await desk.take(.verify, on: 1, by: signature, account: "a", seen: 0, at: now)
      }
      guard case .store(.conflict) = try #require(conflict) else { Issue.record(conflict!); return }
      #expect(try await store.revision() == 1)
      let ledger = try await desk.take(
        .verify, on: 1, by: signature, account: "a", seen: 1, at: now)
      #expect(ledger[1]?.state == .verified)
      #expect(try await store.ledger() == ledger)
    }
  }
}
