// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import Foundation

/// The incidents of a span of days with the counting years they are compared by.
struct IncidentHistory {
  var span: DateSpan
  var incidents: [LocatedIncident]
  var years: CountingYears

  init(_ all: [LocatedIncident], span: DateSpan) {
    self.span = span
    incidents = all.filter { span.contains($0.incident.time.date) }
    years = CountingYears(dates: incidents.map(\.incident.time.date), span: span)
  }

  func counts(segments: Int) -> [Int] {
    var counts = Array(repeating: 0, count: segments)
    for located in incidents { counts[Int(located.segment.rawValue)] += 1 }
    return counts
  }

  /// Incidents weighted by age, with the exposure that goes with the weights.
  ///
  /// An incident weighs `0.5^(age / half-life)`, its age rounded down to 91 days: the power prior of
  /// Ibrahim and Chen 2000 (doi:10.1214/ss/1009212673), the discounting of West and Harrison,
  /// "Bayesian Forecasting and Dynamic Models".
  func weighted(segments: Int, halfLifeDays: Int) -> WeightedCounts {
    var weighted = WeightedCounts(counts: Array(repeating: 0, count: segments))
    let quarters = (0...(span.days / 91)).map { exp2(-Double($0 * 91) / Double(halfLifeDays)) }
    for located in incidents {
      let age = Int(span.last.day - located.incident.time.date.day) / 91
      let weight = quarters[age]
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
