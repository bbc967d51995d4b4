// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Geography
import Testing
import TestSupport

@testable import IncidentAnalysis

@Suite("Exposure of enforcement, and exploration")
struct ObservationTests {
  private typealias Place = ObservationRates.Place

  @Test("Rates by hand: counts over hours, drawn to the mean of all places")
  func byHand() {
    // 20 violations in 10 h, 10 in 10 h: mean 1.5 an hour.
    let rates = ObservationRates([
      Place(name: "a", violations: 20, hours: 10), Place(name: "b", violations: 10, hours: 10),
    ])
    #expect(rates.mean == 1.5)
    // Errors are ±5, means 15: 2 × 25 / (15 + 225 / φ) = 1, so φ = 225 / 35.
    let shape = 225.0 / 35
    #expect(abs(rates.shape - shape) < 1e-9)
    let estimate = rates.estimates[0]
    let precision = shape / 1.5 + 10
    #expect(abs(estimate.rate - (shape + 20) / precision) < 1e-9)
    #expect(abs(estimate.deviation - ((shape + 20).squareRoot() / precision)) < 1e-9)
    #expect(estimate.counted == 2)
  }

  @Test("Watching longer raises the count and not the rate")
  func noFeedback() {
    // Twenty alike places with 2 violations an hour; officers stay ten times as long at one of them.
    let places = (0..<20).map { number in
      let hours = number == 7 ? 100.0 : 10.0
      return Place(name: "p\(number)", violations: Int(hours * 2), hours: hours)
    }
    let rates = ObservationRates(places)
    let counts = places.map(\.violations)
    #expect(counts.max() == 200 && counts[7] == 200)
    #expect(rates.estimates.allSatisfy { abs($0.rate - 2) < 1e-6 })
    #expect(rates.estimates[7].deviation < rates.estimates[0].deviation)
  }

  @Test(
    "A short look at a wild place is drawn to the mean; a long one is believed",
    arguments: [1, 5, 9])
  func shrinkage(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var places = (0..<30).map { number in
      Place(name: "p\(number)", violations: Int.random(in: 10...40, using: &generator), hours: 10)
    }
    places.append(Place(name: "short", violations: 8, hours: 1))
    places.append(Place(name: "long", violations: 800, hours: 100))
    let rates = ObservationRates(places)
    let short = rates.estimates[30]
    let long = rates.estimates[31]
    #expect(short.rate < long.rate && short.rate > rates.mean)
    for (place, estimate) in zip(places, rates.estimates) {
      let counted = Double(place.violations) / place.hours
      let bounds = min(counted, rates.mean) - 1e-9...max(counted, rates.mean) + 1e-9
      #expect(bounds.contains(estimate.rate))
    }
  }

  @Test("Exploration draws outside the hot list, as much as asked for, anew each round")
  func exploration() {
    let day = GridHistory.date(2017, 1, 2)
    let field = field(day)
    let roads = GridCity.roads
    func draw(_ round: Int) -> ExplorationDraw {
      field.exploration(of: roads, in: TimeBand.all, hotLengthShare: 0.24, seed: 3, round: round)
    }
    let first = draw(1)
    // The six hottest of 24 equal streets are 0 to 5.
    #expect(first.segments.allSatisfy { $0.rawValue >= 6 })
    #expect(first.segments.count == 2)  // A tenth of 18 streets, rounded up.
    #expect(Set(first.segments).count == first.segments.count)
    #expect(abs(first.inclusion - 2.0 / 18) < 1e-3)
    #expect(first.timeShare == 0.10)
    #expect(draw(1) == first)
    #expect((2...6).contains { draw($0).segments != first.segments })
    // Over many rounds every street outside is drawn about equally often.
    var times = Array(repeating: 0, count: 24)
    for round in 0..<1800 { for id in draw(round).segments { times[Int(id.rawValue)] += 1 } }
    #expect(times[6...].allSatisfy { (140...260).contains($0) }, "\(times)")
    #expect(times[..<6].allSatisfy { $0 == 0 })
  }

  private func field(_ day: CivilDate) -> RiskField {
    RiskField(
      version: Version(stage: "risk", digest: "0"), snapshot: Version(stage: "city", digest: "0"),
      trained: DateSpan(first: day, last: day.adding(days: 9)),
      heldOut: DateSpan(first: day.adding(days: 10), last: day.adding(days: 19)),
      yearlyRate: (0..<24).map { Double(24 - $0) },
      yearlyRateDeviation: Array(repeating: 1, count: 24),
      profile: Array(repeating: 0, count: 24), bandShare: [BandProfiles.even], backTest: [])
  }
}
