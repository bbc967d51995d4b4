// SPDX-License-Identifier: Apache-2.0

import DutyModel
import DutyPlanning
import Rostering
import Testing

@Suite("The roster's problem, made from plans")
struct RosterProblemTests {
  let demo = DemoWeek(isSpecial: true)

  @Test("has a pool for each brigade, the offices and each special service squadron")
  func pools() throws {
    let problem = try RosterProblem(plans: demo.plans, organization: demo.organization)
    #expect(problem.pools.count == 9)
    #expect(problem.members.count == 614)
    #expect(problem.firstDate == DemoWeek.monday)
  }

  @Test("puts the hours after midnight into the night that began the day before")
  func watches() throws {
    let problem = try RosterProblem(plans: demo.plans, organization: demo.organization)
    let nights = problem.pools[0].slots.filter { $0.shift == "night" }
    #expect(nights.count == 7)
    for night in nights {
      #expect(night.occurrences.map(\.demand.window.name) == ["first-watch", "second-watch"])
      #expect(night.occurrences[1].interval.start.date == night.date.adding(days: 1))
    }
  }

  @Test("gives the squadrons their nights in turn, two at a time, and on over weeks")
  func turns() {
    let rotation = NightRotation()
    let squadrons: [ID<Unit>] = [1, 2, 3]
    let turns = (0..<14).map {
      rotation.squadron(on: DemoWeek.monday.adding(days: $0), among: squadrons)?.rawValue
    }
    for (first, later) in zip(turns, turns.dropFirst(6)) { #expect(first == later) }
    for squadron in Int64(1)...3 { #expect(turns.prefix(6).count { $0 == squadron } == 2) }
    #expect(rotation.squadron(on: DemoWeek.monday, among: []) == nil)
  }

  @Test("holds each squadron's station early and late, at night the one in turn")
  func stations() throws {
    let problem = try RosterProblem(plans: demo.plans, organization: demo.organization)
    for slot in problem.pools[0].slots where !slot.isSpecial {
      #expect(slot.stationTotal == (slot.shift == "night" ? 1 : 3))
    }
  }

  @Test("makes a special order's shift with half an hour before and after it")
  func special() throws {
    let problem = try RosterProblem(plans: demo.plans, organization: demo.organization)
    let special = problem.pools[0].slots.filter(\.isSpecial)
    #expect(special.map(\.interval.start) == [Bench.time(5, 12, 30)])
    #expect(special.map(\.interval.end) == [Bench.time(5, 19, 30)])
  }

  @Test("leaves out suspended places while the order is in force")
  func suspension() throws {
    var plans = demo.plans
    let name = plans.plans[1].beats[0].name
    plans.plans[3].specialOrder = SpecialOrder(
      trigger: .securityMission, name: name,
      interval: CivilInterval(start: Bench.time(5, 12), end: Bench.time(5, 18)),
      centre: Coordinate(latitude: 0, longitude: 0), coreRadiusMetres: 1, outerRadiusMetres: 2,
      cordonPosts: [], diversionPosts: [], draws: [], suspended: [name], partnerTasks: [],
      restoration: name, restDebtHours: 0)
    let problem = try RosterProblem(plans: plans, organization: demo.organization)
    let saturday = problem.pools[0].slots.filter { $0.date == DemoWeek.monday.adding(days: 5) }
    let windows = saturday.flatMap(\.occurrences).filter { $0.demand.place == .beat(0) }
      .map(\.demand.window.name)
    // The forenoon until 13:00 and the afternoon meet the order, the evening does not.
    #expect(windows == ["evening"])
  }

  @Test("refuses a Tuesday, naming the Monday before")
  func tuesday() {
    let error = #expect(throws: RosterError.self) {
      try RosterProblem(
        plans: demo.plans, organization: demo.organization,
        firstDate: DemoWeek.monday.adding(days: 1))
    }
    #expect(
      error?.description
        == "A roster begins on a Monday; 2017-05-02 is a tuesday. Maybe begin on 2017-05-01.")
  }

  @Test("refuses hours that no shift contains, and names the shifts there are")
  func noShift() {
    var plans = demo.plans
    plans.plans[1].demands[0].window.endMinute = 15 * 60
    let error = #expect(throws: RosterError.self) {
      try RosterProblem(plans: plans, organization: demo.organization)
    }
    let text = error?.description ?? ""
    #expect(text.contains("from 2017-05-01T09:00 to 2017-05-01T15:00"))
    #expect(text.contains("early 06:30–13:30"))
  }

  @Test("refuses a demand for a brigade without people")
  func noPeople() {
    var organization = demo.organization
    organization.officers.removeAll { (100..<110).contains($0.unit.rawValue) }
    let error = #expect(throws: RosterError.self) {
      try RosterProblem(plans: demo.plans, organization: organization)
    }
    guard case .noPeople? = error else {
      Issue.record("expected noPeople, found \(error?.description ?? "a problem")")
      return
    }
  }
}
