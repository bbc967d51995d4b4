// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import Geography
import Testing
import TestSupport

@testable import IncidentAnalysis

@Suite("Before and after")
struct BeforeAfterTests {
  let roads = GridCity.roads
  let effective = GridHistory.date(2018, 1, 1)

  private func question(_ treated: Set<ID<RoadSegment>>, years: Int = 1) -> BeforeAfterQuestion {
    BeforeAfterQuestion(effective: effective, days: 28, years: years, treated: treated)
  }

  /// So many incidents on each street in the span that begins on a day.
  private func incidents(_ counts: [(first: CivilDate, byStreet: [Int])]) -> [LocatedIncident] {
    var incidents: [LocatedIncident] = []
    for (first, byStreet) in counts {
      for (street, count) in byStreet.enumerated() {
        for number in 0..<count {
          incidents.append(
            GridCity.incident(
              Int64(incidents.count), on: street,
              at: CivilTime(
                date: first.adding(days: number * 27 / max(1, count - 1)), minuteOfDay: 600)))
        }
      }
    }
    return incidents.sorted { $0.incident.time < $1.incident.time }
  }

  @Test("The spans compared hold the same weekdays in the same season")
  func spans() {
    let question = question([0], years: 3)
    #expect(question.after.first.weekday == .monday)
    #expect(question.before.allSatisfy { $0.first.weekday == .monday && $0.days == 28 })
    #expect(question.before.map { question.effective.day - $0.first.day } == [364, 728, 1092])
  }

  @Test("Index, variance and interval by hand")
  func effect() {
    // λ = 80, π = 100 with variance 400: relative variance 0.04.
    let effect = BeforeAfterStudy.effect(observed: 80, expected: 100, relativeVariance: 0.04)
    #expect(abs(effect.index - 0.8 / 1.04) < 1e-9)
    let deviation = 0.8 / 1.04 * (1.0 / 80 + 0.04).squareRoot() / 1.04
    #expect(abs(effect.deviation - deviation) < 1e-9)
    #expect(effect.interval.lower < effect.index && effect.index < effect.interval.upper)
    #expect(effect.interval.lower * effect.interval.upper - effect.index * effect.index < 1e-9)
  }

