// SPDX-License-Identifier: Apache-2.0

import DutyModel
import DutyPlanning
import Foundation
import Operations
import Supervision
import Testing

@Suite("The way back from a figure")
struct FigureTraceTests {
  static func facts(_ events: [DutyEvent]) throws -> DutyFacts {
    try DutyFacts(
      plan: SmallDay.plans, roster: SmallDay.roster, events: events, snapshot: SmallDay.snapshot,
      period: SmallDay.period, dimensions: Set(KPIDimension.allCases))
  }

  @Test("adds up to the figure, case by case, for every figure and scope that is a plain sum")
  func sums() throws {
    let events = try LiveScorecardTests.events(seed: 3)
    let facts = try Self.facts(events)
    var opened = 0
    for kpi in KPIRegistry.all {
      guard let counted = kpi as? any CountedKPI, counted.percentile == nil else { continue }
      for result in kpi.evaluate(facts) where result.definition.measure != .index {
        let cases = kpi.trace(result.scope, in: facts)
        let numerator = cases.reduce(Int64(0)) { $0 + $1.numerator }
        #expect(
          Double(numerator) / Double(counted.scale.numerator) == result.numerator,
          "\(result.definition.id) \(result.scope)")
        opened += cases.count
      }
    }
    #expect(opened > 200)
  }

  @Test("leads from a missed arrival to its events, shift, post, streets and incidents")
  func wayBack() throws {
    let events = try SmallDay.events(ScorecardTests.morning)
    let facts = try Self.facts(events)
    let trace = try #require(
      facts.trace(OnTimeArrival(), for: .mode(.peak), events: EventIndex(events)))
    #expect(trace.count == 2 && trace.result.denominator == 2)
    #expect(trace.query.scorecard == facts.version && trace.query.definitionVersion == 1)
    let late = try #require(trace.steps.first { $0.case.numerator == 0 })
    #expect(late.case.source == .stay(AssignmentID(duty: 2, task: 0)))
    #expect(late.shifts == [2] && late.places == [.post(1)])
    #expect(late.incidents == [900, 901])
    #expect(late.events.count == 5)
    let page = try #require(
      facts.trace(
        OnTimeArrival(), for: .mode(.peak), events: EventIndex(events), offset: 1, limit: 5))
    #expect(page.count == 2 && page.steps.count == 1)
    #expect(facts.trace(DeploymentMatch(), for: .hour(7), events: EventIndex(events)) == nil)
  }

  @Test(
    "leads from a response and from what an officer saw to the shift and the post, naming nobody")
  func caseToShift() throws {
    let call = SmallDay.at(7, 10)
    let observation = ViolationCase.Observation(
      by: Handler(officer: 2, status: .sworn, unit: 2, isOfficeStaff: false), at: call,
      place: StreetPlace(segment: 0), code: try #require(ViolationCode("1344")), roadUser: .motor,
      mode: .peak)
    let dispatched = IncidentResponse.Event.dispatch(
      DispatchDecision(unit: 1, candidates: [], passedOver: []), at: call)
    let events = try SmallDay.events(
      ScorecardTests.morning + [
        SmallDay.entry(
          call, .incidentReported(incident: 1, place: StreetPlace(segment: 0), severity: .damage)),
        SmallDay.entry(call, .incidentMoved(incident: 1, event: dispatched)),
        SmallDay.entry(call, .violationObserved(violation: 1, observation: observation)),
      ])
    let facts = try Self.facts(events)
    func step(_ id: String) throws -> FigureTrace.Step {
      let kpi = try #require(KPIRegistry.all.first { $0.definition.id == id })
      let trace = facts.trace(kpi, for: .detachment, events: EventIndex(events))
      return try #require(trace?.steps.first)
    }
    let response = try step("on-time-response")
    #expect(response.case.source == .incident(1) && response.incidents == [1])
    #expect(response.shifts == [1] && response.places == [.post(1)] && response.segments == [0])
    let seen = try step("unexplained-release")
    #expect(seen.case.source == .violation(1))
    #expect(seen.shifts == [2] && seen.places == [.post(1)] && seen.segments == [0])
  }

  @Test("leads from a street in sight to the places that promise it")
  func street() throws {
    let events = try SmallDay.events(PresenceOverTimeTests.walks)
    let facts = try Self.facts(events)
    let trace = try #require(
      facts.trace(
        VisibilityRate(isWeighted: false), for: .mode(.offPeak), events: EventIndex(events)))
    let seen = try #require(trace.steps.first { $0.case.numerator > 0 })
    #expect(seen.places == [.beat(1)] && seen.shifts == [3])
    #expect(seen.events.count == 4)
  }
}

@Suite("A scorecard as a table")
struct ScorecardTableTests {
  @Test("carries period, versions and definitions in every row, and no formula for a spreadsheet")
  func csv() throws {
    let card = try ScorecardTests.scorecard(ScorecardTests.morning)
    let table = ScorecardTable(card)
    #expect(table.rows.count == card.results.count)
    #expect(table.rows.allSatisfy { $0.count == ScorecardTable.columns.count })
    let lines = table.csv.split(separator: "\r\n")
    #expect(lines.count == card.results.count + 1)
    #expect(table.csv.hasPrefix("\u{FEFF}kpi,name_zh"))
    let arrival = try #require(lines.first { $0.hasPrefix("on-time-arrival,") })
    #expect(
      arrival.contains("2018-05-02T00:00,2018-05-03T00:00") && arrival.contains("aaaaaaaaaaaa"))
    var wicked = card
    wicked.results[0].definition.name = SmallDay.name("=cmd|' /C calc'!A0,\"x\"")
    let text = ScorecardTable(wicked).csv
    #expect(text.contains("\"'=cmd|' /C calc'!A0,\"\"x\"\"\""))
  }
}
