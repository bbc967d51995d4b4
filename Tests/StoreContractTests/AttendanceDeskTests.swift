// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Operations
import Stores
import Testing

@Suite("The attendance desk")
struct AttendanceDeskTests {
  typealias Fix = AttendanceDesk.PhoneFix

  /// Signs officer 1 in for the post at junction (1, 1).
  private func signIn(
    _ desks: SampleDesks, _ fixes: [Fix], at now: Instant
  ) async throws -> AttendanceSheet {
    let (attendance, caller) = (desks.attendance, desks.caller(1, now))
    return try await desks.change(at: now) { session in
      try attendance.checkIn(
        SampleDesks.stay(1), fixes: fixes, at: nil, by: caller, in: session)
    }
  }

  @Test("confirms two fixes within the fence, and what they were is not kept")
  func confirmed() async throws {
    try await SampleDesks.test { desks async throws in
      let now = desks.at(6, 58)
      let sheet = try await signIn(
        desks,
        [
          SampleDesks.fix(row: 1, column: 1.3, at: now.adding(seconds: -5)),
          SampleDesks.fix(row: 1, column: 1.1, at: now),
        ], at: now)
      #expect(sheet.record.state == .present(since: now))
      #expect(sheet.minutesLate() == nil)
      #expect(try await desks.kinds() == [.attendance])
    }
  }

  @Test(
    "leaves to a leader what the fence does not confirm: too far, too unsure, one fix, none, made up"
  )
  func doubts() async throws {
    try await SampleDesks.test { desks async throws in
      let now = desks.at(7, 0)
      func pair(_ column: Double, _ accuracy: Double = 10, isMock: Bool = false) -> [Fix] {
        [-5, 0].map {
          SampleDesks.fix(
            row: 1, column: column, at: now.adding(seconds: $0), accuracy: accuracy,
            isMock: isMock)
        }
      }
      // 80 m and the phone's 10 m: 89 m is in, 93 m is out.
      let cases: [([Fix], AttendanceSheet.Doubt?)] = [
        (pair(1.89), nil), (pair(1.93), .outside), (pair(1.93, 20), nil),
        (pair(1, 101), .inaccurate),
        (Array(pair(1).prefix(1)), .oneFix), ([], .noFix), (pair(1, isMock: true), .madeUp),
      ]
      for (fixes, expected) in cases {
        let stay = try #require(desks.book.stay(SampleDesks.stay(1)))
        // The desk's own judgement, without a store.
        #expect(desks.attendance.judgement(of: fixes, for: stay) == expected, "\(fixes)")
      }
      let sheet = try await signIn(desks, pair(1.93), at: now)
      #expect(sheet.record.state == .expected)
      #expect(sheet.pending?.doubt == .outside)
      #expect(sheet.pending?.metres == 92 || sheet.pending?.metres == 93)
      #expect(sheet.standing(at: now) == .toVerify)
      #expect(try await desks.notices([3]).map(\.kind) == [.signInToVerify])
    }
  }

  @Test("answers a sign-in that comes again before a leader looked with the first one")
  func again() async throws {
    try await SampleDesks.test { desks async throws in
      func at(_ second: Int64) -> Instant { desks.at(7, 0).adding(seconds: second) }
      let first = try await signIn(desks, [], at: at(0))
      for second in 1...20 {
        let fixes = [SampleDesks.fix(row: 1, column: 1, at: at(Int64(second)))]
        let again = try await signIn(desks, second % 2 == 0 ? fixes : [], at: at(Int64(second)))
        #expect(again == first, "neither a line more nor another version")
      }
      #expect(try await desks.kinds() == [.attendanceNoted])
      #expect(try await desks.notices([3]).count == 1)
      // What the phone calls made up a leader must see, once.
      let mock = [
        SampleDesks.fix(row: 1, column: 1, at: at(30), isMock: true)
      ]
      let doubted = try await signIn(desks, mock, at: at(30))
      #expect(doubted.pending?.doubt == .madeUp && doubted.lines.count == 2)
      #expect(try await signIn(desks, mock, at: at(31)) == doubted)
      #expect(try await signIn(desks, [], at: at(32)) == doubted)
      // Two good fixes need no leader.
      let good = [-5, 0].map { SampleDesks.fix(row: 1, column: 1, at: at(60 + $0)) }
      let there = try await signIn(desks, good, at: at(60))
      #expect(there.record.state == .present(since: at(60)) && there.pending == nil)
    }
  }