  @Test("What changed everywhere is not put down to the measure")
  func comparisonGroup() throws {
    // Everywhere half as many as before: 40 to 20 on each street.
    let before = question([0, 1]).before[0].first
    let data = incidents([
      (before, Array(repeating: 40, count: 24)), (effective, Array(repeating: 20, count: 24)),
    ])
    let answer = try BeforeAfterStudy.compare(question([0, 1]), incidents: data, roads: roads)
    #expect(answer.before[0].treated == 80 && answer.after.treated == 40)
    #expect(answer.before[0].comparison == 880 && answer.after.comparison == 440)
    #expect(abs(answer.naive.index - 0.5) < 0.01)
    #expect(abs(answer.comparisonGroup.expected - 80 * 0.5 / (1 + 1.0 / 880)) < 1e-9)
    #expect(abs(answer.empiricalBayes.index - 1) < 0.1)
    #expect(
      (answer.empiricalBayes.interval.lower...answer.empiricalBayes.interval.upper).contains(1))
  }

  @Test("Streets picked for a bad year get better by themselves, and it is not called an effect")
  func regressionToTheMean() throws {
    // 100 worlds without any measure: every street has the same danger. The two worst streets of
    // the year before are "treated"; nothing is done.
    var generator = SeededGenerator(seed: 77)
    var (naive, fair, covered, worlds) = (0.0, 0.0, 0, 0)
    for _ in 0..<100 {
      func year() -> [Int] {
        (0..<24).map { _ in
          (0..<100).count { _ in Double.random(in: 0..<1, using: &generator) < 0.12 }
        }
      }
      let (then, now) = (year(), year())
      let worst = then.indices.sorted { (then[$1], $0) < (then[$0], $1) }.prefix(2)
      let treated = Set(worst.map { ID<RoadSegment>(rawValue: Int64($0)) })
      let data = incidents([(question([]).before[0].first, then), (effective, now)])
      let answer = try BeforeAfterStudy.compare(question(treated), incidents: data, roads: roads)
      naive += answer.naive.index
      fair += answer.empiricalBayes.index
      worlds += 1
      let interval = answer.empiricalBayes.interval
      if interval.lower <= 1, interval.upper >= 1 { covered += 1 }
      #expect(answer.regressionToTheMean > 0)
    }
    // Before and after alone would boast of a third fewer; the fair index stays near 1. What is left
    // is the comparison's own luck: without the two worst, the other 22 streets had too good a year.
    #expect(naive / Double(worlds) < 0.72, "\(naive / Double(worlds))")
    #expect(abs(fair / Double(worlds) - 1) < 0.15, "\(fair / Double(worlds))")
    #expect(covered >= 90, "\(covered)")
  }

  @Test("Streets picked because they are dangerous stay so: they are not drawn to the quiet ones")
  func lastingDanger() throws {
    // 40 worlds without any measure; six of 24 streets are eight times as dangerous, and picked.
    var generator = SeededGenerator(seed: 78)
    var fair = 0.0
    for _ in 0..<40 {
      func year() -> [Int] {
        (0..<24).map { street in
          (0..<200).count { _ in
            Double.random(in: 0..<1, using: &generator) < (street % 4 == 0 ? 0.24 : 0.03)
          }
        }
      }
      let (then, now) = (year(), year())
      let treated = Set(stride(from: 0, to: 24, by: 4).map { ID<RoadSegment>(rawValue: Int64($0)) })
      let data = incidents([(question([]).before[0].first, then), (effective, now)])
      let answer = try BeforeAfterStudy.compare(question(treated), incidents: data, roads: roads)
      fair += answer.empiricalBayes.index / 40
    }
    #expect(abs(fair - 1) < 0.08, "\(fair)")
  }

  @Test("A real effect is found, also among streets picked for a bad year")
  func realEffect() throws {
    let before = question([0, 1]).before
    var then = Array(repeating: 60, count: 24)
    (then[0], then[1]) = (90, 90)
    var now = Array(repeating: 60, count: 24)
    (now[0], now[1]) = (30, 30)
    let answer = try BeforeAfterStudy.compare(
      question([0, 1]), incidents: incidents([(before[0].first, then), (effective, now)]),
      roads: roads)
    #expect(answer.empiricalBayes.interval.upper < 0.6)
    #expect(answer.empiricalBayes.index > answer.naive.index)
  }

  @Test("Odds ratios by hand, and what they vary beyond chance widens the interval")
  func oddsRatios() throws {
    let spans = question([0], years: 3).before
    func year(_ treated: Int) -> [Int] { [treated] + Array(repeating: 30, count: 23) }
    let steady = incidents([
      (spans[2].first, year(50)), (spans[1].first, year(50)), (spans[0].first, year(50)),
      (effective, year(50)),
    ])
    let answer = try BeforeAfterStudy.compare(
      question([0], years: 3), incidents: steady, roads: roads)
    let expected = 1 / (1 + 1.0 / 50 + 1.0 / 690)
    #expect(answer.oddsRatios.count == 2)
    #expect(answer.oddsRatios.allSatisfy { abs($0 - expected) < 1e-9 })
    #expect(answer.comparabilityVariance == 0)
    let wild = incidents([
      (spans[2].first, year(20)), (spans[1].first, year(120)), (spans[0].first, year(20)),
      (effective, year(50)),
    ])
    let unsure = try BeforeAfterStudy.compare(
      question([0], years: 3), incidents: wild, roads: roads)
    #expect(unsure.comparabilityVariance > 1)
  }

  @Test("Questions that the data cannot answer are refused with the numbers")
  func refusals() {
    let data = incidents([(question([]).before[0].first, Array(repeating: 5, count: 24))])
    #expect(throws: BeforeAfterError.nothingTreated) {
      try BeforeAfterStudy.compare(question([]), incidents: data, roads: roads)
    }
    #expect(throws: BeforeAfterError.self) {
      try BeforeAfterStudy.compare(question([0]), incidents: data, roads: roads)
    }
    let few = incidents([
      (question([]).before[0].first, [3] + Array(repeating: 9, count: 23)),
      (effective, Array(repeating: 28, count: 24)),
    ])
    let error = #expect(throws: BeforeAfterError.self) {
      try BeforeAfterStudy.compare(question([0]), incidents: few, roads: roads)
    }
    #expect(error == .tooFew(which: .treatedBefore, found: 3, needed: 10))
  }
}
