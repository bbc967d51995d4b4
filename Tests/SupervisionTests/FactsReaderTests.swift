// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import DutyPlanning
import Operations
import Supervision
import Testing

@Suite("Facts gathered while the log is read")
struct FactsReaderTests {
  @Test(
    "give the scorecard of the whole log, its version too, for seeds printed with the failure",
    arguments: [UInt64(11), 12, 13])
  func equal(seed: UInt64) throws {
    let events = try LiveScorecardTests.events(seed: seed)
    let dimensions = Set(KPIDimension.allCases)
    var reader = try DutyFactsReader(
      plan: SmallDay.plans, roster: SmallDay.roster, snapshot: SmallDay.snapshot,
      period: SmallDay.period, policy: ScorecardTests.near, dimensions: dimensions)
    for event in events { try reader.take(event) }
    let supervisor = Supervisor(policy: ScorecardTests.near)
    let streamed = supervisor.scorecard(of: try reader.facts())
    let whole = try supervisor.scorecard(
      plan: SmallDay.plans, roster: SmallDay.roster, events: events, snapshot: SmallDay.snapshot,
      period: SmallDay.period, by: dimensions)
    #expect(streamed == whole, "seed \(seed)")
    #expect(streamed.results.contains { $0.numerator > 0 }, "seed \(seed)")
  }

  @Test(
    "give the same figures when closed cases are only counted, for seeds printed with the failure",
    arguments: [UInt64(21), 22, 23, 24])
  func sums(seed: UInt64) throws {
    let events = try LiveScorecardTests.events(seed: seed)
    let dimensions = Set(KPIDimension.allCases)
    func facts(_ detail: CaseDetail) throws -> DutyFacts {
      var reader = try DutyFactsReader(
        plan: SmallDay.plans, roster: SmallDay.roster, snapshot: SmallDay.snapshot,
        period: SmallDay.period, policy: ScorecardTests.near, dimensions: dimensions,
        detail: detail)
      for event in events { try reader.take(event) }
      return try reader.facts()
    }
    let (each, sums) = (try facts(.each), try facts(.sums))
    let supervisor = Supervisor(policy: ScorecardTests.near)
    #expect(supervisor.scorecard(of: sums) == supervisor.scorecard(of: each), "seed \(seed)")
    #expect(sums.interventionsByHour == each.interventionsByHour, "seed \(seed)")
    #expect(sums.violations.count < each.violations.count / 2, "seed \(seed)")
    #expect(sums.violations.reduce(0) { $0 + $1.times } == each.violations.count, "seed \(seed)")
  }

  @Test("refuse a step after a case's end and a case that begins twice, counted or kept")
  func closed() throws {
    let handler = Handler(officer: 1, status: .sworn, unit: 2, isOfficeStaff: false)
    let observed = SmallDay.entry(
      SmallDay.at(7, 10),
      .violationObserved(
        violation: 1,
        observation: ViolationCase.Observation(
          by: handler, at: SmallDay.at(7, 10), place: StreetPlace(segment: 0),
          code: try #require(ViolationCode("2007")), roadUser: .nonMotor, mode: .peak)))
    let dissuaded = SmallDay.entry(
      SmallDay.at(7, 11),
      .violationMoved(
        violation: 1, event: .intervene(.dissuasion, by: handler, at: SmallDay.at(7, 11))))
    for second in [observed, dissuaded] {
      let events = try SmallDay.events([observed, dissuaded, second])
      for detail in [CaseDetail.each, .sums] {
        var reader = try DutyFactsReader(
          plan: SmallDay.plans, roster: SmallDay.roster, snapshot: SmallDay.snapshot,
          period: SmallDay.period, detail: detail)
        try reader.take(events[0])
        try reader.take(events[1])
        #expect(throws: SupervisionError.self) { try reader.take(events[2]) }
        #expect(try reader.facts().violations.map(\.times) == [1])
      }
    }
  }

  @Test("are none while nothing has happened in the period")
  func empty() throws {
    let reader = try DutyFactsReader(
      plan: SmallDay.plans, roster: SmallDay.roster, snapshot: SmallDay.snapshot,
      period: SmallDay.period)
    #expect(throws: SupervisionError.noEvents(SmallDay.period)) { try reader.facts() }
  }

  @Test(
    "promise nothing of the street on a holiday, and a working day's windows on a worked Saturday")
  func calendar() throws {
    var plans = SmallDay.plans
    let demand = try #require(plans[.peak]?.demands.first)
    #expect(plans.interval(of: demand, on: SmallDay.date) != nil)
    plans.calendar = try WorkingCalendar(
      name: SmallDay.name("calendar"), source: "test",
      covers: [SmallDay.date...SmallDay.date.adding(days: 7)],
      holidays: [HolidayPeriod(days: SmallDay.date...SmallDay.date)], shiftedWorkdays: [])
    #expect(plans.interval(of: demand, on: SmallDay.date) == nil)
    let events = try SmallDay.events(ScorecardTests.morning)
    let card = try Supervisor().scorecard(
      plan: plans, roster: SmallDay.roster, events: events, snapshot: SmallDay.snapshot,
      period: SmallDay.period)
    #expect(card.result("visibility-rate")?.gap == .noDenominator)
  }
}
