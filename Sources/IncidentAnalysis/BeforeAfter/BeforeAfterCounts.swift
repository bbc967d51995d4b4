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
    empiricalBayes = Self.empiricalBayes(counts, isTreated, isComparison, roads)
  }

  /// What the kind of street and the scatter of the compared streets say of each treated one.
  ///
  /// Time is one unit, the spans before together, so that exposure is 1.
  private static func empiricalBayes(
    _ counts: [Double], _ isTreated: [Bool], _ isComparison: [Bool], _ roads: RoadNetwork
  ) -> (mean: Double, variance: Double) {
    guard zip(counts, isComparison).contains(where: { $0 > 0 && $1 }) else { return (0, 0) }
    let predicted = StreetRate(
      roads: roads, counts: counts, exposure: 1, isReference: isComparison
    ).expected
    let kilometres = roads.segments.map { max(1e-3, Double($0.lengthMillimetres) / 1e6) }
    let seen = WeightedCounts(counts: counts, exposure: 1, varianceExposure: 1)
    var (mean, variance) = (0.0, 0.0)
    for roadClass in RoadClass.allCases {
      let ofClass = roads.segments.indices.filter { roads.segments[$0].roadClass == roadClass }
      let shape = GammaPoissonEstimate.shapePerKilometre(
        ofClass.filter { isComparison[$0] }, kilometres: kilometres, seen: seen,
        predicted: predicted)
      for segment in ofClass where isTreated[segment] {
        let phi = shape * kilometres[segment]
        let precision = phi / predicted[segment] + 1
        mean += (phi + counts[segment]) / precision
        variance += (phi + counts[segment]) / (precision * precision)
      }
    }
    return (mean, variance)
  }

  func check() throws(BeforeAfterError) {
    let least = BeforeAfterStudy.leastIncidents
    guard treatedBefore >= least else {
      throw .tooFew(which: "treated, before", found: treatedBefore, needed: least)
    }
    guard comparedBefore >= least else {
      throw .tooFew(which: "comparison, before", found: comparedBefore, needed: least)
    }
    guard after.comparison >= least else {
      throw .tooFew(which: "comparison, after", found: after.comparison, needed: least)
    }
  }
}
