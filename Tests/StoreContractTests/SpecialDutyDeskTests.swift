// SPDX-License-Identifier: Apache-2.0

import DutyModel
import DutyPlanning
import Operations
import Rostering
import StorePort
import Stores
import TestSupport
import Testing

@Suite("The desk of special duty")
struct SpecialDutyDeskTests {
  private static let leader = SpecialDutyOrder.Cause.leader(account: "test")

  /// The grid day's beat stands empty from 10:00 to 20:00 for a cordon post at its corner.
  private static func request(
    _ desks: SampleDesks, pool: DutyPool = .brigade(2), untilHour hour: Int = 20
  ) -> SpecialDutyDesk.Request {
    let interval = CivilInterval(
      start: CivilTime(date: GridDay.date, minuteOfDay: 600),
      end: CivilTime(date: GridDay.date, minuteOfDay: hour * 60))
    var post = GridDay.post
    post.strength = Strength(sworn: 2, auxiliary: 1)
    let window = DutyWindow(
      name: "special", mode: .special, weekdays: [.wednesday], startMinute: 600,
      endMinute: hour * 60)
    let order = SpecialOrder(
      trigger: .massIncident, name: GridDay.name("突发"), interval: interval,
      centre: post.location, coreRadiusMetres: 100, outerRadiusMetres: 300,
      cordonPosts: [post.id], diversionPosts: [], draws: [], suspended: [GridDay.beat.name],
      partnerTasks: [], restoration: GridDay.name("恢复"), restDebtHours: 0)
    var demand = GridDay.demand(90, .post(1), window, pool: pool)
    demand.sworn = 2
    demand.auxiliary = 1
    let evaluation = PlanEvaluation(
      heldOutIncidents: 0, coveredIncidents: 0, coveredByCountBaseline: 0, marginal: [])
    return SpecialDutyDesk.Request(
      cause: leader, reason: "现场聚集",
      mission: SpecialMission(trigger: .massIncident, name: GridDay.name("突发"), interval: interval),
      activation: SpecialActivation(
        trigger: .massIncident, interval: interval, now: interval.start),
      plan: DutyPlan(
        mode: .special, windows: [window], posts: [post], specialOrder: order, demands: [demand],
        solves: [], evaluation: evaluation), ready: [], version: GridDay.planVersion)
  }

