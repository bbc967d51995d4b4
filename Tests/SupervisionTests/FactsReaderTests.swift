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
