// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel

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

  /// Each incident counts by its age, not by its year's level: that is in the exposure.
  func weightedCounts(segments: Int, halfLifeDays: Int) -> [Double] {
    var counts = Array(repeating: 0.0, count: segments)
    let weights = years.weights(halfLifeDays: halfLifeDays)
    for located in incidents {
      let back = CountingYears.yearsBack(located.incident.time.date, from: span.last)
      counts[Int(located.segment.rawValue)] += weights[back]
    }
    return counts
  }
}
