// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Foundation
import Supervision
import Testing

@Suite("A province's own definitions")
struct LocalDefinitionTests {
  static func file(_ definitions: String) -> Data {
    Data(
      """
      {"authority": {"zh": "示例省交管局", "en": "Sample Province"}, "version": "2026-1",
       "definitions": [\(definitions)]}
      """.utf8)
  }

  static let arrival = """
    {"kpi": "on-time-arrival", "version": 3, "parameters": {"onTimeSeconds": 600},
     "formula": {"zh": "10分钟内到岗 ÷ 应到岗", "en": "Within 10 min ÷ rostered"}}
    """
  static let ratio = """
    {"kpi": "intervention-intensity", "version": 1,
     "formula": {"zh": "查纠 ÷ 出动警力", "en": "Interventions ÷ person-times"},
     "ratio": {"of": "interventions", "to": "person-times",
               "unit": {"zh": "起/人次", "en": "per person-time"}}}
    """

  @Test("stand before ours, with their author and version, and both figures are there")
  func sideBySide() throws {
    let local = try LocalDefinitions.read(
      Self.file(Self.arrival + "," + Self.ratio), name: "sd.json")
    let card = try Supervisor().scorecard(
      plan: SmallDay.plans, roster: SmallDay.roster,
      events: SmallDay.events(ScorecardTests.morning), snapshot: SmallDay.snapshot,
      period: SmallDay.period, local: local)
    let both = card.results("on-time-arrival")
    try #require(both.count == 2)
    // Officer 2 came six minutes late: on time for the province, late for us.
    #expect(both.map(\.numerator) == [2, 1])
    #expect(both.map(\.definition.authority) == ["示例省交管局 2026-1", nil])
    #expect(both.map(\.definition.version) == [3, 1])
    #expect(card.result("on-time-arrival")?.numerator == 2)
    let intensity = card.results("intervention-intensity")
    #expect(intensity.map(\.denominator) == [2, intensity[1].denominator])
    #expect(intensity[0].definition.unit.chinese == "起/人次")
  }

  @Test("open to their cases, which add up to the figure above and below the line")
  func wayBack() throws {
    let local = try LocalDefinitions.read(
      Self.file(Self.arrival + "," + Self.ratio), name: "sd.json")
    let events = try LiveScorecardTests.events(seed: 3)
    let ours = try FigureTraceTests.facts(events)
    var opened = 0
    for figure in local.figures() {
      let facts = try DutyFacts(
        plan: SmallDay.plans, roster: SmallDay.roster, events: events, snapshot: SmallDay.snapshot,
        period: SmallDay.period, policy: figure.policy, dimensions: Set(KPIDimension.allCases))
      #expect((figure.policy == ours.policy) == (figure.definition.id == "intervention-intensity"))
      for result in figure.evaluate(facts) {
        let trace = try #require(
          facts.trace(figure, for: result.scope, events: EventIndex(events), limit: .max))
        let sums = trace.steps.reduce(into: (Int64(0), Int64(0))) {
          $0.0 += $1.case.numerator
          $0.1 += $1.case.denominator
        }
        #expect(Double(sums.0) / Double(figure.scale.numerator) == result.numerator)
        #expect(Double(sums.1) / Double(figure.scale.denominator) == result.denominator)
        #expect(trace.query.definitionVersion == result.definition.version)
        #expect(trace.result == result)
        opened += trace.count
      }
    }
    #expect(opened > 20)
  }

  @Test("stay with the scorecard through its file, and each exported row says which it opens")
  func kept() throws {
    let local = try LocalDefinitions.read(Self.file(Self.arrival), name: "sd.json")
    let card = try Supervisor().scorecard(
      plan: SmallDay.plans, roster: SmallDay.roster,
      events: SmallDay.events(ScorecardTests.morning), snapshot: SmallDay.snapshot,
      period: SmallDay.period, local: local)
    let read = try JSONDecoder().decode(Scorecard.self, from: JSONEncoder().encode(card))
    #expect(read.local == local)
    let lines = ScorecardTable(read).csv.split(separator: "\r\n").filter {
      $0.hasPrefix("on-time-arrival,") && $0.contains(",detachment,")
    }
    #expect(lines.map { $0.hasSuffix("&definition=local") } == [true, false])
    #expect(lines.map { $0.hasSuffix("&definition=ours") } == [false, true])
    #expect(!ScorecardTable(read).csv.contains("figure=on-post-rate&scope=detachment&definition"))
  }

  @Test(
    "are refused with file, figure and remedy",
    arguments: [
      (
        #"{"kpi": "visibility", "version": 1, "formula": {"zh": "x", "en": "x"}, "parameters": {}}"#,
        "kpis --list"
      ),
      (
        #"{"kpi": "on-post-rate", "version": 1, "formula": {"zh": "x", "en": "x"}, "parameters": {"radius": 3}}"#,
        "no parameter “radius”"
      ),
      (
        #"{"kpi": "on-post-rate", "version": 1, "formula": {"zh": "x", "en": "x"}, "parameters": {"visibilityMetres": -3}}"#,
        "above 0"
      ),
      (
        #"{"kpi": "on-post-rate", "version": 1, "formula": {"zh": " ", "en": "x"}, "parameters": {}}"#,
        "no formula"
      ),
      (
        #"{"kpi": "on-post-rate", "version": 0, "formula": {"zh": "x", "en": "x"}, "parameters": {}}"#,
        "versions start at 1"
      ),
      (#"{"kpi": "on-post-rate", "version": 1, "formula": {"zh": "x", "en": "x"}}"#, "either"),
      (arrival + "," + arrival, "twice"),
      (
        #"{"kpi": "on-post-rate", "version": 1, "formula": {"zh": "x", "en": "x"}, "ratio": {"of": "deployment-match", "to": "person-times", "unit": {"zh": "x", "en": "x"}}}"#,
        "not a sum over cases"
      ),
    ])
  func refused(definitions: String, sentence: String) {
    let error = #expect(throws: LocalDefinitionError.self) {
      try LocalDefinitions.read(Self.file(definitions), name: "sd.json")
    }
    let text = error?.explanation.english ?? ""
    #expect(text.contains("sd.json") && text.contains(sentence), "\(text)")
  }

  @Test("that are no JSON are refused too")
  func noJSON() {
    let error = #expect(throws: LocalDefinitionError.self) {
      try LocalDefinitions.read(Data("{".utf8), name: "sd.json")
    }
    guard case .notReadable? = error?.problem else {
      Issue.record("The problem is \(String(describing: error)).")
      return
    }
  }
}

