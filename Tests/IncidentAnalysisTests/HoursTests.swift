// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Geography
import Testing
import TestSupport

@testable import IncidentAnalysis

@Suite("Hours of the modes")
struct HoursTests {
  let roads = GridCity.roads
  let first = GridHistory.date(2017, 1, 2)

  @Test("Peak, off-peak and night part the week")
  func parts() {
    #expect(DutyHours.peak.bands.count == 4)
    #expect(DutyHours.night.bands.count == 16)
    #expect(DutyHours.offPeak.bands.count == 28)
    #expect(Set(DutyHours.parts.flatMap(\.bands)) == Set(TimeBand.all))
    #expect(DutyHours(TimeBand(dayClass: .weekend, hour: 8)) == .offPeak)
    #expect(DutyHours(TimeBand(dayClass: .weekend, hour: 23)) == .night)
  }

  @Test("A street's own hours by hand, and the year's total stays what it was")
  func byHand() throws {
    // Street 0 only at 23:00, street 1 only at 08:00, a hundred each.
    let incidents =
      GridHistory.daily(from: first, days: 100, pattern: [0], hour: 23)
      + GridHistory.daily(from: first, days: 100, pattern: [1], hour: 12)
    let bands = BandProfiles(roads: roads, incidents: incidents)
    let hours = HoursProfile(
      bands: bands, incidents: incidents, weights: Array(repeating: 1, count: 200), strength: 50)
    let night = try #require(DutyHours.parts.firstIndex(of: .night))
    let shares = HoursProfile.partShares(bands.share[bands.profileOfSegment[0]])
    #expect(abs(hours.factor[night][0] * shares[night] - (50 * shares[night] + 100) / 150) < 1e-9)
    #expect(abs(hours.factor[night][1] - 50.0 / 150) < 1e-9)
    #expect(hours.factor[night][5] == 1)
    #expect(hours.concentration[0] == 150)
    let field = field(bands, hours)
    for segment in roads.segments {
      #expect(abs(field.yearlyRate(of: segment.id, in: TimeBand.all) - 3) < 1e-9)
    }
    let parted = DutyHours.parts.map { field.yearlyRates(in: $0.bands)[0] }
    #expect(abs(parted.reduce(0, +) - 3) < 1e-9)
  }

  @Test("Uncertainty of some hours by hand; of the whole week it is the level's alone")
  func deviation() {
    let bands = BandProfiles(
      roads: roads, incidents: GridHistory.daily(from: first, days: 100, pattern: [0, 1]))
    let hours = HoursProfile(bands: bands, incidents: [], weights: [], strength: 50)
    let field = field(bands, hours)
    #expect(abs(field.yearlyRateDeviations(in: TimeBand.all)[0] - 2) < 1e-9)
    let share = HoursProfile.partShares(bands.share[bands.profileOfSegment[0]])[0]
    let spread = share * (1 - share) / 51
    let expected = (share * share * 4 + (9 + 4) * spread).squareRoot()
    #expect(abs(field.yearlyRateDeviations(in: DutyHours.peak.bands)[0] - expected) < 1e-9)
    // Four streets of deviation 2 meet at an inner crossing: √(4 × 4/4).
    let hot = field.hotJunctions(of: roads, in: TimeBand.all)
    let inner = hot.first { $0.junction == GridCity.junction(row: 1, column: 1) }
    #expect(abs((inner?.deviation ?? 0) - 2) < 1e-9)
  }

  private func field(_ bands: BandProfiles, _ hours: HoursProfile) -> RiskField {
    RiskField(
      version: Version(stage: "risk", digest: "0"), snapshot: Version(stage: "city", digest: "0"),
      trained: DateSpan(first: first, last: first.adding(days: 9)),
      heldOut: DateSpan(first: first.adding(days: 10), last: first.adding(days: 19)),
      yearlyRate: Array(repeating: 3, count: 24),
      yearlyRateDeviation: Array(repeating: 2, count: 24),
      profile: bands.profileOfSegment, bandShare: bands.share, hours: hours, backTest: [])
  }
}
