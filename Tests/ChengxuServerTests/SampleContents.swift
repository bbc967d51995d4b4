// SPDX-License-Identifier: Apache-2.0

import CityData
import ChengxuServer
import DutyModel
import DutyPlanning
import Foundation
import Geography
@testable import IncidentAnalysis
import Rostering
import Supervision
import TestSupport

/// The grid city with one post in the peak, one checkpoint at night and one rostered day: small
/// enough to reckon every answer by hand.
enum SampleContents {
  /// A Wednesday.
  static let day = CivilDate("2018-01-03") ?? CivilDate(day: 0)
  static let peak = DutyWindow(
    name: "morning-peak", mode: .peak, weekdays: [.monday, .tuesday, .wednesday],
    startMinute: 420, endMinute: 540)
  static let watch = DutyWindow(
    name: "first-watch", mode: .night, weekdays: Set(Weekday.allCases), startMinute: 1320,
    endMinute: 1560)

  static func make() -> ServerContents {
    let incidents = [
      GridCity.incident(1, on: 0, at: CivilTime(date: day.adding(days: -700), minuteOfDay: 430)),
      GridCity.incident(
        2, on: 0, at: CivilTime(date: day.adding(days: -693), minuteOfDay: 500),
        severity: .fatal),
      GridCity.incident(3, on: 5, at: CivilTime(date: day, minuteOfDay: 480)),
    ]
    return ServerContents(
      snapshot: GridCity.snapshot(incidents: incidents), risk: risk, plans: plans, roster: roster,
      scorecard: scorecard, beforeAfter: beforeAfter,
      readEvents: {
        [
          LoggedEvent(
            time: Instant(milliseconds: 0), kind: "arrived", place: .post(7), officer: 1,
            incident: nil, text: LocalizedName(chinese: "到岗", english: "arrived")),
          LoggedEvent(
            time: Instant(milliseconds: 60_000), kind: "left", place: .checkpoint(9), officer: 2,
            incident: nil, text: LocalizedName(chinese: "离岗", english: "left")),
        ]
      })
  }

  static let version = Version(stage: "sample", digest: "abcdefabcdef")

  private static var beforeAfter: BeforeAfterReport {
    let effect = BeforeAfter.Effect(
      observed: 9, expected: 10, index: 0.9, deviation: 0.2,
      interval: Interval(lower: 0.6, upper: 1.3))
    let span = DateSpan(first: day, last: day.adding(days: 27))
    return BeforeAfterReport(
      snapshot: version, isPlacebo: true,
      study: BeforeAfter(
        hours: .night, treatedStreets: 2, comparisonStreets: 20,
        after: BeforeAfter.Period(span: span, treated: 9, comparison: 90), before: [],
        naive: effect, comparisonGroup: effect, empiricalBayes: effect, regressionToTheMean: 0.1,
        oddsRatios: [], comparabilityVariance: 0))
  }

  private static var risk: RiskField {
    let first = day.adding(days: -1000)
    return RiskField(
      version: version, snapshot: version,
      trained: DateSpan(first: first, last: day.adding(days: -300)),
      heldOut: DateSpan(first: day.adding(days: -299), last: day.adding(days: 10)),
      yearlyRate: (0..<24).map { $0 == 0 ? 12 : 1 },
      yearlyRateDeviation: [Double](repeating: 0.5, count: 24),
      profile: [Int](repeating: 0, count: 24),
      bandShare: [[Double](repeating: 1.0 / 48, count: 48)], backTest: [])
  }

  private static var plans: DutyPlanSet {
    let post = Post(
      id: 7, name: LocalizedName(chinese: "东风街新华路口", english: "Dongfeng and Xinhua"),
      junction: 5, location: GridCity.location(row: 1, column: 1), area: 1, brigade: 2,
      strength: Strength(sworn: 1, auxiliary: 1, office: 1),
      reason: PlaceReason(
        incidents: [1, 2], expectedPerYear: 3.456, segments: [3, 4],
        leadingKinds: [.init(kind: "collision", count: 2)]))
    let checkpoint = Checkpoint(
      id: 9, name: LocalizedName(chinese: "夜查点", english: "Night check"), junction: 10,
      location: GridCity.location(row: 2, column: 2), area: 2, brigade: 4, window: watch,
      strength: Strength(sworn: 2),
      reason: PlaceReason(incidents: [], expectedPerYear: 1, segments: [8], leadingKinds: []))
    let evaluation = PlanEvaluation(
      heldOutIncidents: 1, coveredIncidents: 1, coveredByCountBaseline: 0, marginal: [])
    let solve = SolveRecord(
      problem: "mclp-posts", solver: "HiGHS", status: .optimal, objective: 5, bound: 5,
      seconds: 0.1, seed: 1)
    let demand = DutyDemand(
      id: 1, mode: .peak, place: .post(7), location: post.location, window: peak,
      pool: .brigade(2), sworn: 2, auxiliary: 1)
    return DutyPlanSet(
      version: version, snapshot: version, risk: version, isDemoData: true,
      week: day.adding(days: -2),
      plans: [
        DutyPlan(
          mode: .peak, windows: [peak], posts: [post],
          sponsorships: [PostSponsorship(leader: 1, posts: [7])], demands: [demand],
          solves: [solve], evaluation: evaluation),
        DutyPlan(mode: .offPeak, windows: [], demands: [], solves: [], evaluation: evaluation),
        DutyPlan(
          mode: .night, windows: [watch], checkpoints: [checkpoint], demands: [], solves: [],
          evaluation: evaluation),
      ])
  }

  private static var roster: Roster {
    let start = CivilTime(date: day, minuteOfDay: 420)
    let interval = CivilInterval(start: start, end: start.adding(minutes: 120))
    // The second officer comes ten minutes into the window; it is the same stay.
    let later = CivilInterval(start: start.adding(minutes: 10), end: interval.end)
    let duties = [Int64(1), 2].map { officer in
      RosteredDuty(
        id: ID(rawValue: officer), officer: ID(rawValue: officer), shift: "early",
        interval: interval,
        tasks: [
          DutyTask(
            demand: 1, mode: .peak, place: .post(7), interval: officer == 1 ? interval : later)
        ],
        vehicle: nil)
    }
    return Roster(
      version: version, plan: version, isDemoData: true, firstDate: day.adding(days: -2), days: 7,
      duties: duties, brokenRules: [], solves: [])
  }

  private static var scorecard: Scorecard {
    let definition = KPIDefinition(
      id: "visibility-rate", version: 1,
      name: LocalizedName(chinese: "见警率", english: "Visibility rate"),
      formula: LocalizedName(chinese: "见 ÷ 应见", english: "seen ÷ due"), measure: .proportion,
      unit: LocalizedName(chinese: "", english: ""))
    func result(_ scope: KPIScope, _ numerator: Double, _ denominator: Double) -> KPIResult {
      KPIResult(
        definition: definition, scope: scope, numerator: numerator, denominator: denominator,
        excluded: 1, interval: nil)
    }
    return Scorecard(
      version: version, plan: version, roster: version, isDemoData: true, period: day.wholeDay,
      results: [result(.detachment, 18, 20), result(.area(1), 3, 4)])
  }
}

extension CivilDate {
  fileprivate var wholeDay: CivilInterval {
    CivilInterval(start: CivilTime(date: self), end: CivilTime(date: adding(days: 1)))
  }
}
