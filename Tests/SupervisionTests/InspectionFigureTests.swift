// SPDX-License-Identifier: Apache-2.0

import DutyModel
import DutyPlanning
import Operations
import Supervision
import Testing

@Suite("Figures from inspections, surveys and jams")
struct InspectionFigureTests {
  static let inspector = Handler(officer: 90, status: .sworn, unit: 6, isOfficeStaff: true)
  static let brigade = Handler(officer: 1, status: .sworn, unit: 2, isOfficeStaff: false)

  static func entry(_ at: Instant, _ entry: InspectionEntry) -> DutyEventEntry {
    SmallDay.entry(at, .inspection(entry: entry))
  }

  static func sample(_ minutes: Int, _ rows: [RoadSample.Row]) throws -> DutyEventEntry {
    let from = SmallDay.at(7, 10)
    return entry(
      from,
      .sample(
        try RoadSample(
          place: .post(1), mode: .peak, from: from, minutes: minutes, rows: rows)))
  }

  @Test("rest on samples that are long enough, class by class")
  func samples() throws {
    let rows = [
      RoadSample.Row(roadUser: .pedestrian, observed: 100, compliant: 80, handled: 15),
      RoadSample.Row(roadUser: .nonMotor, observed: 60, compliant: 50, handled: 9),
    ]
    let card = try ScorecardTests.scorecard(
      ScorecardTests.morning + [try Self.sample(15, rows), try Self.sample(12, rows)])
    let handling = try #require(card.result("handling-rate"))
    #expect((handling.numerator, handling.denominator) == (48, 60))
    #expect(handling.interval == ConfidenceInterval.wilson(successes: 48, cases: 60))
    let walkers = try #require(card.result("handling-rate-pedestrian", for: .mode(.peak)))
    #expect((walkers.numerator, walkers.denominator) == (30, 40))
    #expect(card.result("handling-rate-motor")?.gap == .noDenominator)
    // 12 minutes are enough for the handling rate and too few for the compliance rate.
    let compliance = try #require(card.result("compliance-rate"))
    #expect((compliance.numerator, compliance.denominator, compliance.excluded) == (130, 160, 1))
  }

  @Test("count places visited, answers in the street, and jams that are over")
  func others() throws {
    let at = SmallDay.at(7, 30)
    let visit = InspectionVisit(
      place: .post(1), mode: .peak, at: at, by: Self.inspector, checklist: "peak-1", answers: [])
    let survey = try StreetSurvey(
      mode: .peak, at: at, brigade: 2, respondents: 40, sawPolice: 30)
    let place = StreetPlace(segment: 0)
    let card = try ScorecardTests.scorecard(
      ScorecardTests.morning + [
        Self.entry(at, .visit(visit)), Self.entry(at, .survey(survey)),
        SmallDay.entry(at, .jam(jam: 1, event: .alarmed(place: place, level: .severe))),
        SmallDay.entry(at, .jam(jam: 2, event: .alarmed(place: place, level: .medium))),
        SmallDay.entry(SmallDay.at(7, 50), .jam(jam: 1, event: .changed(level: .light))),
      ])
    // The post was visited, the beat was not.
    let coverage = try #require(card.result("inspection-coverage"))
    #expect((coverage.numerator, coverage.denominator) == (1, 2))
    let perceived = try #require(card.result("perceived-visibility", for: .area(1)))
    #expect((perceived.numerator, perceived.denominator) == (30, 40))
    let jams = try #require(card.result("jam-clearance-median"))
    #expect((jams.numerator, jams.cases, jams.excluded) == (20, 1, 1))
  }

  @Test("measure rectification by what is due and found in order, not by what was reported")
  func rectification() throws {
    let at = SmallDay.at(7, 30)
    var entries = ScorecardTests.morning
    func finding(_ id: Int64, _ events: [InspectionFinding.Event]) {
      let notice = InspectionFinding.Notice(
        category: .equipment, text: "一人未开执法记录仪", place: .post(1), mode: .peak, unit: 2,
        by: Self.inspector, at: at, replyDue: SmallDay.at(8))
      let number = ID<InspectionFinding>(rawValue: id)
      entries.append(Self.entry(at, .findingRaised(finding: number, notice: notice)))
      for event in events {
        entries.append(Self.entry(event.at, .findingMoved(finding: number, event: event)))
      }
    }
    let upheld = InspectionFinding.Event.uphold(
      due: SmallDay.at(18), by: Self.inspector, at: SmallDay.at(8))
    let done = InspectionFinding.Event.reportDone(by: Self.brigade, at: SmallDay.at(12))
    func checked(_ hour: Int) -> InspectionFinding.Event {
      .reinspect(isInOrder: true, nextDue: nil, by: Self.inspector, at: SmallDay.at(hour))
    }
    finding(1, [upheld, done, checked(14)])
    finding(2, [upheld, done, checked(20)])
    finding(3, [upheld, done])
    finding(4, [upheld])
    finding(5, [])
    let card = try ScorecardTests.scorecard(entries)
    let all = try #require(card.result("rectification"))
    #expect((all.numerator, all.denominator, all.excluded) == (2, 4, 1))
    #expect(card.result("rectification-on-time")?.numerator == 1)
  }

  @Test("give night hours' spread and Gini's coefficient over a squadron, never a person")
  func nights() throws {
    let card = try ScorecardTests.scorecard(ScorecardTests.morning)
    let gini = try #require(card.result("night-fairness-gini"))
    // Nobody works at night in this morning: there is nothing to share out.
    #expect(gini.gap == .noDenominator)
    #expect(card.result("night-fairness-gini", for: .mode(.night)) == nil)
  }
}