  @Test("Calls those whose place stands empty first, takes them off it, and sends them back")
  func wholeDuty() async throws {
    try await SampleDesks.test { desks in
      let desk = SpecialDutyDesk(desks.book)
      try await desks.confirm(4, at: desks.at(9, 2))
      let (start, commander) = (desks.at(10, 0), desks.caller(nil, desks.at(10, 0)))
      let request = Self.request(desks)
      let file = try await desks.change(at: start) { session in
        try desk.start(request, by: commander, in: session)
      }
      // Officer 2 walks the beat that stands empty; 3 is the free one with the lower number.
      #expect(file.duty.calls.map(\.officer.rawValue).contains(2))
      #expect(file.duty.calls.filter { $0.post != nil }.count == 3)
      #expect(file.duty.calls.count { desks.book.officer($0.officer)?.status == .auxiliary } == 1)
      #expect(file.duty.order.partnerTasks.map(\.force) == [.publicOrder, .localStation, .rescue])
      let away = try await desks.sheet(4)
      #expect(away.standing(at: start) == .specialDuty)
      #expect(try await desks.notices(officer: 2).map(\.kind) == [.specialOrdered])

      let own = desks.caller(2, desks.at(10, 1))
      let read = try await desks.change(at: own.now) { session in
        try desk.acknowledge(file.id, at: nil, by: own, in: session)
      }
      #expect(read.duty.missing.count == file.duty.calls.count - 1)
      await expectRefused(.notAllowedInState) {
        _ = try await desks.change(at: own.now) { session in
          try desk.acknowledge(file.id, at: nil, by: own, in: session)
        }
      }
      let stranger = desks.caller(13, desks.at(10, 1))
      await expectRefused(.notConcerned) {
        _ = try await desks.change(at: own.now) { session in
          try desk.acknowledge(file.id, at: nil, by: stranger, in: session)
        }
      }

      let later = desks.at(10, 4)
      #expect(
        try await desks.change(at: later) { session in
          try desk.runClocks(at: later, isExercise: false, in: session)
        } == 1)
      #expect(try await desks.notices([3]).contains { $0.kind == .specialUnacknowledged })

      let end = desks.caller(nil, desks.at(12, 0))
      let over = try await desks.change(at: end.now) { session in
        try desk.stop(file.id, reason: "现场指挥部宣布结束", version: nil, by: end, in: session)
      }
      #expect(!over.isOpen && over.duty.endedAt == end.now)
      #expect(try await desks.sheet(4).standing(at: end.now) == .relieved)
      try await Self.expectReplayed(over, desks)
    }
  }

  @Test(
    "Reminds by hand whoever of the leader's people has not said so, each by name, not too often")
  func urge() async throws {
    try await SampleDesks.test { desks in
      let desk = SpecialDutyDesk(desks.book)
      let commander = desks.caller(nil, desks.at(10, 0))
      let request = Self.request(desks)
      let file = try await desks.change(at: commander.now) { session in
        try desk.start(request, by: commander, in: session)
      }
      let own = desks.caller(2, desks.at(10, 1))
      _ = try await desks.change(at: own.now) { session in
        try desk.acknowledge(file.id, at: nil, by: own, in: session)
      }
      func urge(_ minute: Int, _ reach: Set<ID<Unit>>?) async throws -> SpecialDutyFile {
        let leader = desks.caller(nil, desks.at(10, minute), reach: reach)
        return try await desks.change(at: leader.now) { session in
          try desk.urge(file.id, version: nil, by: leader, in: session)
        }
      }
      let units = Set(file.duty.calls.map(\.unit))
      let urged = try await urge(2, units)
      #expect(urged.duty.reminders == 1 && urged.lines.last?.step == "remind")
      for call in urged.duty.calls {
        let told = try await desks.notices(officer: call.officer.rawValue).map(\.kind)
        let isMissing = call.officer.rawValue != 2
        #expect(told.contains(.specialUnacknowledged) == isMissing, "\(call.officer)")
      }
      await #expect(throws: DeskError.self, "just reminded") { _ = try await urge(4, units) }
      await #expect(throws: DeskError.outsideTerritory) { _ = try await urge(6, [99]) }
      #expect(try await urge(6, nil).duty.reminders == 2)
    }
  }

  /// The file is what its events in the log say.
  private static func expectReplayed(_ file: SpecialDutyFile, _ desks: SampleDesks) async throws {
    let events = try await desks.store.events(after: 0, limit: 1000).compactMap { event in
      if case .special(file.id, let step) = event.entry.content { step } else { nil }
    }
    #expect(events.map(\.key) == ["start", "acknowledge", "remind", "stop"])
    #expect(try SpecialDuty(id: file.id, replaying: events) == file.duty)
  }

  @Test("Books the rest that was cut short, in minutes, for each whose rest it was")
  func restDebt() async throws {
    try await SampleDesks.test { desks in
      let desk = SpecialDutyDesk(desks.book)
      let caller = desks.caller(nil, desks.at(10, 0))
      let request = Self.request(desks, pool: .brigade(4), untilHour: 13)
      let file = try await desks.change(at: caller.now) { session in
        try desk.start(request, by: caller, in: session)
      }
      // Free until the watch at 22:00 and rested for eight hours; patrol and station go on.
      #expect(file.duty.calls.filter { $0.post != nil }.map(\.officer) == [8, 9, 11])
      // It lasts an hour longer: eight hours are left of eleven.
      let end = desks.caller(nil, desks.at(14, 0))
      let over = try await desks.change(at: end.now) { session in
        try desk.stop(file.id, reason: "结束", version: file.version, by: end, in: session)
      }
      #expect(over.duty.debts.map(\.officer) == [8, 9])
      #expect(over.duty.debts.map(\.owedMinutes) == [180, 180])

      // The week after hears of it; the week it lies in and one a quarter later do not.
      let monday = GridDay.date.adding(days: -2)
      func booked(_ first: CivilDate) async throws -> [RestDebt] {
        let clock = desks.book.clock
        return try await desks.store.read { try $0.bookedRest(before: first, clock: clock) }
      }
      #expect(try await booked(monday.adding(days: 7)) == over.duty.debts)
      #expect(try await booked(monday).isEmpty)
      #expect(try await booked(monday.adding(days: 7 * 14)).isEmpty)
    }
  }

  @Test("Ended in the minute in which it began, it owes nobody rest")
  func endedAtOnce() async throws {
    try await SampleDesks.test { desks in
      let desk = SpecialDutyDesk(desks.book)
      let caller = desks.caller(nil, desks.at(10, 0))
      let request = Self.request(desks, pool: .brigade(4), untilHour: 13)
      let file = try await desks.change(at: caller.now) { session in
        try desk.start(request, by: caller, in: session)
      }
      let end = desks.caller(nil, desks.at(10, 0).adding(seconds: 20))
      let over = try await desks.change(at: end.now) { session in
        try desk.stop(file.id, reason: "误报", version: file.version, by: end, in: session)
      }
      #expect(over.duty.debts.isEmpty && over.duty.endedAt == end.now)
    }
  }

  @Test("Is started and ended by the detachment alone; a partner reads its own task alone")
  func territory() async throws {
    try await SampleDesks.test { desks in
      let desk = SpecialDutyDesk(desks.book)
      let brigade = desks.caller(1, desks.at(10, 0), reach: [2, 3])
      let commander = desks.caller(nil, desks.at(10, 0))
      let request = Self.request(desks)
      await #expect(throws: DeskError.outsideTerritory) {
        _ = try await desks.change(at: brigade.now) { session in
          try desk.start(request, by: brigade, in: session)
        }
      }
      let file = try await desks.change(at: commander.now) { session in
        try desk.start(request, by: commander, in: session)
      }
      await #expect(throws: DeskError.missing(.special, file.key)) {
        _ = try await desks.change(at: commander.now) { session in
          try desk.acknowledgePartner(
            0, of: file.id, for: .rescue, at: nil, by: commander, in: session)
        }
      }
      let read = try await desks.change(at: commander.now) { session in
        try desk.acknowledgePartner(
          2, of: file.id, for: .rescue, at: nil, by: commander, in: session)
      }
      #expect(read.duty.partners.map { $0.acknowledged != nil } == [false, false, true])
    }
  }
}

extension SampleDesks {
  fileprivate func sheet(_ duty: Int64) async throws -> AttendanceSheet {
    let found = try await store.read { session in
      try session.file(AttendanceSheet.self, DeskKey(Self.stay(duty)))
    }
    return try #require(found)
  }
}
