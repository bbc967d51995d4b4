// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Testing

@testable import DutyPlanning

@Suite("Windows of the modes")
struct WindowTests {
  private func time(_ text: String) -> CivilTime { CivilTime(text) ?? CivilTime(minutes: 0) }

  @Test(
    "A moment belongs to the window that it falls into",
    arguments: [
      ("2017-05-02T07:00", "morning-peak"), ("2017-05-02T08:59", "morning-peak"),
      ("2017-05-02T09:00", "forenoon"), ("2017-05-06T07:30", nil),
      ("2017-05-06T19:30", "evening"), ("2017-05-03T01:59", "first-watch"),
      ("2017-05-03T02:00", "second-watch"), ("2017-05-03T06:00", nil),
    ])
  func moment(text: String, window: String?) {
    let windows = DutyMode.allCases.flatMap(DutyWindow.standard)
    #expect(windows.filter { $0.contains(time(text)) }.map(\.name) == [window].compactMap { $0 })
  }

  @Test("A watch after midnight on some nights belongs to the weekday on which it begins")
  func afterMidnight() {
    let first = DutyWindow.standard(.night)[0].on([.friday])
    #expect(first.contains(time("2017-05-06T01:00")))  // Saturday, in Friday's night.
    #expect(!first.contains(time("2017-05-05T01:00")))
    let second = DutyWindow.standard(.night)[1]
    #expect(NightPlan.weekday(of: second, inNightFrom: .sunday) == .monday)
  }

  @Test("On a holiday the plan set's regular mode is a Sunday's, on a worked Saturday a workday's")
  func regularMode() throws {
    let holiday = try #require(CivilDate("2017-05-02"))
    let worked = try #require(CivilDate("2017-05-06"))
    var plans = DutyPlanSet(
      version: Version(stage: "plan", digest: "a"), snapshot: Version(stage: "city", digest: "b"),
      risk: Version(stage: "risk", digest: "c"), isDemoData: true, week: holiday,
      plans: DutyMode.allCases.map { mode in
        DutyPlan(
          mode: mode, windows: DutyWindow.standard(mode), demands: [], solves: [],
          evaluation: PlanEvaluation(
            heldOutIncidents: 0, coveredIncidents: 0, coveredByCountBaseline: 0, marginal: []))
      })
    #expect(plans.regularMode(at: time("2017-05-02T07:30")) == .peak)
    #expect(plans.regularMode(at: time("2017-05-06T07:30")) == nil)
    #expect(plans.regularMode(at: time("2017-05-03T01:30")) == .night)
    plans.calendar = try WorkingCalendar(
      name: LocalizedName(chinese: "假日", english: "Holidays"), source: "test",
      covers: [CivilDate(day: holiday.day - 3)...CivilDate(day: holiday.day + 10)],
      holidays: [HolidayPeriod(days: holiday...holiday)], shiftedWorkdays: [worked])
    #expect(plans.regularMode(at: time("2017-05-02T07:30")) == nil)
    #expect(plans.regularMode(at: time("2017-05-06T07:30")) == .peak)
  }

  @Test("A demand rests on a holiday; a dated one is asked for on its own day, whatever the day is")
  func demand() throws {
    let tuesday = try #require(CivilDate("2017-05-02"))
    let demand = DutyDemand(
      id: 1, mode: .peak, place: .post(1), location: Coordinate(latitude: 36.7, longitude: 119.1),
      window: try #require(DutyWindow.standard(.peak).first), pool: .brigade(2), sworn: 1)
    let calendar = try WorkingCalendar(
      name: LocalizedName(chinese: "假日", english: "Holidays"), source: "test",
      covers: [CivilDate(day: tuesday.day - 3)...CivilDate(day: tuesday.day + 10)],
      holidays: [HolidayPeriod(days: tuesday...tuesday)], shiftedWorkdays: [])
    #expect(demand.interval(on: tuesday, calendar: nil) != nil)
    #expect(demand.interval(on: tuesday, calendar: calendar) == nil)
    var dated = demand
    dated.date = tuesday
    #expect(dated.interval(on: tuesday, calendar: calendar) != nil, "its own day is its own")
    #expect(dated.interval(on: tuesday.adding(days: 7), calendar: nil) == nil)
  }
}
