// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import Geography
import Testing
import TestSupport

@testable import IncidentAnalysis

@Suite("Risk analyzer")
struct RiskAnalyzerTests {
  let first = GridHistory.date(2015, 1, 1)

  private func analyze(
    _ incidents: [LocatedIncident], _ options: AnalysisOptions = AnalysisOptions()
  ) throws(AnalysisError) -> RiskField {
    try RiskAnalyzer.analyze(GridCity.snapshot(incidents: incidents), options: options)
  }

  @Test("Four years of data or more hold out the last 365 days, less hold out the last quarter")
  func spans() throws {
    let long = try analyze(GridHistory.daily(from: first, days: 1500, pattern: [0, 4, 9]))
    #expect(long.heldOut.days == 365)
    #expect(long.trained.last.adding(days: 1) == long.heldOut.first)
    let short = try analyze(GridHistory.daily(from: first, days: 200, pattern: [0, 4, 9]))
    #expect(short.heldOut.days == 50)
    #expect(short.trained.days == 150)
  }

  @Test("The dangerous street leads, the field beats a random list, and two runs agree")
  func field() throws {
    let incidents = GridHistory.daily(from: first, days: 900, pattern: [4, 4, 4, 9, 17])
    let field = try analyze(incidents)
    #expect(field.yearlyRate.indices.max { field.yearlyRate[$0] < field.yearlyRate[$1] } == 4)
    #expect(abs(field.yearlyRate[4] - 0.6 * 365.25) < 25)
    #expect(field.yearlyRateDeviation.allSatisfy { $0 > 0 })
    let whole = field.backTest.filter { $0.hours == .all }
    let hits = Dictionary(grouping: whole, by: \.model).mapValues { $0.map(\.hitRate) }
    #expect(Set(hits.keys) == Set(RiskModel.allCases.map(\.rawValue) + ["risk-field"]))
    #expect((hits["risk-field"]?.last ?? 0) > (hits["random"]?.last ?? 1) * 3)
    #expect(try analyze(incidents) == field)
  }

  @Test("Incidents of the held-out days change nothing that was learnt")
  func noPeeking() throws {
    let quiet = GridHistory.daily(from: first, days: 900, pattern: [4, 9])
    let split = first.adding(days: 600)
    let options = AnalysisOptions(
      trained: DateSpan(first: first, last: split.adding(days: -1)),
      heldOut: DateSpan(first: split, last: first.adding(days: 899)))
    var other = quiet.filter { $0.incident.time.date < split }
    other += GridHistory.daily(from: split, days: 300, pattern: [20], hour: 3)
    let (left, right) = (try analyze(quiet, options), try analyze(other, options))
    #expect(left.yearlyRate == right.yearlyRate)
    #expect(left.bandShare == right.bandShare)
    #expect(left.hours == right.hours)
    #expect(left.selection?.candidates == right.selection?.candidates)
    #expect(left.backTest != right.backTest)
  }

  @Test("Without incidents, streets or enough of them it says so with the numbers")
  func tooLittle() {
    #expect(throws: AnalysisError.noIncidents(city: "Grid City")) { try analyze([]) }
    #expect(throws: AnalysisError.self) {
      try analyze(GridHistory.daily(from: first, days: 20, pattern: [0]))
    }
    let error = #expect(throws: AnalysisError.self) {
      try analyze(GridHistory.daily(from: first, days: 36, pattern: [0]))
    }
    #expect(
      error
        == .tooFewIncidents(
          found: 27, needed: 30, span: DateSpan(first: first, last: first.adding(days: 26))))
    #expect(error?.explanation.english.contains("27 incidents; at least 30") == true)
    var empty = GridCity.snapshot()
    empty.roads.segments = []
    #expect(throws: AnalysisError.noStreets(city: "Grid City")) {
      try RiskAnalyzer.analyze(empty)
    }
  }

  @Test("Spans outside the data, or the wrong way round, are refused")
  func badSpans() {
    let incidents = GridHistory.daily(from: first, days: 400, pattern: [0, 5])
    let before = DateSpan(first: first.adding(days: -90), last: first.adding(days: -1))
    let middle = DateSpan(first: first.adding(days: 100), last: first.adding(days: 199))
    let late = DateSpan(first: first.adding(days: 150), last: first.adding(days: 399))
    #expect(throws: AnalysisError.spansOverlap(trained: middle, heldOut: late)) {
      try analyze(incidents, AnalysisOptions(trained: middle, heldOut: late))
    }
    #expect(throws: AnalysisError.self) {
      try analyze(incidents, AnalysisOptions(trained: before, heldOut: middle))
    }
    #expect(throws: AnalysisError.self) {
      try analyze(incidents, AnalysisOptions(halfLivesDays: []))
    }
  }

  @Test("The sample city's streets are ranked better than at random, with the baselines beside")
  func sampleCity() throws {
    let field = try RiskAnalyzer.analyze(try SampleCity.snapshot())
    let hits = Dictionary(grouping: field.backTest.filter { $0.hours == .all }, by: \.model)
    let own = try #require(hits["risk-field"]?.last)
    #expect(own.incidents > 0)
    #expect(own.hitRate > 2 * (hits["random"]?.last?.hitRate ?? 1))
    #expect(own.hitRate > (hits["kernel-density"]?.last?.hitRate ?? 1))
    #expect(field.model?.isChosenByBackTest == true)
  }
}
