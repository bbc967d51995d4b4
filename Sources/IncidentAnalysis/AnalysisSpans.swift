// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel

/// Which days the field is learnt from and which are kept back.
///
/// Without a wish the last 365 days are held out; if the data span less than four years, the last
/// quarter of them, so that at least three quarters remain to learn from.
struct AnalysisSpans: Hashable {
  var data: DateSpan
  var trained: DateSpan
  var heldOut: DateSpan

  /// The least days that can be split: three weeks to learn from, one to check on.
  static let leastDays = 28

  init(
    incidents: [LocatedIncident], city: String, options: AnalysisOptions
  ) throws(AnalysisError) {
    guard let first = incidents.first?.incident.time.date,
      let last = incidents.last?.incident.time.date
    else { throw .noIncidents(city: city) }
    data = DateSpan(first: first, last: last)
    if let trained = options.trained, let heldOut = options.heldOut {
      (self.trained, self.heldOut) = (trained, heldOut)
    } else if let trained = options.trained {
      guard trained.last < data.last else {
        throw .spansOverlap(trained: trained, heldOut: DateSpan(first: last, last: last))
      }
      let end = min(data.last, trained.last.adding(days: 365))
      (self.trained, heldOut) = (trained, DateSpan(first: trained.last.adding(days: 1), last: end))
    } else {
      guard data.days >= Self.leastDays else {
        throw .spanTooShort(data: data, neededDays: Self.leastDays)
      }
      let heldOut = options.heldOut ?? Self.lastQuarterOrYear(of: data)
      guard data.first < heldOut.first else {
        throw .spanOutsideData(which: "held-out", span: heldOut, data: data)
      }
      self.heldOut = heldOut
      trained = DateSpan(first: data.first, last: min(data.last, heldOut.first.adding(days: -1)))
    }
    try check()
  }

  static func lastQuarterOrYear(of span: DateSpan) -> DateSpan {
    let days = min(365, span.days / 4)
    return DateSpan(first: span.last.adding(days: 1 - days), last: span.last)
  }

  private func check() throws(AnalysisError) {
    guard trained.last < heldOut.first else {
      throw .spansOverlap(trained: trained, heldOut: heldOut)
    }
    guard trained.first <= data.last, trained.last >= data.first else {
      throw .spanOutsideData(which: "training", span: trained, data: data)
    }
    guard heldOut.first <= data.last, heldOut.last >= data.first else {
      throw .spanOutsideData(which: "held-out", span: heldOut, data: data)
    }
  }
}
