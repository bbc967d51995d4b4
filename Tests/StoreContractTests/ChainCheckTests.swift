// SPDX-License-Identifier: Apache-2.0

import AccessControl
import DutyModel
import Operations
import StorePort
import Stores
import Testing

private func at(_ second: Int64) -> Instant { Instant(milliseconds: second * 1000) }

@Suite("Checks of the chained log")
struct ChainCheckTests {
  private struct Checked {
    var database: any SQLDatabase
    var log: SQLDutyEventLog
    var store: SQLChainCheckStore

    /// Begins a check, walks the log and ends it.
    func check(at second: Int64) async throws -> ChainCheck.Finding {
      guard
        case .begun(let check, let sealed) = try await store.begin(by: "auditor", at: at(second))
      else { throw StoreError(.busy, "A check is under way.") }
      let (finding, walked) = try await ChainWalk(log, sealed: sealed, partEvents: 2).run {
        (walked) async throws(EventLogError) in
        try await store.advance(check.id, walked: walked, at: at(second))
      }
      try await store.end(check.id, finding, walked: walked, at: at(second + 1))
      return finding
    }

    func change(_ statements: SQLText...) async throws {
      try await database.write { session in
        for statement in statements { try session.execute(statement) }
      }
    }
  }

  /// A log of five events.
  private func withLog(
    on backend: Backend, _ body: (Checked) async throws -> Void
  ) async throws {
    try await backend.withStore { database async throws in
      try await SchemaUpgrade().apply(to: database, at: at(0))
      let log = SQLDutyEventLog(database)
      try await log.append((1...5).map { entry(at: $0) })
      try await body(
        Checked(database: database, log: log, store: SQLChainCheckStore(database)))
    }
  }

  @Test(
    "go one at a time, and one whose server is gone keeps nobody out", arguments: Backend.databases)
  func oneAtATime(backend: Backend) async throws {
    try await withLog(on: backend) { checked in
      let store = checked.store
      let first = try await store.begin(by: "auditor", at: at(10))
      guard case .begun(let check, nil) = first else {
        Issue.record("\(first)")
        return
      }
      #expect(check.length == 5 && check.account == "auditor" && check.walked == 0)
      try await store.advance(check.id, walked: 3, at: at(60))
      let second = try await store.begin(by: "other", at: at(119))
      guard case .underWay(let running) = second else {
        Issue.record("\(second)")
        return
      }
      #expect(running.id == check.id && running.walked == 3 && running.account == "auditor")
      #expect(try await store.state().newest?.isUnderWay(at: at(119)) == true)
      let third = try await store.begin(by: "other", at: at(120))
      guard case .begun(let next, nil) = third else {
        Issue.record("\(third)")
        return
      }
      #expect(next.id.rawValue == check.id.rawValue + 1)
      #expect(try await store.state().lastEnded == nil)
    }
  }

  @Test(
    "find an intact log intact, and keep how far it went, its seal, when and for whom",
    arguments: Backend.databases)
  func intact(backend: Backend) async throws {
    try await withLog(on: backend) { checked in
      let last = try #require(try await checked.log.last())
      let seal = ChainSeal(events: 5, digest: last.digest)
      #expect(try await checked.check(at: 10) == .intact(seal))
      let state = try await checked.store.state()
      #expect(state.length == 5 && state.seal == last.digest.hexadecimal)
      let check = try #require(state.lastEnded)
      #expect(check == state.newest && check == state.lastIntact)
      #expect(check.account == "auditor" && check.begun == at(10) && check.ended == at(11))
      #expect(check.walked == 5 && check.finding == .intact(seal))
      try await checked.log.append([entry(at: 6), entry(at: 7)])
      guard case .intact(let longer) = try await checked.check(at: 20) else {
        Issue.record("A log that only grew is not found intact.")
        return
      }
      #expect(longer.events == 7)
    }
  }

