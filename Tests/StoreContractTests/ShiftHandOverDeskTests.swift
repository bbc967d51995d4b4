// SPDX-License-Identifier: Apache-2.0

import DutyModel
import DutyPlanning
import Geography
import Operations
import Rostering
import StorePort
import Stores
import TestSupport
import Testing

@Suite("The desk of shift hand-overs")
struct ShiftHandOverDeskTests {
  /// Officer 1 holds the post from 7:00 to 9:00, officer 2 of the same squadron walks from 9:00 on.
  private struct Shift {
    let desks: SampleDesks
    let desk: ShiftHandOverDesk

    init(_ desks: SampleDesks) {
      self.desks = desks
      desk = ShiftHandOverDesk(desks.book)
    }

    func write(
      _ duty: Int64? = 1, by officer: Int64 = 1, to incoming: Int64 = 2, at now: Instant,
      reach: Set<ID<DutyModel.Unit>>? = nil, note: String = "护栏损坏"
    ) async throws -> ShiftHandOverFile {
      let (desk, caller) = (desk, desks.caller(officer, now, reach: reach))
      let request = ShiftHandOverDesk.Request(
        duty: duty.map { ID(rawValue: $0) }, incoming: ID(rawValue: incoming), note: note,
        equipment: [.init(name: "对讲机", count: 2, words: "")])
      return try await desks.change(at: now) { session in
        try desk.write(request, by: caller, in: session)
      }
    }

    func acknowledge(
      _ file: ShiftHandOverFile, by officer: Int64 = 2, at now: Instant,
      _ reservations: [ShiftHandOver.Reservation] = [], version: Int? = nil,
      reach: Set<ID<DutyModel.Unit>>? = nil
    ) async throws -> ShiftHandOverFile {
      let (desk, caller) = (desk, desks.caller(officer, now, reach: reach))
      return try await desks.change(at: now) { session in
        try desk.acknowledge(
          file.id, reservations: reservations, at: nil, version: version, by: caller, in: session)
      }
    }

    func withdraw(
      _ file: ShiftHandOverFile, by officer: Int64, at now: Instant, reason: String?,
      version: Int = 1
    ) async throws -> ShiftHandOverFile {
      let (desk, caller) = (desk, desks.caller(officer, now))
      return try await desks.change(at: now) { session in
        try desk.withdraw(file.id, reason: reason, version: version, by: caller, in: session)
      }
    }

    func look(at now: Instant) async throws -> Int {
      let desk = desk
      return try await desks.change(at: now) { session in
        try desk.runClocks(at: now, isExercise: false, in: session)
      }
    }

    func stored(_ file: ShiftHandOverFile) async throws -> ShiftHandOverFile {
      try #require(
        try await desks.store.read { try $0.file(ShiftHandOverFile.self, file.key) })
    }

