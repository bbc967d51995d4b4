// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Geography
import Operations
import StorePort
import Stores
import Testing

@Suite("The stores of tracking")
struct TrackingStoreTests {
  static let clock = CityClock(minutesEastOfUTC: 480)
  /// 2026-11-25 08:00 in China.
  static let now = Instant(milliseconds: 1_795_564_800_000)

  static func fix(
    _ terminal: Int64 = 1, at second: Int64, north: Double = 0, receivedAt: Instant = now
  ) -> Fix {
    Fix(
      terminal: ID(rawValue: terminal), instant: now.adding(seconds: second),
      received: receivedAt,
      place: TaggedCoordinate(latitude: 36.7 + north, longitude: -119.1234567, system: .gcj02),
      altitude: -3, speed: 1234, course: 359, accuracy: 7, isMock: true, alarms: 1,
      status: 0xFFFF_FFFF, details: "30011f")
  }

  private func accepted(_ fixes: [Fix]) -> [JudgedFix] {
    fixes.map { JudgedFix(fix: $0, verdict: .accepted) }
  }

  private func withStores(
    _ backend: Backend, retentionDays: Int = 90,
    _ body: (any SQLDatabase, SQLPositionStore, SQLTerminalRegistry) async throws -> Void
  ) async throws {
    try await backend.withStore { database async throws in
      try await SchemaUpgrade().apply(to: database, at: Self.now)
      try await body(
        database,
        SQLPositionStore(database, clock: Self.clock, retentionDays: retentionDays),
        SQLTerminalRegistry(database))
    }
  }

  @Test("keep a fix as it was, once, with its verdict", arguments: Backend.databases)
  func once(backend: Backend) async throws {
    try await withStores(backend) { _, positions, _ async throws in
      let fixes = accepted([Self.fix(at: 0), Self.fix(at: 1), Self.fix(at: 1, north: 1e-6)])
      #expect(try await positions.append(fixes) == 3)
      #expect(try await positions.append(fixes + accepted([Self.fix(at: 2)])) == 1)
      #expect(try await positions.append([]) == 0)
      let interval = Self.now..<Self.now.adding(seconds: 2)
      #expect(try await positions.track(of: 1, in: interval) == fixes)
      #expect(try await positions.track(of: 2, in: interval).isEmpty)
    }
  }

  @Test(
    "find a track across midnight and in what was sent months late",
    arguments: Backend.databases)
  func days(backend: Backend) async throws {
    try await withStores(backend) { database, positions, _ async throws in
      let hours: [Int64] = [-24 * 400, -24 * 91, -24 * 89, -9, -8, 0]
      let fixes = accepted(hours.map { Self.fix(at: $0 * 3600) })
      let future = JudgedFix(fix: Self.fix(at: 86_400 * 4000), verdict: .future)
      #expect(try await positions.append(fixes + [future]) == 7)
      let all = Self.now.adding(seconds: -86_400 * 500)..<Self.now.adding(seconds: 1)
      #expect(try await positions.track(of: 1, in: all) == fixes)
      let night = Self.now.adding(seconds: -9 * 3600)..<Self.now
      #expect(try await positions.track(of: 1, in: night) == Array(fixes[3...4]))
      // Three days have a table; what is older, and a clock in the next decade, make none.
      let tables = try await database.read {
        try $0.rows("SELECT count(*) FROM position_day")[0].integer(0)
      }
      #expect(tables == 3)
    }
  }

