// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import DutyPlanning
import Geography
import Operations
import Rostering
import TestSupport

/// A hand-made morning in the four-by-four city: one post from 07:00 to 08:00 with two officers,
/// one beat from 09:00 to 10:00 with one, and whatever events a test wants.
enum SmallDay {
  static let date = CivilDate(day: 17_653)  // 2018-05-02, a Wednesday
  static let planVersion = Version(stage: "plan", digest: "aaaaaaaaaaaa")
  static let period = CivilInterval(
    start: CivilTime(date: date), end: CivilTime(date: date.adding(days: 1)))
  static let clock = CityClock(minutesEastOfUTC: 480)

  static func at(_ hour: Int, _ minute: Int = 0) -> Instant {
    clock.instant(of: CivilTime(date: date, minuteOfDay: hour * 60 + minute))
  }

  static func name(_ text: String) -> LocalizedName { LocalizedName(chinese: text, english: text) }

  static let peak = DutyWindow(
    name: "morning-peak", mode: .peak, weekdays: [.wednesday], startMinute: 420, endMinute: 480)
  static let offPeak = DutyWindow(
    name: "forenoon", mode: .offPeak, weekdays: [.wednesday], startMinute: 540, endMinute: 600)

  static func reason(_ incidents: [ID<Incident>]) -> PlaceReason {
    PlaceReason(incidents: incidents, expectedPerYear: 1, segments: [], leadingKinds: [])
  }

  static var plans: DutyPlanSet {
    let nothing = PlanEvaluation(
      heldOutIncidents: 0, coveredIncidents: 0, coveredByCountBaseline: 0, marginal: [])
    let post = Post(
      id: 1, name: name("一号岗"), junction: GridCity.junction(row: 0, column: 0),
      location: GridCity.location(row: 0, column: 0), area: 1, brigade: 2,
      strength: Strength(sworn: 2), reason: reason([900, 901]))
    let beat = Beat(
      id: 1, name: name("一号网格"), area: 2, brigade: 4, owner: 7, segments: [9, 11],
      lengthMetres: 200, duties: ["order"], strictControlSegments: [], reason: reason([902]))
    return DutyPlanSet(
      version: planVersion, snapshot: Version(stage: "city", digest: "0123456789ab"),
      risk: Version(stage: "risk", digest: "bbbbbbbbbbbb"), isDemoData: true,
      week: CivilDate(day: 17_651),
      plans: [
        DutyPlan(
          mode: .peak, windows: [peak], posts: [post], demands: [demand(1, .post(1), peak)],
          solves: [], evaluation: nothing),
        DutyPlan(
          mode: .offPeak, windows: [offPeak], beats: [beat],
          demands: [demand(2, .beat(1), offPeak)], solves: [], evaluation: nothing),
        DutyPlan(mode: .night, windows: [], demands: [], solves: [], evaluation: nothing),
        DutyPlan(mode: .special, windows: [], demands: [], solves: [], evaluation: nothing),
      ])
  }

  static func demand(_ id: Int64, _ place: DutyPlace, _ window: DutyWindow) -> DutyDemand {
    DutyDemand(
      id: ID(rawValue: id), mode: window.mode, place: place,
      location: GridCity.location(row: 0, column: 0), window: window, pool: .brigade(2), sworn: 1)
  }

  static var roster: Roster {
    let duties = [
      duty(1, officer: 1, peak, .post(1), demand: 1, vehicle: 1),
      duty(2, officer: 2, peak, .post(1), demand: 1),
      duty(3, officer: 7, offPeak, .beat(1), demand: 2),
    ].compactMap { $0 }
    return Roster(
      version: Version(stage: "roster", digest: "cccccccccccc"), plan: planVersion,
      isDemoData: true, firstDate: date, days: 1, duties: duties, brokenRules: [], solves: [])
  }

  static func duty(
    _ id: Int64, officer: Int64, _ window: DutyWindow, _ place: DutyPlace, demand: Int64,
    vehicle: Int64? = nil
  ) -> RosteredDuty? {
    window.interval(on: date).map { interval in
      RosteredDuty(
        id: ID(rawValue: id), officer: ID(rawValue: officer), shift: window.name,
        interval: interval,
        tasks: [
          DutyTask(
            demand: ID(rawValue: demand), mode: window.mode, place: place, interval: interval)
        ], vehicle: vehicle.map { ID(rawValue: $0) })
    }
  }

  /// Three incidents that the plan was learnt from: two on segment 0, one on segment 9.
  static var snapshot: CitySnapshot {
    let before = CivilTime(date: date.adding(days: -7), minuteOfDay: 430)
    return GridCity.snapshot(incidents: [
      GridCity.incident(900, on: 0, at: before), GridCity.incident(901, on: 0, at: before),
      GridCity.incident(902, on: 9, at: before),
    ])
  }

  static func attendance(
    _ duty: Int64, _ event: AttendanceRecord.Event
  ) -> DutyEventEntry {
    entry(
      event.at,
      .attendance(assignment: AssignmentID(duty: ID(rawValue: duty), task: 0), event: event))
  }

  static func entry(_ at: Instant, _ content: DutyEventEntry.Content) -> DutyEventEntry {
    DutyEventEntry(
      instant: at, recorded: at, actor: .system, isSimulated: true, content: content)
  }

  static func events(_ entries: [DutyEventEntry]) throws -> [DutyEvent] {
    var chain = EventChain()
    return try chain.seal(entries)
  }
}
