// SPDX-License-Identifier: Apache-2.0

import CPSAT
import CityData
import DutyModel
import DutyPlanning
import Foundation
import HiGHS
import Rostering
import SQLiteDriver
import Stores
import TestSupport

@testable import ChengxuServer

/// A roster of four people of the grid city's first squadron: 1 at the post on Wednesday, 2 on
/// standby with her, 3 late on Thursday, 4 free. The desk stands before the week.
enum ServedRoster {
  static let demand = DutyDemand(
    id: 1, mode: .peak, place: .post(7), location: GridCity.location(row: 1, column: 1),
    window: SampleContents.peak, pool: .brigade(2), sworn: 1)
  static let early = interval(day: 0, 390, 810)
  static let late = interval(day: 1, 750, 1290)

  static func prepare(_ database: SQLiteDriver, _ contents: inout ServerContents) async throws {
    let store = SQLRosterStore(database)
    contents.jobs = SQLJobStore(database)
    let clock = contents.snapshot.organization.clock
    let monday = SampleContents.day.adding(days: -2)
    let stay = interval(day: 0, 420, 540)
    let post = DutyTask(demand: 1, mode: .peak, place: .post(7), interval: stay)
    contents.roster = Roster(
      version: SampleContents.version, plan: SampleContents.version, isDemoData: true,
      firstDate: monday, days: 7,
      duties: [
        duty(1, 1, "early", early, post), duty(2, 2, "early", early), duty(3, 3, "late", late),
      ], brokenRules: [], solves: [])
    let organization = contents.snapshot.organization
    // Every week asks for the same; the plan ends with the year's tenth week.
    let spanning: @Sendable (Int) throws(RosterError) -> RosterProblem = { days in
      RosterProblem(
        plan: SampleContents.version, isDemoData: true, firstDate: monday, days: days,
        pools: [
          RosterPool(
            key: .brigade(2), name: LocalizedName(chinese: "一大队", english: "Brigade 1"),
            teams: organization.units.filter { $0.id == 3 },
            members: organization.officers.filter { $0.id.rawValue <= 4 },
            slots: stride(from: 0, to: min(days, 70), by: 7).flatMap { day in
              [
                slot(
                  "early", Self.later(early, day),
                  [DemandOccurrence(demand: demand, interval: Self.later(stay, day))]),
                slot("late", Self.later(late, day), []),
              ]
            })
        ])
    }
    let problem = try spanning(7)
    let id = try await store.open(
      contents.roster, by: RosterPerson(name: "test"), at: .now, clock: clock)
    contents.rosterDesk = RosterDesk(
      id, problem: problem, staff: contents.snapshot.organization, store: store,
      standingTime: CivilTime(date: monday), spanning: spanning
    ) { () throws(RepairError) in
      do {
        return RosterSolvers(
          cpsat: try CPSATLibrary(path: TestTools.file("lib/libortools.so.9").path),
          highs: try HiGHSLibrary(path: TestTools.file("lib/libhighs.so").path))
      } catch { throw .solver("\(error)") }
    }
  }

  private static func interval(day: Int, _ start: Int, _ end: Int) -> CivilInterval {
    let midnight = CivilTime(date: SampleContents.day.adding(days: day))
    return CivilInterval(
      start: midnight.adding(minutes: start), end: midnight.adding(minutes: end))
  }

  private static func later(_ interval: CivilInterval, _ days: Int) -> CivilInterval {
    CivilInterval(
      start: interval.start.adding(minutes: days * 1440),
      end: interval.end.adding(minutes: days * 1440))
  }

  private static func duty(
    _ id: Int64, _ officer: Int64, _ shift: String, _ interval: CivilInterval,
    _ task: DutyTask? = nil
  ) -> RosteredDuty {
    let standby = DutyTask(demand: nil, mode: .offPeak, place: nil, interval: interval)
    return RosteredDuty(
      id: ID(rawValue: id), officer: ID(rawValue: officer), shift: shift, interval: interval,
      tasks: [task ?? standby], vehicle: nil)
  }

  private static func slot(
    _ shift: String, _ interval: CivilInterval, _ occurrences: [DemandOccurrence]
  ) -> ShiftSlot {
    ShiftSlot(
      shift: shift, name: LocalizedName(chinese: shift, english: shift),
      date: interval.start.date, interval: interval, occurrences: occurrences)
  }
}
