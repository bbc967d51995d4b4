// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Foundation
import Geography
import Operations
import Stores
import Testing

@Suite("The welfare timer")
struct WelfareTimerTests {
  /// Signs officer 1 in by the phone, at the post of junction (1, 1).
  private func signIn(_ desks: SampleDesks, at now: Instant) async throws {
    let (attendance, caller) = (desks.attendance, desks.caller(1, now))
    let fixes = [-5, 0].map { SampleDesks.fix(row: 1, column: 1, at: now.adding(seconds: $0)) }
    _ = try await desks.change(at: now) { session in
      try attendance.checkIn(SampleDesks.stay(1), fixes: fixes, at: nil, by: caller, in: session)
    }
  }

  @discardableResult
  private func look(
    _ desks: SampleDesks, at now: Instant, signs: TerminalSigns = TerminalSigns()
  ) async throws -> Int {
    let attendance = desks.attendance
    let isDue = try await desks.store.read {
      try attendance.isClockDue(at: now, signs: signs, in: $0)
    }
    let changed = try await desks.change(at: now) { session in
      try attendance.runClocks(at: now, isExercise: false, signs: signs, in: session)
    }
    #expect(isDue == (changed > 0), "a quiet moment writes nothing")
    return changed
  }

  private func sheet(_ desks: SampleDesks, _ duty: Int64) async throws -> AttendanceSheet {
    let sheet = try await desks.store.read {
      try $0.file(AttendanceSheet.self, DeskKey(number: duty))
    }
    return try #require(sheet)
  }

  private func notes(_ desks: SampleDesks) async throws -> [WelfareNote] {
    try await desks.store.events(after: 0, limit: 1000).compactMap {
      if case .attendanceNoted(_, .welfare(let note)) = $0.entry.content { note } else { nil }
    }
  }

  /// A terminal of a holder's that reached the platform so many seconds ago.
  private func heard(_ holder: String, secondsAgo: Int64) -> TerminalSigns {
    let now = Instant(milliseconds: 1_700_000_000_000)
    let at = now.adding(seconds: -secondsAgo)
    return TerminalSigns(
      [
        holder: Fix(
          terminal: 1, instant: at, received: at, place: SampleDesks.place(row: 1, column: 1))
      ], at: now)
  }