    /// The file is what its events in the log say.
    func expectReplayed(_ file: ShiftHandOverFile, _ keys: [String]) async throws {
      let events = try await desks.store.events(after: 0, limit: 1000).compactMap { event in
        if case .shiftHandOver(file.id, let step) = event.entry.content { step } else { nil }
      }
      #expect(events.map(\.key) == keys)
      #expect(try ShiftHandOver(id: file.id, replaying: events) == file.handOver)
      #expect(try await stored(file) == file)
    }
  }

  @Test("freezes what is open in the unit, and keeps it as it was")
  func matters() async throws {
    try await SampleDesks.test { desks async throws in
      let shift = Shift(desks)
      let (dispatch, violations) = (desks.dispatch, desks.violations)
      try await desks.confirm(1, at: desks.at(7, 0))
      try await desks.confirm(2, at: desks.at(7, 0))
      try await desks.confirm(5, at: desks.at(9, 0))
      let commander = desks.caller(nil, desks.at(8, 0))
      let report = IncidentReport(
        source: .operator, severity: .slight, kind: "collision", words: "",
        place: GridCity.location(row: 0, column: 1), at: commander.now)
      let incident = try await desks.change(at: commander.now) { session in
        try dispatch.report(report, by: commander, in: session)
      }
      let north = IncidentReport(
        source: .operator, severity: .slight, kind: "collision", words: "",
        place: GridCity.location(row: 3, column: 1), at: commander.now)
      _ = try await desks.change(at: commander.now) { session in
        try dispatch.report(north, by: commander, in: session)
      }
      // Officer 13 of the office hands a case over to brigade 2.
      let finder = desks.caller(13, desks.at(8, 5))
      let observed = ViolationDesk.Report(
        code: try #require(ViolationCode("1625")), intervention: .evidenceToBeProcessed,
        place: SampleDesks.place(row: 1, column: 1.2))
      let violation = try await desks.change(at: finder.now) { session in
        try violations.report(observed, at: nil, by: finder, in: session)
      }

      // At 9:05 the auxiliary of duty 2 has not checked out; nor has the writer, who is about to.
      let file = try await shift.write(at: desks.at(9, 5))
      let due = violation.clocks.map(\.due).min()
      #expect(
        file.handOver.record.matters == [
          .incident(incident.id, state: .waiting, called: desks.at(8, 0)),
          .violation(violation.id, state: "handedOver", due: due),
          .notCheckedOut(SampleDesks.stay(2), officer: 5, end: desks.at(9, 0)),
        ])
      #expect(file.handOver.record.unit == 2 && file.units == [2, 3])
      let handOver = file.handOver

      let clearer = desks.caller(nil, desks.at(9, 6))
      _ = try await desks.change(at: clearer.now) { session in
        try dispatch.cancel(
          incident.id, reason: "误报", version: nil, by: clearer, in: session)
      }
      #expect(try await shift.stored(file).handOver == handOver, "frozen")
      let read = try await shift.acknowledge(file, at: desks.at(9, 7))
      #expect(read.handOver.record == handOver.record)
    }
  }

  @Test("lists vehicles that are out and people who fell silent, of the own unit alone")
  func peopleAndVehicles() async throws {
    try await SampleDesks.test { desks async throws in
      let (shift, attendance) = (Shift(desks), desks.attendance)
      try await desks.confirm(5, at: desks.at(9, 0))
      try await desks.confirm(8, at: desks.at(9, 0))
      let driver = desks.caller(7, desks.at(9, 1))
      _ = try await desks.change(at: driver.now) { session in
        try attendance.step(
          .takeVehicle, of: SampleDesks.stay(5), at: nil, by: driver, in: session)
      }
      // Nothing is heard of officer 7 for more than a quarter of an hour.
      let late = desks.at(9, 40)
      _ = try await desks.change(at: late) { session in
        try attendance.runClocks(
          at: late, isExercise: false, signs: TerminalSigns(), in: session)
      }
      // Officer 10 holds the station of the same brigade; 9 comes at night.
      let file = try await shift.write(8, by: 10, to: 9, at: late)
      #expect(
        file.handOver.record.matters.contains(
          .vehicleOut(2, stay: SampleDesks.stay(5), officer: 7, since: desks.at(9, 1))))
      #expect(
        file.handOver.record.matters.contains {
          if case .lostContact(SampleDesks.stay(5), officer: 7, _) = $0 { true } else { false }
        })
      let other = try await shift.write(1, to: 2, at: desks.at(9, 41))
      #expect(other.handOver.record.matters.isEmpty)
    }
  }

  @Test("is taken over by the named person, with reservations that both and the leader hear of")
  func wholeHandOver() async throws {
    try await SampleDesks.test { desks async throws in
      let shift = Shift(desks)
      let file = try await shift.write(at: desks.at(8, 58))
      // Officer 2's shift starts at 9:00.
      #expect(file.handOver.record.incomingStart == desks.at(9, 0))
      #expect(file.handOver.record.due == desks.at(9, 15))
      #expect(try await desks.notices(officer: 2).map(\.kind) == [.shiftToTakeOver])
      await expectRefused(.notNamed) {
        _ = try await shift.acknowledge(file, by: 3, at: desks.at(8, 59))
      }
      await expectRefused(.notNamed) {
        _ = try await shift.acknowledge(file, by: 1, at: desks.at(8, 59))
      }
      await #expect(throws: DeskError.outsideTerritory) {
        _ = try await shift.acknowledge(file, by: 8, at: desks.at(8, 59), reach: [4, 5])
      }
      await #expect(throws: DeskError.conflict(.shiftHandOver, file.key, version: 1)) {
        _ = try await shift.acknowledge(file, at: desks.at(8, 59), version: 2)
      }
      let taken = try await shift.acknowledge(
        file, at: desks.at(9, 2), [.init(part: .equipment, index: 0, reason: "只有一部")],
        version: 1, reach: [99])
      #expect(!taken.isOpen && taken.handOver.state == .acceptedWithReservations)
      #expect(try await desks.notices(officer: 2).isEmpty, "answered")
      let told = try await desks.notices([2], officer: 1)
      #expect(told.map(\.kind) == [.shiftTaken, .shiftTaken])
      #expect(told.map(\.detail) == ["1", "1"])
      #expect(try await shift.look(at: desks.at(12, 0)) == 0)
      try await shift.expectReplayed(taken, ["write", "acknowledgeWithReservations"])
    }
  }

  @Test("goes up once to the unit's leader, then once to the command centre")
  func escalated() async throws {
    try await SampleDesks.test { desks async throws in
      let shift = Shift(desks)
      let file = try await shift.write(at: desks.at(8, 58))
      for (minute, changed) in [(14, 0), (15, 1), (16, 0), (29, 0), (30, 1), (31, 0), (59, 0)] {
        #expect(try await shift.look(at: desks.at(9, minute)) == changed, "9:\(minute)")
      }
      let notices = try await desks.store.read { session in
        try session.notices(of: NoticeQuery(units: nil, limit: 100)).map(\.notice)
      }.filter { $0.kind == .shiftNotTaken }
      #expect(notices.map(\.unit) == [2, nil] || notices.map(\.unit) == [nil, 2])
      #expect(Set(notices.map(\.at)) == [desks.at(9, 15), desks.at(9, 30)])
      let (desk, leader) = (shift.desk, desks.caller(nil, desks.at(9, 32), reach: [2, 3]))
      let urged = try await desks.change(at: leader.now) { session in
        try desk.urge(file.id, version: 3, by: leader, in: session)
      }
      #expect(urged.handOver.reminders == 1)
      await #expect(throws: DeskError.self, "just reminded") {
        _ = try await desks.change(at: leader.now) { session in
          try desk.urge(file.id, version: 4, by: leader, in: session)
        }
      }
      let foreign = desks.caller(nil, desks.at(9, 40), reach: [4, 5])
      await #expect(throws: DeskError.outsideTerritory) {
        _ = try await desks.change(at: foreign.now) { session in
          try desk.urge(file.id, version: 4, by: foreign, in: session)
        }
      }
      let late = try await shift.acknowledge(file, at: desks.at(9, 45))
      #expect(late.handOver.state == .accepted && late.handOver.stage == 2)
      let open = try await desks.store.read { session in
        try session.notices(of: NoticeQuery(units: nil, officer: 1, limit: 100))
          .map(\.notice.kind)
      }
      #expect(open == [.shiftTaken], "nobody waits any more")
      try await shift.expectReplayed(
        late, ["write", "escalate", "escalate", "remind", "acknowledge"])
    }
  }

  @Test("is withdrawn by its writer with a reason, and only then written anew")
  func withdrawn() async throws {
    try await SampleDesks.test { desks async throws in
      let shift = Shift(desks)
      let file = try await shift.write(at: desks.at(8, 58))
      await #expect(throws: DeskError.self, "handed over already") {
        _ = try await shift.write(to: 3, at: desks.at(8, 59))
      }
      await expectRefused(.notNamed) {
        _ = try await shift.withdraw(file, by: 2, at: desks.at(8, 59), reason: "不接")
      }
      await #expect(throws: DeskError.self, "no reason") {
        _ = try await shift.withdraw(file, by: 1, at: desks.at(8, 59), reason: " ")
      }
      await #expect(throws: DeskError.conflict(.shiftHandOver, file.key, version: 1)) {
        _ = try await shift.withdraw(
          file, by: 1, at: desks.at(8, 59), reason: "人员调整", version: 7)
      }
      let over = try await shift.withdraw(file, by: 1, at: desks.at(8, 59), reason: "人员调整")
      #expect(over.handOver.state == .withdrawn)
      #expect(try await desks.notices(officer: 2).map(\.kind) == [.shiftWithdrawn])
      let again = try await shift.write(to: 3, at: desks.at(9, 0))
      #expect(again.id.rawValue == 2)
      // Officer 3 has no shift that day: counted from the end of the outgoing one.
      #expect(again.handOver.record.due == desks.at(9, 15))
      try await shift.expectReplayed(over, ["write", "withdraw"])
    }
  }

  @Test("is written for the own shift alone, once it has begun, to a sworn officer of the unit")
  func refusals() async throws {
    try await SampleDesks.test { desks async throws in
      let (shift, at) = (Shift(desks), desks.at(8, 58))
      await expectRefused(.toOneself) { _ = try await shift.write(to: 1, at: at) }
      await expectRefused(.auxiliaryMayNotLead) { _ = try await shift.write(to: 5, at: at) }
      await expectRefused(.auxiliaryMayNotLead) {
        _ = try await shift.write(2, by: 5, to: 2, at: at)
      }
      for (duty, officer, incoming, now) in [
        (Int64(1), Int64(3), Int64(2), at),  // another's shift
        (99, 1, 2, at),  // nobody's
        (1, 1, 8, at),  // another unit
        (1, 1, 999, at),  // nobody
        (1, 1, 2, desks.at(6, 59)),  // not begun
        (1, 1, 2, desks.at(21, 1)),  // too late
      ] {
        await #expect(throws: DeskError.self, "\(duty) \(officer) \(incoming)") {
          _ = try await shift.write(duty, by: officer, to: incoming, at: now)
        }
      }
      await #expect(throws: DeskError.outsideTerritory, "the centre's is the detachment's") {
        _ = try await shift.write(nil, by: 13, to: 14, at: at, reach: [6])
      }
      #expect(try await desks.kinds().isEmpty)
      // Two hold the checkpoint at night: whoever leads them hands it over, once.
      let night = desks.at(25, 50)
      _ = try await shift.write(6, by: 8, to: 10, at: night)
      await #expect(throws: DeskError.self) {
        _ = try await shift.write(7, by: 9, to: 10, at: night)
      }
    }
  }

  @Test("hands over the command centre's watch with what is open everywhere")
  func centre() async throws {
    try await SampleDesks.test { desks async throws in
      let (shift, dispatch) = (Shift(desks), desks.dispatch)
      let commander = desks.caller(nil, desks.at(8, 0))
      for row in [0.0, 3.0] {
        let report = IncidentReport(
          source: .operator, severity: .slight, kind: "collision", words: "",
          place: GridCity.location(row: row, column: 1), at: commander.now)
        _ = try await desks.change(at: commander.now) { session in
          try dispatch.report(report, by: commander, in: session)
        }
      }
      let file = try await shift.write(nil, by: 13, to: 14, at: desks.at(8, 30))
      #expect(file.handOver.record.matters.map(\.key) == ["incident", "incident"])
      #expect(file.handOver.record.due == desks.at(8, 45) && file.handOver.record.unit == 6)
      await #expect(throws: DeskError.self, "one at a time") {
        _ = try await shift.write(nil, by: 13, to: 15, at: desks.at(8, 31))
      }
      let (desk, caller) = (shift.desk, desks.caller(1, desks.at(8, 58)))
      let draft = try await desks.store.read { session in
        try desk.draft(1, by: caller, in: session)
      }
      #expect(draft.people.map(\.officer.id) == [2, 3, 4], "the next on duty first")
      #expect(draft.people.first?.next?.start == desks.at(9, 0))
      #expect(draft.matters.map(\.key) == ["incident"])
    }
  }

  @Test("names whoever takes the next shift before colleagues of the same one")
  func order() async throws {
    try await Backend.sqlite.withStore { database async throws in
      try await SchemaUpgrade().apply(to: database, at: Instant(milliseconds: 0))
      var roster = GridDay.roster()
      // Began with the own shift, and goes on after it.
      let long = DutyWindow(
        name: "long", mode: .peak, weekdays: Set(Weekday.allCases), startMinute: 420,
        endMinute: 780)
      roster.duties.append(try #require(GridDay.duty(9, 3, long, nil, demand: nil)))
      let desks = try SampleDesks(database, roster: roster)
      let (desk, caller) = (ShiftHandOverDesk(desks.book), desks.caller(1, desks.at(8, 58)))
      let draft = try await desks.store.read { session in
        try desk.draft(1, by: caller, in: session)
      }
      #expect(draft.people.map(\.officer.id) == [2, 3, 4])
      #expect(
        draft.people.map { $0.next?.shiftStart } == [desks.at(9, 0), desks.at(7, 0), nil])
    }
  }

  @Test(
    "comes to a database with files in it, which all stay as they were",
    arguments: Backend.databases)
  func migration(backend: Backend) async throws {
    try await backend.withStore { database async throws in
      let earlier = SchemaStep.all.filter { $0.number != 27 }
      _ = try await SchemaUpgrade(steps: earlier).apply(to: database, at: Instant(milliseconds: 0))
      let desks = try SampleDesks(database)
      try await desks.confirm(1, at: desks.at(7, 0))
      try await desks.confirm(5, at: desks.at(9, 0))
      let (dispatch, caller) = (desks.dispatch, desks.caller(nil, desks.at(10, 0)))
      let report = IncidentReport(
        source: .operator, severity: .slight, kind: "collision", words: "",
        place: GridCity.location(row: 3, column: 1), at: caller.now)
      let incident = try await desks.change(at: caller.now) { session in
        try dispatch.report(report, by: caller, in: session)
      }
      func files() async throws -> [AttendanceSheet] {
        try await desks.store.read {
          try $0.files(AttendanceSheet.self, DeskQuery(units: [2, 3, 4, 5], limit: 100))
        }
      }
      let sheets = try await files()
      #expect(sheets.count == 2)
      let refused = await #expect(throws: DeskError.self, "the old list of subjects") {
        _ = try await Shift(desks).write(at: desks.at(8, 58))
      }
      #expect(refused != nil)

      #expect(try await SchemaUpgrade().apply(to: database, at: Instant(milliseconds: 1)) == [27])
      #expect(try await files() == sheets)
      let found = try await desks.store.read { session in
        try session.files(IncidentFile.self, DeskQuery(units: [4], limit: 10))
      }
      #expect(found == [incident])
      let file = try await Shift(desks).write(at: desks.at(8, 58))
      #expect(try await Shift(desks).stored(file) == file)
      let open = try await desks.store.read { session in
        try session.files(
          ShiftHandOverFile.self, DeskQuery(isOpen: true, units: [3], person: 2, limit: 10))
      }
      #expect(open == [file])
      #expect(try await desks.log.verifyChain().isIntact)
    }
  }
}
