// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import Geography

/// The incidents of all spans, by treated and compared streets.
struct BeforeAfterCounts {
  let after: BeforeAfter.Period
  let before: [BeforeAfter.Period]
  /// By segment position.
  let isComparison: [Bool]
  /// All spans before together: Σ over the treated streets of the expected count and its variance.
  let empiricalBayes: (mean: Double, variance: Double)

  var treatedBefore: Int { before.reduce(0) { $0 + $1.treated } }
  var comparedBefore: Int { before.reduce(0) { $0 + $1.comparison } }

  init(_ question: BeforeAfterQuestion, incidents: [LocatedIncident], roads: RoadNetwork) {
    let isTreated = roads.segments.map { question.treated.contains($0.id) }
    let isComparison = roads.segments.indices.map {
      !isTreated[$0] && !question.nearby.contains(roads.segments[$0].id)
    }
    let counted = incidents.filter {
      question.hours == .all || DutyHours(TimeBand($0.incident.time)) == question.hours
    }
    func period(_ span: DateSpan) -> BeforeAfter.Period {
      let inside = counted.filter { span.contains($0.date) }
      return BeforeAfter.Period(
        span: span, treated: inside.count { isTreated[Int($0.segment.rawValue)] },
        comparison: inside.count { isComparison[Int($0.segment.rawValue)] })
    }
    after = period(question.after)
    before = question.before.map(period)
    self.isComparison = isComparison
    var counts = Array(repeating: 0.0, count: roads.segments.count)
    for located in counted where question.before.contains(where: { $0.contains(located.date) }) {
      counts[Int(located.segment.rawValue)] += 1
    }
    let rates = Self.estimates(counts, roads)
    empiricalBayes = roads.segments.indices.filter { isTreated[$0] }.reduce((0, 0)) { sum, street in
      let deviation = rates.deviation[street]
      return (sum.0 + rates.rate[street], sum.1 + deviation * deviation)
    }
  }

  /// What the kind of street, the scatter of all streets and the own count say of each.
  ///
  /// Time is one unit, the spans before together, so that exposure is 1. Nothing was treated then:
  /// all streets are learnt from. Without those picked for their counts, streets would look safer
  /// and more alike than they are, and the picked ones would be drawn down too far.
  private static func estimates(_ counts: [Double], _ roads: RoadNetwork) -> SegmentRates {
    guard counts.contains(where: { $0 > 0 }) else {
      return SegmentRates(rate: counts, deviation: counts)
    }
    return GammaPoissonEstimate(
      roads: roads, seen: WeightedCounts(counts: counts, exposure: 1, varianceExposure: 1),
      predicted: StreetRate(roads: roads, counts: counts, exposure: 1).expected
    ).rates
  }

  func check() throws(BeforeAfterError) {
    let least = BeforeAfterStudy.leastIncidents
    guard treatedBefore >= least else {
      throw .tooFew(which: .treatedBefore, found: treatedBefore, needed: least)
    }
    guard comparedBefore >= least else {
      throw .tooFew(which: .comparisonBefore, found: comparedBefore, needed: least)
    }
    guard after.comparison >= least else {
      throw .tooFew(which: .comparisonAfter, found: after.comparison, needed: least)
    }
  }
}