  @Test(
    "asks the phone, then tells the leader, then the command centre, each once; nobody is absent")
  func stages() async throws {
    try await SampleDesks.test { desks async throws in
      try await signIn(desks, at: desks.at(7, 0))
      let since = desks.at(7, 0)
      for (minute, second, changed) in [
        (14, 59, 0), (15, 0, 1), (15, 5, 0), (19, 59, 0), (20, 0, 1), (24, 59, 0), (25, 0, 1),
        (50, 0, 0),
      ] {
        #expect(
          try await look(desks, at: desks.at(7, minute, second: Int64(second))) == changed,
          "7:\(minute):\(second)")
      }
      #expect(
        try await notes(desks) == [
          .silent(since: since, stage: 1, told: .officer),
          .silent(since: since, stage: 2, told: .leader),
          .silent(since: since, stage: 3, told: .dispatcher),
        ])
      #expect(try await desks.notices(officer: 1).map(\.kind) == [.welfareAsked])
      #expect(try await desks.notices([3]).map(\.kind) == [.welfareSilent])
      let sheet = try await sheet(desks, 1)
      #expect(sheet.standing(at: desks.at(7, 50)) == .lostContact)
      #expect(sheet.record.state == .present(since: since), "lost contact is not absent")
      #expect(sheet.record.presentMilliseconds(until: desks.at(7, 50)) == 50 * 60_000)
    }
  }

  @Test("is over with any step of the officer, which says after how long, and rings anew")
  func answered() async throws {
    try await SampleDesks.test { desks async throws in
      try await signIn(desks, at: desks.at(7, 0))
      try await look(desks, at: desks.at(7, 15))
      try await look(desks, at: desks.at(7, 20))
      let (attendance, officer) = (desks.attendance, desks.caller(1, desks.at(7, 22)))
      let request = DeskRequest(sender: 1, key: "heard 7:22", content: "heard")
      for _ in 0..<2 {
        _ = try await desks.change(at: officer.now, request: request) { session in
          try attendance.step(
            .heard, of: SampleDesks.stay(1), at: nil, by: officer, in: session
          ).version
        }
      }
      #expect(
        try await notes(desks).last == .heard(by: .ownStep, afterSeconds: 22 * 60, words: ""))
      #expect(try await notes(desks).count == 3)
      #expect(try await desks.notices([3], officer: 1).isEmpty, "nobody has to read them any more")
      #expect(try await sheet(desks, 1).standing(at: desks.at(7, 30)) == .present)
      #expect(try await look(desks, at: desks.at(7, 36)) == 0)
      #expect(try await look(desks, at: desks.at(7, 37)) == 1)
      #expect(
        try await notes(desks).last
          == .silent(since: desks.at(7, 22), stage: 1, told: .officer))
    }
  }

  @Test("hears a terminal without writing each fix down, also while it asks already")
  func terminal() async throws {
    try await SampleDesks.test { desks async throws in
      let badge = try #require(desks.book.officer(1)).badgeNumber
      try await signIn(desks, at: desks.at(7, 0))
      #expect(try await look(desks, at: desks.at(7, 10), signs: heard(badge, secondsAgo: 1)) == 0)
      // Looked at when the phone was silent for 15 minutes; the terminal was heard 5 minutes ago.
      #expect(try await look(desks, at: desks.at(7, 15), signs: heard(badge, secondsAgo: 300)) == 1)
      #expect(try await notes(desks).isEmpty)
      #expect(try await sheet(desks, 1).lastHeard == desks.at(7, 10))
      // Somebody else's terminal says nothing.
      #expect(try await look(desks, at: desks.at(7, 25), signs: heard("x", secondsAgo: 1)) == 1)
      #expect(try await look(desks, at: desks.at(7, 26), signs: heard(badge, secondsAgo: 10)) == 1)
      #expect(
        try await notes(desks).last
          == .heard(by: .terminal, afterSeconds: 16 * 60, words: ""))
      let sheet = try await sheet(desks, 1)
      #expect(sheet.standing(at: desks.at(7, 42)) == .lostContact)
      #expect(sheet.standing(at: desks.at(7, 42), terminal: desks.at(7, 41)) == .present)
    }
  }

  @Test("hears the vehicle's terminal only while the vehicle is out")
  func vehicle() async throws {
    try await SampleDesks.test { desks async throws in
      let plate = try #require(desks.book.vehicle(2)).plate
      let (attendance, stay) = (
        desks.attendance, try #require(desks.book.stay(SampleDesks.stay(5)))
      )
      #expect(attendance.holders(of: stay, isVehicleOut: false) == [stay.officer.badgeNumber])
      try await desks.confirm(5, at: desks.at(9, 0))
      let officer = desks.caller(7, desks.at(9, 1))
      _ = try await desks.change(at: officer.now) { session in
        try attendance.step(
          .takeVehicle, of: SampleDesks.stay(5), at: nil, by: officer, in: session)
      }
      #expect(attendance.holders(of: stay, isVehicleOut: true).contains(plate))
      try await look(desks, at: desks.at(9, 16), signs: heard(plate, secondsAgo: 60))
      #expect(try await notes(desks).isEmpty)
      let back = desks.caller(7, desks.at(9, 17))
      _ = try await desks.change(at: back.now) { session in
        try attendance.step(
          .returnVehicle, of: SampleDesks.stay(5), at: nil, by: back, in: session)
      }
      try await look(desks, at: desks.at(9, 32), signs: heard(plate, secondsAgo: 60))
      #expect(
        try await notes(desks) == [.silent(since: desks.at(9, 17), stage: 1, told: .officer)])
    }
  }

  @Test("takes a leader's word with a reason, of the own territory only and never for oneself")
  func radio() async throws {
    try await SampleDesks.test { desks async throws in
      try await signIn(desks, at: desks.at(7, 0))
      try await look(desks, at: desks.at(7, 15))
      let attendance = desks.attendance
      func spoke(_ caller: DeskCaller, _ words: String?, at: Instant? = nil) async throws {
        _ = try await desks.change(at: caller.now) { session in
          try attendance.lead(
            .heard(words: words, at: at), of: SampleDesks.stay(1), version: nil, by: caller,
            in: session)
        }
      }
      let now = desks.at(7, 18)
      await #expect(throws: DeskError.outsideTerritory) {
        try await spoke(desks.caller(8, now, reach: [4, 5]), "电台")
      }
      await expectRefused(.ownWork) { try await spoke(desks.caller(1, now), "电台") }
      await #expect(throws: DeskError.self) {
        try await spoke(desks.caller(2, now, reach: [2, 3]), " ")
      }
      await expectRefused(.beforeEarlierEvent) {
        try await spoke(desks.caller(2, now, reach: [2, 3]), "电台", at: desks.at(6, 50))
      }
      try await spoke(desks.caller(2, now, reach: [2, 3]), "电台已联系", at: desks.at(7, 17))
      #expect(
        try await notes(desks).last
          == .heard(by: .radio, afterSeconds: 17 * 60, words: "电台已联系"))
      let event = try #require(try await desks.log.last())
      #expect(event.entry.actor == .officer(id: 2))
      #expect(event.entry.instant == desks.at(7, 17) && event.entry.recorded == now)
      let sheet = try await sheet(desks, 1)
      #expect(sheet.silence == nil && sheet.spokenTo == desks.at(7, 17))
      await expectRefused(.notAllowedInState) {
        _ = try await desks.change(at: now) { session in
          try attendance.lead(
            .heard(words: "电台", at: nil), of: SampleDesks.stay(2), version: nil,
            by: desks.caller(2, now, reach: [2, 3]), in: session)
        }
      }
    }
  }

  @Test(
    "asks once an hour for one roll call where only a voice reaches people, not for each of them")
  func rollCall() async throws {
    try await SampleDesks.test { desks async throws in
      for duty in [Int64(1), 2] { try await desks.confirm(duty, at: desks.at(7, 0)) }
      try await look(desks, at: desks.at(7, 15))
      try await look(desks, at: desks.at(7, 59))
      #expect(try await notes(desks).isEmpty)
      #expect(try await sheet(desks, 1).standing(at: desks.at(7, 59)) == .present)
      #expect(try await look(desks, at: desks.at(8, 0)) == 2)
      #expect(try await desks.notices([3]).map(\.kind) == [.rollCallDue], "one for both")
      #expect(try await look(desks, at: desks.at(8, 15)) == 2)
      let told = try await desks.store.read {
        try $0.notices(of: NoticeQuery(units: nil, limit: 100)).map(\.notice.kind)
      }
      #expect(told == [.rollCallMissed, .rollCallDue])
      let (attendance, leader) = (
        desks.attendance, desks.caller(3, desks.at(8, 20), reach: [2, 3])
      )
      let people = [Int64(1), 2].map(SampleDesks.stay)
      // Somebody who is not there: nothing of the call is kept.
      await expectRefused(.notAllowedInState) {
        _ = try await desks.change(at: leader.now) { session in
          try attendance.callRoll(
            of: people + [SampleDesks.stay(4)], words: "点名", at: nil, by: leader, in: session
          ).count
        }
      }
      #expect(try await sheet(desks, 1).silence != nil)
      let heard = try await desks.change(at: leader.now) { session in
        try attendance.callRoll(of: people, words: "点名", at: nil, by: leader, in: session).count
      }
      #expect(heard == 2)
      #expect(try await desks.notices([3]).isEmpty)
      #expect(
        try await notes(desks).suffix(2)
          == Array(
            repeating: .heard(by: .radio, afterSeconds: 80 * 60, words: "点名"), count: 2))
      // A voice does not make a phone of it: again in an hour, and not after the duty's end.
      try await look(desks, at: desks.at(8, 36))
      #expect(try await look(desks, at: desks.at(9, 30)) == 0)
      #expect(try await notes(desks).count == 6)
    }
  }

  @Test(
    "begins with nobody after the rostered end, and counts from the start for whoever came early")
  func bounds() async throws {
    try await SampleDesks.test { desks async throws in
      try await signIn(desks, at: desks.at(6, 30))
      #expect(try await sheet(desks, 1).standing(at: desks.at(7, 14)) == .present)
      #expect(try await look(desks, at: desks.at(7, 14)) == 0)
      let (attendance, officer) = (desks.attendance, desks.caller(1, desks.at(8, 50)))
      _ = try await desks.change(at: officer.now) { session in
        try attendance.step(.heard, of: SampleDesks.stay(1), at: nil, by: officer, in: session)
      }
      #expect(try await look(desks, at: desks.at(9, 30)) == 0)
      #expect(try await notes(desks).isEmpty)
    }
  }

  @Test("reads a file that was stored before there was a timer")
  func stored() throws {
    let old = """
      {"brigade":2,"lines":[],"officer":1,"record":{"absences":[],"confirmedOffPost":0,"end":1525222800000,\
      "id":{"duty":1,"task":0},"start":1525215600000,"state":{"expected":{}},\
      "wasSentElsewhereFirst":false},"replies":[],"unit":3,"version":1}
      """
    let sheet = try JSONDecoder().decode(AttendanceSheet.self, from: Data(old.utf8))
    #expect(sheet.silence == nil && sheet.nextClock == nil && sheet.spokenTo == nil)
  }
}