  @Test("counts a verified sign-in from its own time, and nobody verifies their own")
  func verified() async throws {
    try await SampleDesks.test { desks async throws in
      let (first, later) = (desks.at(7, 4), desks.at(7, 20))
      let pending = try await signIn(desks, [], at: first)
      let (attendance, own) = (desks.attendance, desks.caller(1, later))
      let version = pending.version
      await expectRefused(.ownWork) {
        _ = try await desks.change(at: later) { session in
          try attendance.lead(
            .verify, of: SampleDesks.stay(1), version: version, by: own, in: session)
        }
      }
      let leader = desks.caller(2, later, reach: [2, 3])
      let sheet = try await desks.change(at: later) { session in
        try attendance.lead(
          .verify, of: SampleDesks.stay(1), version: version, by: leader, in: session)
      }
      #expect(sheet.record.arrival == first)
      #expect(sheet.record.isOnTime())
    }
  }

  @Test("keeps the second of two leaders from overwriting the first, and a foreign one out")
  func conflict() async throws {
    try await SampleDesks.test { desks async throws in
      let now = desks.at(7, 20)
      let version = try await signIn(desks, [], at: desks.at(7, 4)).version
      let (attendance, leader) = (desks.attendance, desks.caller(2, now, reach: [2, 3]))
      _ = try await desks.change(at: now) { session in
        try attendance.lead(
          .reject(words: "不在现场"), of: SampleDesks.stay(1), version: version, by: leader,
          in: session)
      }
      await #expect(throws: DeskError.conflict(.attendance, DeskKey(number: 1), version: 2)) {
        _ = try await desks.change(at: now) { session in
          try attendance.lead(
            .verify, of: SampleDesks.stay(1), version: version, by: leader, in: session)
        }
      }
      let foreign = desks.caller(8, now, reach: [4, 5])
      await #expect(throws: DeskError.outsideTerritory) {
        _ = try await desks.change(at: now) { session in
          try attendance.lead(
            .confirm, of: SampleDesks.stay(1), version: nil, by: foreign, in: session)
        }
      }
      #expect(try await desks.kinds() == [.attendanceNoted, .attendanceNoted])
    }
  }

  @Test("tells late, lost contact, off post and early apart, and none of them is absent")
  func standings() async throws {
    try await SampleDesks.test { desks async throws in
      let stay = try #require(desks.book.stay(SampleDesks.stay(1)))
      #expect(AttendanceSheet.unopened(stay).standing(at: desks.at(7, 4)) == .expected)
      #expect(AttendanceSheet.unopened(stay).standing(at: desks.at(7, 6)) == .late)
      try await desks.confirm(1, at: desks.at(7, 9))
      let (attendance, officer) = (desks.attendance, desks.caller(1, desks.at(8, 0)))
      let sheet = try await desks.change(at: desks.at(8, 0)) { session in
        try attendance.step(
          .leave, of: SampleDesks.stay(1), at: nil, by: officer, in: session)
      }
      #expect(sheet.minutesLate() == 9)
      #expect(sheet.standing(at: desks.at(8, 9)) == .stepped)
      #expect(sheet.standing(at: desks.at(8, 11)) == .offPost)
      let back = desks.caller(1, desks.at(8, 15))
      let present = try await desks.change(at: back.now) { session in
        try attendance.step(
          .comeBack, of: SampleDesks.stay(1), at: nil, by: back, in: session)
      }
      #expect(present.standing(at: desks.at(8, 29)) == .present)
      #expect(present.standing(at: desks.at(8, 31)) == .lostContact)
      #expect(present.record.confirmedOffPost == 0, "only a person's word counts it")
      #expect(try await desks.notices([3]).map(\.kind) == [.absenceToReview])
      let end = desks.caller(1, desks.at(8, 50))
      let finished = try await desks.change(at: end.now) { session in
        try attendance.step(.finish, of: SampleDesks.stay(1), at: nil, by: end, in: session)
      }
      #expect(finished.minutesEarly() == 10)
    }
  }

  @Test("takes the shift's vehicle out once and brings it back, and only one that is rostered")
  func vehicles() async throws {
    try await SampleDesks.test { desks async throws in
      func step(
        _ step: AttendanceDesk.OwnStep, _ duty: Int64, officer: Int64, at now: Instant
      ) async throws -> AttendanceSheet {
        let (attendance, caller) = (desks.attendance, desks.caller(officer, now))
        return try await desks.change(at: now) { session in
          try attendance.step(
            step, of: SampleDesks.stay(duty), at: nil, by: caller, in: session)
        }
      }
      let out = try await step(.takeVehicle, 5, officer: 7, at: desks.at(9, 0))
      #expect(out.vehicleOut == desks.at(9, 0))
      await expectRefused(.notAllowedInState) {
        _ = try await step(.takeVehicle, 5, officer: 7, at: desks.at(9, 5))
      }
      let back = try await step(.returnVehicle, 5, officer: 7, at: desks.at(11, 50))
      #expect(back.vehicleOut == nil && back.vehicleBack == desks.at(11, 50))
      await expectRefused(.notAllowedInState) {
        _ = try await step(.returnVehicle, 5, officer: 7, at: desks.at(11, 55))
      }
      let error = await #expect(throws: DeskError.self) {
        _ = try await step(.takeVehicle, 1, officer: 1, at: desks.at(7, 5))
      }
      guard case .invalid? = error else {
        Issue.record("a vehicle that nobody has went out: \(String(describing: error))")
        return
      }
      #expect(
        try await desks.store.events(after: 0, limit: 10).map(\.entry.content) == [
          .vehicle(duty: 5, vehicle: 2, isOut: true), .vehicle(duty: 5, vehicle: 2, isOut: false),
        ])
    }
  }

  @Test("keeps the officer's own words beside the review, and no foreign person's")
  func reply() async throws {
    try await SampleDesks.test { desks async throws in
      try await desks.confirm(1, at: desks.at(7, 0))
      let (attendance, officer) = (desks.attendance, desks.caller(1, desks.at(9, 30)))
      let sheet = try await desks.change(at: officer.now) { session in
        try attendance.reply(
          "护送病人，已报中队", about: SampleDesks.stay(1), at: nil, by: officer, in: session)
      }
      #expect(sheet.replies.map(\.words) == ["护送病人，已报中队"])
      let other = desks.caller(2, desks.at(9, 30))
      await #expect(throws: DeskError.missing(.attendance, DeskKey(number: 1))) {
        _ = try await desks.change(at: other.now) { session in
          try attendance.reply(
            "x", about: SampleDesks.stay(1), at: nil, by: other, in: session)
        }
      }
    }
  }

  @Test("takes a phone's own time after a while without a network, and none that cannot be")
  func deviceTime() async throws {
    try await SampleDesks.test { desks async throws in
      let (attendance, caller) = (desks.attendance, desks.caller(1, desks.at(9, 0)))
      let fixes = [-5, 0].map {
        SampleDesks.fix(row: 1, column: 1, at: desks.at(7, 1).adding(seconds: $0))
      }
      for device in [desks.at(9, 3), desks.at(0, 0).adding(seconds: -86_400)] {
        await #expect(throws: DeskError.self) {
          _ = try await desks.change(at: caller.now) { session in
            try attendance.checkIn(
              SampleDesks.stay(1), fixes: fixes, at: device, by: caller, in: session)
          }
        }
      }
      #expect(try await desks.kinds().isEmpty)
      let device = desks.at(7, 1)
      let sheet = try await desks.change(at: caller.now) { session in
        try attendance.checkIn(
          SampleDesks.stay(1), fixes: fixes, at: device, by: caller, in: session)
      }
      #expect(sheet.record.arrival == device)
      let event = try #require(try await desks.log.last())
      #expect(event.entry.instant == device)
      #expect(event.entry.recorded == caller.now)
    }
  }

  @Test("carries a request out once, however often it comes, and refuses its key for another")
  func idempotent() async throws {
    try await SampleDesks.test { desks async throws in
      let now = desks.at(7, 0)
      let (attendance, leader) = (desks.attendance, desks.caller(nil, now))
      func request(_ content: String, sender: Int64 = 1) -> DeskRequest {
        DeskRequest(sender: sender, key: "abc", content: content)
      }
      for _ in 0..<3 {
        let version = try await desks.change(at: now, request: request("confirm 1")) { session in
          try attendance.lead(
            .confirm, of: SampleDesks.stay(1), version: nil, by: leader, in: session
          ).version
        }
        #expect(version == 1)
      }
      #expect(try await desks.kinds() == [.attendance])
      await #expect(throws: DeskError.keyReused) {
        _ = try await desks.change(at: now, request: request("confirm 2")) { _ in 1 }
      }
      let other = try await desks.change(at: now, request: request("confirm 2", sender: 2)) { _ in
        7
      }
      #expect(other == 7, "two people's keys never meet")
    }
  }

  @Test("stores neither state nor event where one of them fails")
  func atomic() async throws {
    try await SampleDesks.test { desks async throws in
      let now = desks.at(7, 0)
      let (attendance, leader) = (desks.attendance, desks.caller(nil, now))
      await #expect(throws: DeskError.keyReused) {
        _ = try await desks.change(at: now) { session -> Int in
          _ = try attendance.lead(
            .confirm, of: SampleDesks.stay(1), version: nil, by: leader, in: session)
          throw DeskError.keyReused
        }
      }
      #expect(try await desks.kinds().isEmpty)
      let sheet = try await desks.store.read { session in
        try session.file(AttendanceSheet.self, DeskKey(number: 1))
      }
      #expect(sheet == nil)
    }
  }
}
