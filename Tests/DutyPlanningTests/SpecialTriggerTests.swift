// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import Geography
import TestSupport
import Testing

@testable import DutyPlanning

@Suite("From a trigger to a special order")
struct SpecialTriggerTests {
  let sample: PlannedSample

  init() throws { sample = try PlannedSample.shared() }

  private func mission(_ trigger: SpecialOrder.Trigger) -> SpecialMission {
    let friday = sample.week.adding(days: 4)
    let template = SpecialTemplate.standard(trigger)
    return SpecialMission(
      trigger: trigger, name: template.name,
      interval: CivilInterval(
        start: CivilTime(date: friday, minuteOfDay: 600),
        end: CivilTime(date: friday, minuteOfDay: 900)),
      coreRadiusMetres: template.coreRadiusMetres, outerRadiusMetres: template.outerRadiusMetres)
  }

  private func order(
    _ trigger: SpecialOrder.Trigger, _ level: AlertLevel? = nil
  ) throws -> SpecialAnswer {
    let mission = mission(trigger)
    return try DutyPlanner.order(
      mission,
      activation: SpecialActivation(
        trigger: trigger, level: level, interval: mission.interval,
        now: CivilTime(date: sample.week)),
      sample.snapshot, risk: sample.risk, plans: sample.plans,
      options: PlannedSample.options(), solvers: sample.solvers)
  }

  @Test("An alert's colour decides: nothing, standing by, laid over, taken over")
  func levels() {
    let interval = mission(.severeWeather).interval
    func reach(_ trigger: SpecialOrder.Trigger, _ level: AlertLevel?) -> SpecialActivation.Reach {
      SpecialActivation(
        trigger: trigger, level: level, interval: interval, now: interval.start
      ).reach
    }
    #expect(
      AlertLevel.allCases.map { reach(.severeWeather, $0) } == [
        .none, .standBy, .overlay, .takeOver,
      ])
    #expect(reach(.massIncident, nil) == .takeOver && reach(.holiday, nil) == .overlay)
    let late = SpecialActivation(
      trigger: .holiday, interval: interval, now: interval.start.adding(minutes: -6 * 1440))
    #expect(late.isLate && late.noticeDays == 7)
  }

  @Test("The calendar asks for an order a week before each holiday, once none answers it")
  func holidays() throws {
    let first = CivilDate(day: 17_576)
    let calendar = try WorkingCalendar(
      name: LocalizedName(chinese: "", english: ""), source: "",
      covers: [first.adding(days: -60)...first.adding(days: 60)],
      holidays: [
        HolidayPeriod(days: first.adding(days: 30)...first.adding(days: 30)),
        HolidayPeriod(name: "春节", days: first...first.adding(days: 6)),
      ], shiftedWorkdays: [])
    func due(_ day: Int, within days: Int = 7) -> [String] {
      HolidayTrigger.due(by: calendar, on: first.adding(days: day), within: days)
        .map(\.name.chinese)
    }
    #expect(due(-15).isEmpty && due(-14) == ["春节勤务"] && due(6) == ["春节勤务"])
    #expect(due(7).isEmpty && due(-15, within: 60) == ["春节勤务", "节假日勤务"])
    let trigger = HolidayTrigger(calendar.holidayPeriods[0])
    #expect(trigger.interval.start == CivilTime(date: first))
    #expect(trigger.interval.end == CivilTime(date: first.adding(days: 7)))
    #expect(trigger.orderBy == first.adding(days: -7))
    #expect(!trigger.isLate(on: trigger.orderBy) && trigger.isLate(on: first.adding(days: -6)))
    let order = try #require(try order(.holiday).plan?.specialOrder)
    #expect(!trigger.isAnswered(by: order))
    let same = HolidayTrigger(
      HolidayPeriod(days: order.interval.start.date...order.interval.start.date))
    #expect(same.isAnswered(by: order))
  }

  @Test("A yellow alert holds people ready and changes no post")
  func standBy() throws {
    let answer = try order(.severeWeather, .yellow)
    #expect(answer.plan == nil && answer.version == sample.plans.version)
    #expect(answer.ready.reduce(0) { $0 + $1.people } > 0)
    #expect(try order(.severeWeather, .blue).ready.isEmpty)
  }

  @Test(
    "An order has its own numbers, keeps stations staffed, and a takeover draws from more people")
  func complete() throws {
    let overlay = try #require(try order(.severeWeather, .orange).plan)
    let order = try #require(overlay.specialOrder)
    let others = sample.plans.plans.filter { $0.mode != .special }
    let used = Set(others.flatMap { $0.posts.map(\.id) })
    #expect(used.isDisjoint(with: overlay.posts.map(\.id)))
    #expect(!order.suspended.isEmpty && order.restDebtHours >= 0 && !order.partnerTasks.isEmpty)
    for draw in order.draws {
      let unit = try #require(
        sample.snapshot.organization.units.first { $0.id == draw.unit })
      #expect(draw.remaining >= unit.stationMinimum)
    }
    let takeover = try self.order(.severeWeather, .red)
    #expect(takeover.plan?.specialOrder?.activation?.reach == .takeOver)
    #expect((takeover.plan?.posts.count ?? 0) >= overlay.posts.count)
  }

  @Test("The cordon is closed by people on duty in the least longest time, with a witness to count")
  func closure() throws {
    let plan = try #require(try order(.massIncident).plan)
    let order = try #require(plan.specialOrder)
    let closure = try #require(order.closure)
    #expect(closure.assignments.map(\.post) == order.cordonPosts.sorted())
    #expect(Set(closure.assignments.map(\.from)).count == closure.assignments.count)
    #expect(closure.assignments.map(\.seconds).max() == closure.closedAfterSeconds)
    if closure.closedAfterSeconds > 0 {
      #expect(closure.witnessPosts.count > closure.witnessUnits)
    }
  }

  @Test("Plans of another snapshot are refused")
  func foreign() throws {
    var plans = sample.plans
    plans.snapshot = Version(stage: "snapshot", digest: "000000000000")
    let mission = mission(.holiday)
    #expect(throws: PlanningError.self) {
      try DutyPlanner.order(
        mission,
        activation: SpecialActivation(
          trigger: .holiday, interval: mission.interval, now: mission.interval.start),
        sample.snapshot, risk: sample.risk, plans: plans, options: PlannedSample.options(),
        solvers: sample.solvers)
    }
  }
}
