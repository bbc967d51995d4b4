// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import Foundation

/// The incidents of a span of days with the counting years they are compared by.
struct IncidentHistory {
  var span: DateSpan
  /// On the streets where the latest way of locating would have put them (`LocationRegistration`).
  var incidents: [LocatedIncident]
  var years: CountingYears
  /// Spans of one way of locating each, in order; at least one.
  var eras: [DateSpan]

  /// A history whose places need no registration.
  init(_ all: [LocatedIncident], span: DateSpan) {
    self.init(
      incidents: all.filter { span.contains($0.date) }, span: span, eras: [span])
  }

  init(_ registration: LocationRegistration, span: DateSpan) {
    self.init(incidents: registration.incidents, span: span, eras: registration.eras)
  }

  private init(incidents: [LocatedIncident], span: DateSpan, eras: [DateSpan]) {
    self.span = span
    self.incidents = incidents
    self.eras = eras
    years = CountingYears(dates: incidents.map(\.date), span: span)
  }

  func counts(segments: Int) -> [Int] {
    var counts = Array(repeating: 0, count: segments)
    for located in incidents { counts[Int(located.segment.rawValue)] += 1 }
    return counts
  }

  /// How much each incident counts: by its age, and whether it was located in an earlier way.
  ///
  /// An incident weighs `0.5^(age / half-life)`, its age rounded down to 91 days, and one of an
  /// earlier era `earlierEraWeight` times that: the power prior of Ibrahim and Chen 2000
  /// (doi:10.1214/ss/1009212673), the discounting of West and Harrison, "Bayesian Forecasting and
  /// Dynamic Models".
  func weights(halfLifeDays: Int, earlierEraWeight: Double) -> [Double] {
    let quarters = (0...(span.days / 91)).map { exp2(-Double($0 * 91) / Double(halfLifeDays)) }
    let latest = eras.last ?? span
    return incidents.map { located in
      let weight = quarters[Int(span.last.day - located.date.day) / 91]
      return located.date < latest.first ? weight * earlierEraWeight : weight
    }
  }

  /// Incidents weighted by `weights`, with the exposure that goes with them.
  func weighted(
    segments: Int, halfLifeDays: Int, earlierEraWeight: Double = 1
  ) -> WeightedCounts {
    var weighted = WeightedCounts(counts: Array(repeating: 0, count: segments))
    let weights = weights(halfLifeDays: halfLifeDays, earlierEraWeight: earlierEraWeight)
    for (located, weight) in zip(incidents, weights) {
      weighted.counts[Int(located.segment.rawValue)] += weight
      weighted.exposure += weight / years.yearlyLevel
      weighted.varianceExposure += weight * weight / years.yearlyLevel
    }
    return weighted
  }
}

/// Weighted incidents by street and what they are to be divided by.
struct WeightedCounts {
  var counts: [Double]
  /// Reference years of observation (`CountingYears`).
  var exposure = 0.0
  /// Variance of a weighted count over its rate: the weights enter squared.
  var varianceExposure = 0.0
}
