// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Foundation
import Geography
import Stores
import Testing

@testable import Operations

@Suite("Signing in by a terminal's track")
struct TerminalCheckInTests {
  /// Stored fixes of terminal 1, and what the desk makes of them.
  private struct Track {
    let desks: SampleDesks
    let positions: SQLPositionStore
    let holder: String

    init(_ desks: SampleDesks, holder: String? = nil) throws {
      self.desks = desks
      positions = SQLPositionStore(desks.database, clock: desks.book.clock)
      self.holder = try holder ?? #require(desks.book.officer(1)).badgeNumber
    }

    /// At the post of officer 1, or `row` and `column` of the grid.
    func fix(
      _ at: Instant, row: Double = 1, column: Double = 1, accuracy: Int? = nil,
      isMock: Bool = false, system: CoordinateSystem = .wgs84
    ) -> Fix {
      let place = GridPlace.wgs84(row, column)
      return Fix(
        terminal: 1, instant: at, received: at,
        place: TaggedCoordinate(
          latitude: place.latitude, longitude: place.longitude, system: system),
        accuracy: accuracy, isMock: isMock)
    }

    func store(_ fixes: [Fix], _ verdict: FixVerdict = .accepted) async throws {
      try await positions.append(fixes.map { JudgedFix(fix: $0, verdict: verdict) })
    }

    /// As the clock looks: the newest fix says whose track to read, the store what is in it.
    func look(at now: Instant, newest: Fix) async throws -> Int {
      let attendance = desks.attendance
      let signs = TerminalSigns([holder: newest], at: now)
      let awaited = try await desks.store.read {
        try attendance.awaitedTerminals(at: now, signs: signs, in: $0)
      }
      var signedIn = 0
      for each in awaited {
        let way = try await positions.way(
          of: 1, in: each.span, verdicts: TrackedWay.verdicts, limit: 1000)
        guard let run = attendance.run(of: 1, way.fixes.map(\.fix), for: each) else { continue }
        let isNew = try await desks.change(at: now) { session in
          try attendance.checkIn(each.stay, by: run, at: now, isExercise: false, in: session)
        }
        if isNew { signedIn += 1 }
      }
      return signedIn
    }

    func look(at now: Instant) async throws -> Int { try await look(at: now, newest: fix(now)) }
  }

  /// The middle of a junction of the grid.
  private enum GridPlace {
    static func wgs84(_ row: Double, _ column: Double) -> Coordinate {
      SampleDesks.place(row: row, column: column).wgs84
    }
  }

  private func sheet(_ desks: SampleDesks, _ duty: Int64) async throws -> AttendanceSheet? {
    try await desks.store.read { try $0.file(AttendanceSheet.self, DeskKey(number: duty)) }
  }