  @Test(
    "give out the way of a terminal, the oldest first and no more than asked for, and count all",
    arguments: Backend.databases)
  func way(backend: Backend) async throws {
    try await withStores(backend) { _, positions, _ async throws in
      let old = Self.now.adding(seconds: -86_400 * 100)
      let fixes = accepted([Self.fix(at: -86_400 * 99), Self.fix(at: -30_000), Self.fix(at: 0)])
      let late = JudgedFix(fix: Self.fix(at: -60), verdict: .late)
      let others = [FixVerdict.jump, .jump, .outlier, .future].enumerated().map {
        JudgedFix(fix: Self.fix(at: Int64($0) - 20), verdict: $1)
      }
      // Not in the order of their moments, and another terminal's beside them.
      try await positions.append(
        fixes.reversed() + others + [late] + accepted([Self.fix(2, at: 0)]))
      let all = old..<Self.now.adding(seconds: 1)
      let whole = try await positions.way(
        of: 1, in: all, verdicts: TrackedWay.verdicts, limit: 9)
      #expect(whole.fixes == [fixes[0], fixes[1], late, fixes[2]])
      #expect(whole.counts == [.accepted: 3, .late: 1, .jump: 2, .outlier: 1, .future: 1])
      let part = try await positions.way(
        of: 1, in: all, verdicts: TrackedWay.verdicts, limit: 2)
      #expect(part.fixes == [fixes[0], fixes[1]] && part.counts == whole.counts)
      let hours = Self.now.adding(seconds: -60)..<Self.now
      let minute = try await positions.way(
        of: 1, in: hours, verdicts: TrackedWay.verdicts, limit: 9)
      #expect(minute.fixes == [late] && minute.counts[.accepted] == nil)
      #expect(
        try await positions.way(
          of: 3, in: all, verdicts: TrackedWay.verdicts, limit: 9
        ).counts.isEmpty)
    }
  }

  @Test("know where each terminal was last", arguments: Backend.databases)
  func newest(backend: Backend) async throws {
    try await withStores(backend) { _, positions, _ async throws in
      try await positions.append(
        accepted([Self.fix(1, at: -86_400), Self.fix(2, at: -86_400), Self.fix(2, at: -60)]) + [
          JudgedFix(fix: Self.fix(2, at: -30), verdict: .jump)
        ])
      let today = Self.clock.civilTime(of: Self.now).date
      let newest = try await positions.newest(on: today)
      #expect(newest == [Self.fix(1, at: -86_400), Self.fix(2, at: -60)])
      #expect(try await positions.newest(on: today.adding(days: 5)).isEmpty)
    }
  }

  @Test("find accepted fixes by terminal and moment", arguments: Backend.databases)
  func accepted(backend: Backend) async throws {
    try await withStores(backend) { _, positions, _ async throws in
      let fixes = (0..<45).map { Self.fix($0 % 7 + 1, at: $0 * -3600) }
      try await positions.append(
        accepted(fixes) + [JudgedFix(fix: Self.fix(1, at: 1), verdict: .jump)])
      let found = try await positions.accepted(fixes.map { FixKey($0) })
      #expect(Set(found) == Set(fixes) && found.count == fixes.count)
      // A jump, another's moment, days without a table.
      let others = [(1, 1), (2, 0), (1, -86_400 * 30), (1, 86_400 * 9000)].map {
        FixKey(Self.fix($0.0, at: $0.1))
      }
      #expect(try await positions.accepted(others).isEmpty)
      #expect(try await positions.accepted([]).isEmpty)
    }
  }

  @Test("forget whole days, and what was quarantined before them", arguments: Backend.databases)
  func retention(backend: Backend) async throws {
    try await withStores(backend) { database, positions, _ async throws in
      let old = Self.now.adding(seconds: -86_400 * 10)
      try await positions.append(
        accepted([
          Self.fix(at: 0), Self.fix(at: -86_400 * 10, receivedAt: old),
          Self.fix(at: -86_400 * 200, receivedAt: old),
        ]))
      try await positions.quarantine([
        QuarantinedReport(
          kind: .jt808, name: "1", received: old, reason: .unknownTerminal, content: "'); --"),
        QuarantinedReport(
          kind: .osmand, name: "赟😀", received: Self.now, reason: .impossible, content: "<b>"),
      ])
      let today = Self.clock.civilTime(of: Self.now).date
      #expect(
        try await positions.forget(before: today.adding(days: -5), onlyCounted: false).gone
          == [today.adding(days: -10)])
      let all = Self.now.adding(seconds: -86_400 * 500)..<Self.now.adding(seconds: 1)
      #expect(try await positions.track(of: 1, in: all).map(\.fix) == [Self.fix(at: 0)])
      let left = try await database.read { try $0.rows("SELECT id, name FROM quarantined_report") }
      #expect(left == [SQLRow([.integer(2), .text("赟😀")])])
      // A day that was forgotten gets a new table when something of it comes after all.
      try await positions.append(accepted([Self.fix(at: -86_400 * 10)]))
      #expect(try await positions.track(of: 1, in: all).count == 2)
    }
  }

  @Test("take terminals in, once, and change their holders", arguments: Backend.databases)
  func registry(backend: Backend) async throws {
    try await withStores(backend) { _, _, registry async throws in
      var rows = (1...300).map {
        TerminalRow(kind: .jt808, name: "1380000\($0)", holder: "鲁V\($0)")
      }
      #expect(try await registry.take(rows, at: Self.now) == TerminalImport(added: 300))
      rows[4].holder = "鲁V0005"
      rows.append(TerminalRow(kind: .osmand, name: "13800001", holder: "070001"))
      #expect(
        try await registry.take(rows, at: Self.now)
          == TerminalImport(added: 1, changed: 1, unchanged: 299))
      let found = try await registry.terminal(.jt808, named: "13800005")
      #expect(found?.holder == "鲁V0005")
      #expect(try await registry.terminal(.owntracks, named: "13800001") == nil)
      #expect(try await registry.terminals().count == 301)
    }
  }

  @Test(
    "keep codes as digests; the one before is good for a day, a released one never",
    arguments: Backend.databases)
  func credentials(backend: Backend) async throws {
    try await withStores(backend) { database, _, registry async throws in
      _ = try await registry.take([TerminalRow(kind: .jt808, name: "1", holder: "A")], at: Self.now)
      let terminal = try #require(try await registry.terminal(.jt808, named: "1"))
      #expect(try await registry.credential(of: terminal.id) == nil)
      var credential: TerminalCredential?
      for code in ["first", "second"] {
        credential = .renewed(after: credential, code: code, device: "D", at: Self.now)
        try await registry.replaceCredential(of: terminal.id, with: #require(credential))
      }
      let stored = try #require(try await registry.credential(of: terminal.id))
      #expect(stored == credential)
      #expect(stored.accepts("second", at: Self.now.adding(seconds: 1_000_000)))
      #expect(stored.accepts("first", at: Self.now.adding(seconds: 86_399)))
      #expect(!stored.accepts("first", at: Self.now.adding(seconds: 86_400)))
      #expect(!stored.accepts("", at: Self.now))
      let text = try await database.read { try $0.rows("SELECT digest FROM terminal_credential") }
      #expect(!"\(text)".contains("second"))
      try await registry.removeCredential(of: terminal.id)
      #expect(try await registry.credential(of: terminal.id) == nil)
    }
  }
}

extension PositionStore {
  /// All that is kept of a terminal, whatever its verdict.
  func track(
    of terminal: DutyModel.ID<TrackedTerminal>, in interval: Range<Instant>
  ) async throws -> [JudgedFix] {
    try await way(of: terminal, in: interval, verdicts: FixVerdict.allCases, limit: .max).fixes
  }
}
