// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import Geography
import Testing
import TestSupport

@testable import IncidentAnalysis

@Suite("Back-test")
struct BackTestTests {
  let roads = GridCity.roads

  @Test("A hot list is cut where its length is used up, and the last street counts in part")
  func hitRate() {
    var equal = roads
    for position in equal.segments.indices { equal.segments[position].lengthMillimetres = 100_000 }
    var score = Array(repeating: 0.0, count: 24)
    (score[7], score[3]) = (9, 5)
    var incidents = Array(repeating: 0, count: 24)
    (incidents[7], incidents[3], incidents[20]) = (6, 2, 2)
    let list = HotList(score: score, roads: equal)
    #expect(list.order.prefix(2) == [7, 3])
    #expect(abs(list.hitRate(lengthShare: 1.0 / 24, incidents: incidents) - 0.6) < 1e-9)
    #expect(abs(list.hitRate(lengthShare: 1.5 / 24, incidents: incidents) - 0.7) < 1e-9)
    #expect(abs(list.hitRate(lengthShare: 1, incidents: incidents) - 1) < 1e-9)
  }

  @Test("A short street with the same score comes before a long one")
  func density() {
    var uneven = roads
    uneven.segments[5].lengthMillimetres = 10_000
    let list = HotList(score: Array(repeating: 1, count: 24), roads: uneven)
    #expect(list.order.first == 5)
  }

  @Test("A random list hits its share of the length, and the seed repeats it")
  func random() {
    let day = GridHistory.date(2017, 1, 2)
    let span = DateSpan(first: day, last: day.adding(days: 9))
    let incidents = (0..<240).map { number in
      GridCity.incident(
        Int64(number), on: number % 24, at: CivilTime(date: day.adding(days: number / 24)))
    }
    func results() -> [BackTestResult] {
      var test = BackTest(roads: roads, incidents: incidents, span: span, seed: 3)
      test.addRandom()
      return test.results().filter { $0.hours == .all }
    }
    #expect(results().map(\.lengthShare) == [0.01, 0.02, 0.05, 0.10])
    #expect(results().allSatisfy { abs($0.hitRate - $0.lengthShare) < 0.01 })
    #expect(results().allSatisfy { $0.incidents == 240 })
    #expect(results() == results())
  }