  @Test("counts from the first of a minute's fixes, names the terminal, and happens once")
  func first() async throws {
    try await SampleDesks.test { desks async throws in
      let track = try Track(desks)
      let start = desks.at(6, 58)
      try await track.store([0, 30].map { track.fix(start.adding(seconds: $0)) })
      #expect(
        try await track.look(at: start.adding(seconds: 30)) == 0, "half a minute is too short")
      try await track.store([track.fix(start.adding(seconds: 60))])
      let now = start.adding(seconds: 61)
      #expect(try await track.look(at: now) == 1)
      let sheet = try #require(try await sheet(desks, 1))
      #expect(sheet.record.arrival == start && sheet.evidence == .terminalTrack)
      #expect(sheet.minutesLate() == nil && !sheet.isReachedByVoiceOnly(nil))
      let run = try #require(sheet.terminal)
      #expect(run.terminal == 1 && run.holder == track.holder && run.fixes == 3)
      let events = try await desks.store.events(after: 0, limit: 10)
      #expect(
        events.map(\.entry.content) == [
          .attendanceNoted(assignment: SampleDesks.stay(1), note: .terminal(run)),
          .attendance(
            assignment: SampleDesks.stay(1), event: .confirm(.terminalTrack, at: start)),
        ])
      #expect(events.allSatisfy { $0.instant == start && $0.entry.recorded == now })
      // Another server that had read the same track comes too late, and the next look finds nothing.
      let attendance = desks.attendance
      let again = try await desks.change(at: now) { session in
        try attendance.checkIn(
          SampleDesks.stay(1), by: run, at: now, isExercise: false, in: session)
      }
      #expect(!again)
      #expect(try await track.look(at: now.adding(seconds: 5)) == 0)
      #expect(try await desks.kinds().count == 2)
    }
  }

  @Test("is late by the same rule as any other arrival")
  func late() async throws {
    try await SampleDesks.test { desks async throws in
      let track = try Track(desks)
      let start = desks.at(7, 12)
      try await track.store([0, 30, 60].map { track.fix(start.adding(seconds: $0)) })
      #expect(try await track.look(at: start.adding(seconds: 60)) == 1)
      #expect(try await sheet(desks, 1)?.minutesLate() == 12)
    }
  }

  @Test("needs stored fixes without a break: none outside, made up, shifted or missing between")
  func breaks() async throws {
    try await SampleDesks.test { desks async throws in
      let track = try Track(desks)
      let attendance = desks.attendance
      let now = desks.at(7, 10)
      // Heard, but nothing is stored.
      #expect(try await track.look(at: now) == 0)
      let begin = desks.at(7, 0)
      let awaited = AttendanceDesk.AwaitedTerminal(
        stay: SampleDesks.stay(1), holder: track.holder, span: desks.at(6, 45)..<now)
      func first(_ fixes: [Fix]) -> Int64? {
        attendance.run(of: 1, fixes, for: awaited)?.first.seconds(since: begin)
      }
      func at(_ seconds: Int64) -> Instant { begin.adding(seconds: seconds) }
      let inside = [Int64(0), 30, 60].map { track.fix(at($0)) }
      #expect(first(inside) == 0)
      let one = track.fix(at(30), row: 3)
      #expect(first([inside[0], one, inside[2]]) == nil)
      #expect(first([inside[0], one] + [60, 90, 120].map { track.fix(at($0)) }) == 60)
      #expect(first([inside[0], track.fix(at(30), isMock: true), inside[2]]) == nil)
      // 90 seconds apart is one stretch, 91 are two.
      #expect(first([track.fix(at(0)), track.fix(at(90))]) == 0)
      #expect(first([track.fix(at(0)), track.fix(at(91))]) == nil)
      // A shifted place says nothing for it, though it would lie inside once it is undone.
      let shifted = ChineseDatum.gcj02(fromWGS84: GridPlace.wgs84(1, 1))
      let encrypted = [Int64(0), 30, 60].map { seconds -> Fix in
        var fix = track.fix(at(seconds), system: .gcj02)
        fix.place = TaggedCoordinate(
          latitude: shifted.latitude, longitude: shifted.longitude, system: .gcj02)
        return fix
      }
      #expect(first(encrypted) == nil)
      // Too unsure to say anything.
      #expect(first([Int64(0), 30, 60].map { track.fix(at($0), accuracy: 101) }) == nil)
      // Earlier than 15 minutes before the start.
      #expect(first([Int64(-960), -930, -901].map { track.fix(at($0)) }) == nil)
      // What the filter does not believe is stored, and is none of the way.
      try await track.store([0, 30, 60].map { track.fix(at($0)) }, .jump)
      #expect(try await track.look(at: at(61)) == 0)
    }
  }

  @Test("of the vehicle counts only while the shift has it out")
  func vehicle() async throws {
    try await SampleDesks.test { desks async throws in
      let track = try Track(desks, holder: try #require(desks.book.vehicle(2)).plate)
      let start = desks.at(8, 55)
      let fixes = (0..<12).map { track.fix(start.adding(seconds: $0 * 30), row: 3, column: 0) }
      try await track.store(fixes)
      let now = desks.at(9, 1)
      let newest = track.fix(now, row: 3, column: 0)
      #expect(try await track.look(at: now, newest: newest) == 0, "it may stand there empty")
      let (attendance, officer) = (desks.attendance, desks.caller(7, desks.at(8, 58)))
      _ = try await desks.change(at: officer.now) { session in
        try attendance.step(
          .takeVehicle, of: SampleDesks.stay(5), at: nil, by: officer, in: session)
      }
      #expect(try await track.look(at: now, newest: newest) == 1)
      let sheet = try #require(try await sheet(desks, 5))
      #expect(sheet.record.arrival == desks.at(8, 58), "not from before it was taken out")
      #expect(sheet.terminal?.holder == track.holder)
    }
  }

  @Test("is withdrawn by a leader with a reason, and no terminal shows that stay again")
  func withdrawn() async throws {
    try await SampleDesks.test { desks async throws in
      let track = try Track(desks)
      let start = desks.at(6, 58)
      try await track.store((0..<40).map { track.fix(start.adding(seconds: $0 * 30)) })
      #expect(try await track.look(at: desks.at(7, 0)) == 1)
      let attendance = desks.attendance
      func withdraw(_ caller: DeskCaller, _ words: String?, duty: Int64 = 1) async throws {
        _ = try await desks.change(at: caller.now) { session in
          try attendance.lead(
            .withdraw(words: words), of: SampleDesks.stay(duty), version: nil, by: caller,
            in: session)
        }
      }
      let leader = desks.caller(2, desks.at(7, 5), reach: [2, 3])
      await #expect(throws: DeskError.self) { try await withdraw(leader, " ") }
      await #expect(throws: DeskError.outsideTerritory) {
        try await withdraw(desks.caller(8, desks.at(7, 5), reach: [4, 5]), "不在岗")
      }
      await expectRefused(.ownWork) { try await withdraw(desks.caller(1, desks.at(7, 5)), "我") }
      try await withdraw(leader, "对讲机放在岗亭")
      let sheet = try #require(try await sheet(desks, 1))
      #expect(sheet.record.state == .expected && sheet.record.arrival == nil)
      #expect(sheet.evidence == nil && sheet.terminal == nil)
      #expect(sheet.standing(at: desks.at(7, 6)) == .late)
      #expect(sheet.lines.last?.words == "对讲机放在岗亭")
      #expect(
        try await desks.store.events(after: 2, limit: 10).map(\.entry.content) == [
          .attendanceNoted(
            assignment: SampleDesks.stay(1), note: .terminalWithdrawn(words: "对讲机放在岗亭")),
          .attendance(assignment: SampleDesks.stay(1), event: .withdraw(at: leader.now)),
        ])
      #expect(try await track.look(at: desks.at(7, 15)) == 0)
      // The officer comes and says so by phone.
      let officer = desks.caller(1, desks.at(7, 20))
      let fixes = [-5, 0].map {
        SampleDesks.fix(row: 1, column: 1, at: officer.now.adding(seconds: $0))
      }
      _ = try await desks.change(at: officer.now) { session in
        try attendance.checkIn(SampleDesks.stay(1), fixes: fixes, at: nil, by: officer, in: session)
      }
      #expect(try await self.sheet(desks, 1)?.evidence == .twoFixes)
      // What a phone or a leader said is not withdrawn like this.
      await expectRefused(.notAllowedInState) {
        try await withdraw(
          desks.caller(2, desks.at(7, 25), reach: [2, 3]), "不在岗")
      }
    }
  }

  @Test("is withdrawn together with what the phone asks its officer meanwhile")
  func withdrawnWhileAsking() async throws {
    try await SampleDesks.test { desks async throws in
      let track = try Track(desks)
      try await track.store([0, 30, 60].map { track.fix(desks.at(6, 58, second: $0)) })
      #expect(try await track.look(at: desks.at(7, 0)) == 1)
      let attendance = desks.attendance
      let now = desks.at(7, 16)
      _ = try await desks.change(at: now) { session in
        try attendance.runClocks(at: now, isExercise: false, signs: TerminalSigns(), in: session)
      }
      #expect(try await desks.notices(officer: 1).map(\.kind) == [.welfareAsked])
      let leader = desks.caller(2, desks.at(7, 17), reach: [2, 3])
      _ = try await desks.change(at: leader.now) { session in
        try attendance.lead(
          .withdraw(words: "不在岗"), of: SampleDesks.stay(1), version: nil, by: leader, in: session)
      }
      #expect(try await sheet(desks, 1)?.silence == nil)
      #expect(try await desks.notices(officer: 1).isEmpty)
    }
  }
}