@Suite("Two periods side by side")
struct ComparisonTests {
  static func card(_ successes: Int, of cases: Int, day: CivilDate, version: Int = 1) -> Scorecard {
    let definition = KPIDefinition(
      id: "arrival", version: version, name: SmallDay.name("到岗率"), formula: SmallDay.name("x"),
      measure: .proportion, unit: SmallDay.name("%"))
    let made = Version(stage: "supervision", digest: "0")
    return Scorecard(
      version: made, plan: made, roster: made, isDemoData: true,
      period: CivilInterval(
        start: CivilTime(date: day), end: CivilTime(date: day.adding(days: 1))),
      results: [
        KPIResult(
          definition: definition, scope: .detachment, numerator: Double(successes),
          denominator: Double(cases), excluded: 0,
          interval: .wilson(successes: successes, cases: cases))
      ])
  }

  /// Source of the limits: Newcombe 1998, table II, method 10: 56/70 − 48/80.
  @Test("give the difference of two rates with Newcombe's limits")
  func newcombe() throws {
    let now = Self.card(56, of: 70, day: SmallDay.date)
    let before = Self.card(48, of: 80, day: SmallDay.date.adding(days: -7))
    let row = try #require(try ScorecardComparison(now, with: before).rows.first)
    let interval = try #require(row.interval)
    #expect(abs((row.difference ?? 0) - 0.2) < 1e-12)
    #expect(abs(interval.lower - 0.0524) < 0.00006 && abs(interval.upper - 0.3339) < 0.00006)
    #expect(row.isEvident == true)
  }

  @Test("are refused where weekdays, weather or definition differ")
  func unlike() throws {
    let now = Self.card(56, of: 70, day: SmallDay.date)
    #expect(throws: ComparisonError.self) {
      try ScorecardComparison(now, with: Self.card(1, of: 20, day: SmallDay.date.adding(days: -1)))
    }
    let week = SmallDay.date.adding(days: -7)
    #expect(throws: ComparisonError.otherWeather(now: "雨", before: "晴")) {
      try ScorecardComparison(
        now, with: Self.card(1, of: 20, day: week), weather: (now: "雨", before: "晴"))
    }
    #expect(throws: ComparisonError.self) {
      try ScorecardComparison(now, with: Self.card(1, of: 20, day: week, version: 2))
    }
    #expect(SmallDay.period.lastLikeIt.start.date == week)
  }
}