  @Test("Indices by hand: hit rate over length, over the best list's, and over the best baseline's")
  func indices() throws {
    // 20 of 24 equal streets are quiet; streets 0 to 3 have 8, 6, 4, 2 incidents a day.
    var equal = roads
    for position in equal.segments.indices { equal.segments[position].lengthMillimetres = 100_000 }
    let day = GridHistory.date(2017, 1, 2)  // A Monday.
    var incidents: [LocatedIncident] = []
    for offset in 0..<4 {
      for (street, count) in [8, 6, 4, 2].enumerated() {
        for _ in 0..<count {
          incidents.append(
            GridCity.incident(
              Int64(incidents.count), on: street,
              at: CivilTime(date: day.adding(days: offset), minuteOfDay: 8 * 60)))
        }
      }
    }
    var test = BackTest(
      roads: equal, incidents: incidents,
      span: DateSpan(first: day, last: day.adding(days: 3)), seed: 1)
    var score = Array(repeating: 0.0, count: 24)
    score[1] = 5
    test.add("own", score: score)
    score[1] = 0
    score[3] = 5
    test.add(RiskModel.lastYearCount.rawValue, score: score)
    let own = try #require(
      test.results().first { $0.model == "own" && $0.hours == .all && $0.lengthShare == 0.02 })
    // 2 % of 24 streets is 0.48 of one: 0.48 × 6/20 of the incidents against 0.48 × 8/20.
    #expect(abs(own.hitRate - 0.48 * 0.3) < 1e-9)
    #expect(abs(own.predictionAccuracyIndex - 0.48 * 0.3 / 0.02) < 1e-9)
    #expect(abs((own.predictionEfficiencyIndex ?? 0) - 0.75) < 1e-9)
    #expect(own.advantage?.over == "last-year-count")
    #expect(abs((own.advantage?.hitRate ?? 0) - 0.48 * (0.3 - 0.1)) < 1e-9)
    // Every day is the same, so drawing days anew changes nothing.
    #expect(abs((own.interval?.lower ?? 0) - own.hitRate) < 1e-9)
    #expect(abs((own.interval?.upper ?? 0) - own.hitRate) < 1e-9)
    let peak = test.results().filter { $0.hours == .peak }
    #expect(peak.first?.incidents == 80)
    #expect(test.results().filter { $0.hours == .night }.allSatisfy { $0.incidents == 0 })
  }

  @Test("A list's inclusion and its hit rate agree with adding up streets one by one")
  func inclusionTwin() {
    var generator = SeededGenerator(seed: 11)
    for _ in 0..<50 {
      let score = roads.segments.map { _ in Double(Int.random(in: 0...4, using: &generator)) }
      let incidents = roads.segments.map { _ in Int.random(in: 0...9, using: &generator) }
      let share = Double.random(in: 0.01...1, using: &generator)
      let list = HotList(score: score, roads: roads)
      let limit = share * Double(roads.segments.reduce(0) { $0 + $1.lengthMillimetres })
      var (used, hits) = (0.0, 0.0)
      for segment in list.order {
        let length = Double(roads.segments[segment].lengthMillimetres)
        hits += Double(incidents[segment]) * max(0, min(1, (limit - used) / length))
        used += length
      }
      let rate = list.hitRate(lengthShare: share, incidents: incidents)
      #expect(abs(rate - hits / Double(max(1, incidents.reduce(0, +)))) < 1e-9)
      let included = zip(list.inclusion(lengthShare: share), roads.segments).reduce(0) {
        $0 + $1.0 * Double($1.1.lengthMillimetres)
      }
      #expect(abs(included - limit) < 1)
    }
  }

  @Test("Shares of the week add up to one, none is zero, and a class follows its own incidents")
  func bands() {
    let first = GridHistory.date(2017, 1, 2)
    let profiles = BandProfiles(
      roads: roads,
      incidents: GridHistory.daily(from: first, days: 700, pattern: [0, 1], hour: 8))
    for row in profiles.share {
      #expect(abs(row.reduce(0, +) - 1) < 1e-9)
      #expect(row.allSatisfy { $0 > 0 })
    }
    let local = profiles.share[profiles.profileOfSegment[0]]
    let morning = TimeBand(dayClass: .workday, hour: 8).index
    // City: (500 + 48 × 5/168) / 748; class: (500 + 240 × city) / 940.
    let city = (500 + 48 * 5.0 / 168) / 748
    #expect(abs(local[morning] - (500 + 240 * city) / 940) < 1e-9)
  }

  @Test("Junctions share out the streets' rates without remainder, hottest first")
  func junctions() {
    var rate = Array(repeating: 1.0, count: 24)
    rate[4] = 11
    let field = RiskField(
      version: Version(stage: "risk", digest: "0"), snapshot: Version(stage: "city", digest: "0"),
      trained: DateSpan(first: CivilDate(day: 0), last: CivilDate(day: 9)),
      heldOut: DateSpan(first: CivilDate(day: 10), last: CivilDate(day: 19)), yearlyRate: rate,
      yearlyRateDeviation: rate, profile: Array(repeating: 0, count: 24),
      bandShare: [BandProfiles.even], backTest: [])
    let hot = field.hotJunctions(of: roads, in: TimeBand.all)
    #expect(hot.count == 12)  // The four corners are no crossings.
    #expect(hot.first?.junction == GridCity.junction(row: 1, column: 1))
    #expect(abs((hot.first?.expectedPerYear ?? 0) - 7) < 1e-9)
    let corners = 4.0
    #expect(abs(hot.reduce(corners) { $0 + $1.expectedPerYear } - 34) < 1e-9)
  }
}
