// SPDX-License-Identifier: Apache-2.0

import DutyModel
import DutyPlanning
import Rostering

/// Small problems to reckon with by hand. All dates count from Monday, 2017-05-01.
enum Bench {
  static let monday = DemoWeek.monday
  static let squadron: ID<Unit> = 100
  static let pool = RosterPool.Key.brigade(10)

  /// `time(1, 6, 30)` is Tuesday 06:30.
  static func time(_ day: Int, _ hour: Int, _ minute: Int = 0) -> CivilTime {
    CivilTime(date: monday.adding(days: day), minuteOfDay: hour * 60 + minute)
  }

  static func unit(_ id: ID<Unit> = squadron, minimum: Int = 0) -> Unit {
    Unit(
      id: id, kind: .squadron,
      name: LocalizedName(chinese: "\(id)中队", english: "squadron \(id)"), parent: 10, area: 1,
      station: Coordinate(latitude: 0, longitude: 0), stationMinimum: minimum)
  }

  static func officer(
    _ id: Int64, _ status: Officer.Status = .sworn, unit: ID<Unit> = squadron,
    skills: Set<Skill> = [], exemptions: Set<DutyExemption> = [], leave: [CivilInterval] = []
  ) -> Officer {
    Officer(
      id: ID(rawValue: id), badgeNumber: "00000\(id)",
      name: LocalizedName(chinese: "甲\(id)", english: "Officer \(id)"), status: status, unit: unit,
      skills: skills, exemptions: exemptions, leave: leave)
  }

  static func slot(
    _ shift: String, day: Int, station: [ID<Unit>: Int] = [:], squadron: ID<Unit>? = nil,
    occurrences: [DemandOccurrence] = []
  ) -> ShiftSlot {
    ShiftSlot(
      shift: shift, name: LocalizedName(chinese: "\(shift)班", english: "\(shift) shift"),
      date: monday.adding(days: day), interval: interval(shift, day: day), squadron: squadron,
      station: station, occurrences: occurrences)
  }

  static func interval(_ shift: String, day: Int) -> CivilInterval {
    switch shift {
    case "early": CivilInterval(start: time(day, 6, 30), end: time(day, 13, 30))
    case "late": CivilInterval(start: time(day, 12, 30), end: time(day, 21, 30))
    default: CivilInterval(start: time(day, 21, 30), end: time(day + 1, 6, 30))
    }
  }

  /// A demand in the midst of a shift: 07:00–09:00, 17:00–19:00 or 22:00–02:00.
  static func occurrence(
    _ id: Int64, _ shift: String, day: Int, sworn: Int = 1, auxiliary: Int = 0,
    skills: [Skill: Int] = [:], vehicle: Vehicle.Kind? = nil, beat: ID<Beat>? = nil,
    kilometresNorth: Double = 0
  ) -> DemandOccurrence {
    let start = shift == "early" ? 420 : shift == "late" ? 1020 : 1320
    let end = start + (shift == "night" ? 240 : 120)
    let mode: DutyMode = beat != nil ? .offPeak : shift == "night" ? .night : .peak
    let window = DutyWindow(
      name: shift, mode: mode, weekdays: DemoWeek.everyDay, startMinute: start, endMinute: end)
    let demand = DutyDemand(
      id: ID(rawValue: id), mode: mode, place: beat.map { .beat($0) } ?? .post(ID(rawValue: id)),
      location: Coordinate(latitude: kilometresNorth / 111.195, longitude: 0), window: window,
      pool: .brigade(10), sworn: sworn, auxiliary: auxiliary, skills: skills, vehicle: vehicle)
    let date = CivilTime(date: monday.adding(days: day))
    return DemandOccurrence(
      demand: demand,
      interval: CivilInterval(start: date.adding(minutes: start), end: date.adding(minutes: end)))
  }

  static func problem(
    _ members: [Officer], _ slots: [ShiftSlot], teams: [Unit] = [unit()],
    vehicles: [Vehicle] = [], history: [RosteredDuty] = [], days: Int = 7,
    first: CivilDate = monday, rules: RosterRules = .standard,
    beatOwners: [ID<Beat>: ID<Officer>] = [:]
  ) -> RosterProblem {
    RosterProblem(
      plan: Version(stage: "plan", digest: "0123456789ab"), isDemoData: true, firstDate: first,
      days: days,
      pools: [
        RosterPool(
          key: pool, name: LocalizedName(chinese: "一大队", english: "Brigade 1"), teams: teams,
          members: members, vehicles: vehicles, slots: slots)
      ], history: history, rules: rules, beatOwners: beatOwners)
  }

  /// A row that fills `occurrences`, or station duty without any.
  static func duty(
    _ officer: Int64, _ shift: String, day: Int, _ occurrences: [DemandOccurrence] = [],
    interval: CivilInterval? = nil, vehicle: ID<Vehicle>? = nil
  ) -> RosteredDuty {
    let interval = interval ?? Self.interval(shift, day: day)
    let standby = DutyTask(demand: nil, mode: .offPeak, place: nil, interval: interval)
    return RosteredDuty(
      id: ID(rawValue: Int64(day + 100) * 1000 + officer), officer: ID(rawValue: officer),
      shift: shift, interval: interval,
      tasks: occurrences.isEmpty
        ? [standby]
        : occurrences.map {
          DutyTask(
            demand: $0.demand.id, mode: $0.demand.mode, place: $0.demand.place,
            interval: $0.interval)
        }, vehicle: vehicle)
  }

  static func roster(_ problem: RosterProblem, _ duties: [RosteredDuty]) -> Roster {
    Roster(
      version: Version(stage: "roster", digest: "0123456789ab"), plan: problem.plan,
      isDemoData: true, firstDate: problem.firstDate, days: problem.days, duties: duties,
      brokenRules: [], solves: [])
  }

  /// What one hard rule says about a roster.
  static func violations(
    of rule: some HardRule, _ problem: RosterProblem, _ duties: [RosteredDuty]
  ) -> [HardRuleViolation] {
    rule.violations(in: RosterView(problem: problem, roster: roster(problem, duties)))
  }

  static func penalties(
    of rule: some SoftRule, _ problem: RosterProblem, _ duties: [RosteredDuty]
  ) -> [BrokenRule] {
    rule.penalties(in: RosterView(problem: problem, roster: roster(problem, duties)))
  }
}
