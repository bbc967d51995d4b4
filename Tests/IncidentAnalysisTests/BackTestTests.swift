// SPDX-License-Identifier: Apache-2.0

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
    let test = BackTest(roads: roads, incidents: Array(repeating: 10, count: 24), seed: 3)
    let results = test.randomResults()
    #expect(results.map(\.lengthShare) == [0.01, 0.02, 0.05, 0.10])
    #expect(results.allSatisfy { abs($0.hitRate - $0.lengthShare) < 0.01 })
    #expect(test.randomResults() == results)
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
