// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import Testing
import TestSupport

@testable import IncidentAnalysis

@Suite("Exposure")
struct ExposureTests {
  let first = GridHistory.date(2015, 1, 1)

  @Test("A month without any record among busy ones is lost, not safe")
  func lostMonth() {
    let dates = GridHistory.daily(from: first, days: 365, pattern: [0]).map(\.incident.time.date)
    let kept = dates.filter { $0.components.month != 6 }
    let span = DateSpan(first: first, last: first.adding(days: 364))
    let years = CountingYears(dates: kept, span: span)
    #expect(years.years.count == 1)
    #expect(years.years.first?.countedDays == 335)
    #expect(abs(years.yearlyLevel - 365.25) < 1e-9)
  }

  @Test("A quiet month of a sparse city is no lost month: nine incidents expected are the limit")
  func quietMonth() {
    let sparse = stride(from: 0, to: 365, by: 4).map { first.adding(days: $0) }
      .filter { $0.components.month != 6 }
    let span = DateSpan(first: first, last: first.adding(days: 364))
    #expect(CountingYears(dates: sparse, span: span).years.first?.countedDays == 365)
  }

  @Test("Years are counted back from the end, the latest first")
  func yearsBack() {
    let span = DateSpan(first: first, last: first.adding(days: 729))
    let dates = (0..<730).map { first.adding(days: $0) }
    let years = CountingYears(dates: dates, span: span).years
    #expect(years.map(\.incidents) == [365, 365])
    #expect(years.first?.span.first == first.adding(days: 365))
  }

  @Test("Halving what is recorded everywhere leaves a street's rate relative to today's level")
  func changedCounting() throws {
    // Two incidents a day in the first year, one a day in the second; always alternating streets.
    var incidents = GridHistory.daily(from: first, days: 730, pattern: [0, 5])
    incidents += GridHistory.daily(from: first, days: 364, pattern: [0, 5], hour: 9)
    let history = IncidentHistory(
      incidents, span: DateSpan(first: first, last: first.adding(days: 729)))
    let seen = history.weighted(segments: 24, halfLifeDays: 36_500)
    #expect(abs(seen.counts[0] / seen.exposure - 365.25 / 2) < 1)
    #expect(abs(seen.counts[5] / seen.exposure - 365.25 / 2) < 1)
  }

  @Test("An incident one half-life old weighs half, its age counted in 91 days")
  func weights() {
    let last = first.adding(days: 200)
    let incidents = [
      GridCity.incident(1, on: 0, at: CivilTime(date: last.adding(days: -91))),
      GridCity.incident(2, on: 1, at: CivilTime(date: last.adding(days: -90))),
    ]
    let history = IncidentHistory(incidents, span: DateSpan(first: first, last: last))
    let seen = history.weighted(segments: 24, halfLifeDays: 91)
    #expect(seen.counts[0] == 0.5)
    #expect(seen.counts[1] == 1)
    #expect(abs(seen.varianceExposure * history.years.yearlyLevel - 1.25) < 1e-12)
  }
}