  @Test("stand in the auditor's record with what they found", arguments: Backend.databases)
  func recorded(backend: Backend) async throws {
    try await withLog(on: backend) { checked in
      _ = try await checked.check(at: 10)
      try await checked.change(
        "UPDATE duty_event SET body = replace(body, 'true', 'false') WHERE id = 3")
      #expect(try await checked.check(at: 20) == .broken(at: 3, .changedBody))
      let seal = try #require(try await checked.store.state().lastIntact)
      guard case .intact(let sealed) = seal.finding else { return }
      let events = try await SQLAccessStore(checked.database).events(limit: 9)
      #expect(
        events.map(\.kind) == [
          .chainCheckBroken, .chainCheckBegun, .chainCheckIntact, .chainCheckBegun,
        ])
      #expect(events.allSatisfy { $0.actor == "auditor" && $0.subject == "duty_event" })
      #expect(
        events.map(\.detail) == [
          "check 2, event 3: changedBody", "check 2, 5 events",
          "check 1, 5 events, seal \(sealed.digest.hexadecimal)", "check 1, 5 events",
        ])
      let state = try await checked.store.state()
      #expect(state.lastEnded?.finding == .broken(at: 3, .changedBody))
      #expect(state.lastIntact?.id == 1)
    }
  }

  @Test("name the first break in whatever part of the walk it lies", arguments: Backend.databases)
  func parts(backend: Backend) async throws {
    for id in 1...5 {
      try await withLog(on: backend) { checked in
        try await checked.change("UPDATE duty_event SET kind = 'else' WHERE id >= \(id)")
        #expect(
          try await checked.check(at: 10) == .broken(at: ID(rawValue: Int64(id)), .wrongColumn))
      }
    }
  }

  @Test(
    "miss what an earlier check has sealed: an end that is gone, and a log written anew",
    arguments: Backend.databases)
  func sealed(backend: Backend) async throws {
    try await withLog(on: backend) { checked in
      _ = try await checked.check(at: 10)
      try await checked.change("DELETE FROM duty_event WHERE id = 5")
      #expect(try await checked.log.verifyChain() == .intact(events: 4))
      #expect(try await checked.check(at: 20) == .broken(at: 5, .missingEnd))
      // As many events as before, and more: each chain fits together by itself.
      try await checked.log.append([entry(at: 50), entry(at: 51)])
      #expect(try await checked.log.verifyChain() == .intact(events: 6))
      #expect(try await checked.check(at: 30) == .broken(at: 5, .otherSeal))
    }
  }

  @Test(
    "say that a log could not be read, which is no finding about it", arguments: Backend.databases)
  func unreadable(backend: Backend) async throws {
    try await withLog(on: backend) { checked in
      try await checked.change("ALTER TABLE duty_event RENAME TO elsewhere")
      let (finding, _) = try await ChainWalk(checked.log, sealed: nil).run { _ in }
      guard case .failed(let detail) = finding else {
        Issue.record("\(finding)")
        return
      }
      #expect(detail.contains("duty_event"))
      try await checked.change("ALTER TABLE elsewhere RENAME TO duty_event")
      guard case .begun(let check, _) = try await checked.store.begin(by: "a", at: at(1))
      else { return }
      try await checked.store.end(check.id, finding, walked: 0, at: at(2))
      #expect(try await checked.store.state().lastEnded?.finding == finding)
      #expect(try await checked.store.state().lastIntact == nil)
      // A break that was found stands, whatever could not be read later.
      try await checked.change("UPDATE duty_event SET kind = 'else' WHERE id = 2")
      #expect(try await checked.check(at: 10) == .broken(at: 2, .wrongColumn))
      guard case .begun(let next, _) = try await checked.store.begin(by: "a", at: at(20))
      else { return }
      try await checked.store.end(next.id, finding, walked: 0, at: at(21))
      let state = try await checked.store.state()
      #expect(state.lastEnded?.id == next.id)
      #expect(state.lastFound?.finding == .broken(at: 2, .wrongColumn))
    }
  }
}
