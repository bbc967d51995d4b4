// SPDX-License-Identifier: Apache-2.0

public import CityData
public import DutyModel
import Foundation
public import Geography

/// Compares the incidents since a day with what was to be expected without the measure.
///
/// Source of all formulas: Hauer, "Observational Before-After Studies in Road Safety", 1997: chapter
/// 6 (the index of effectiveness and its variance), 9 (comparison groups and odds ratios), 11 and 12
/// (empirical Bayes). `docs/models/before-after.md` has them one by one.
public enum BeforeAfterStudy {
  static let leastIncidents = 10

  /// - Parameter incidents: in order of time, on one way of locating (`registered`).
  public static func compare(
    _ question: BeforeAfterQuestion, incidents: [LocatedIncident], roads: RoadNetwork
  ) throws(BeforeAfterError) -> BeforeAfter {
    try check(question, incidents)
    let counts = BeforeAfterCounts(question, incidents: incidents, roads: roads)
    try counts.check()
    let ratios = oddsRatios(counts)
    let extra = comparabilityVariance(ratios, counts)
    let (treatedBefore, years) = (Double(counts.treatedBefore), Double(question.years))
    let (compared, comparedBefore) = (
      Double(counts.after.comparison), Double(counts.comparedBefore)
    )
    // Hauer's comparison ratio, without its bias of 1/M.
    let ratio = compared / comparedBefore / (1 + 1 / comparedBefore)
    let ratioVariance = 1 / compared + 1 / comparedBefore + extra
    let shrunk = counts.empiricalBayes
    return BeforeAfter(
      hours: question.hours, treatedStreets: question.treated.count,
      comparisonStreets: counts.isComparison.count { $0 }, after: counts.after,
      before: counts.before,
      naive: effect(
        observed: counts.after.treated, expected: treatedBefore / years,
        relativeVariance: 1 / treatedBefore),
      comparisonGroup: effect(
        observed: counts.after.treated, expected: treatedBefore * ratio,
        relativeVariance: 1 / treatedBefore + ratioVariance),
      empiricalBayes: effect(
        observed: counts.after.treated, expected: shrunk.mean * ratio,
        relativeVariance: shrunk.variance / (shrunk.mean * shrunk.mean) + ratioVariance),
      regressionToTheMean: (treatedBefore - shrunk.mean) / treatedBefore, oddsRatios: ratios,
      comparabilityVariance: extra)
  }

  /// The incidents up to a day, earlier ways of locating brought onto the latest one.
  public static func registered(
    _ snapshot: CitySnapshot, upTo last: CivilDate
  ) -> [LocatedIncident] {
    guard let first = snapshot.incidents.first?.date, first <= last else { return [] }
    return LocationRegistration(
      snapshot.incidents, span: DateSpan(first: first, last: last),
      streets: SegmentIndex(snapshot.roads)
    ).incidents
  }

  private static func check(
    _ question: BeforeAfterQuestion, _ incidents: [LocatedIncident]
  ) throws(BeforeAfterError) {
    guard !question.treated.isEmpty else { throw .nothingTreated }
    guard (7...364).contains(question.days) else {
      throw .badQuestion(name: "--days", value: question.days, expected: "7 … 364")
    }
    guard (1...20).contains(question.years) else {
      throw .badQuestion(name: "--years", value: question.years, expected: "1 … 20")
    }
    guard let first = incidents.first?.date, let last = incidents.last?.date else {
      throw .tooFew(which: .all, found: 0, needed: leastIncidents)
    }
    let data = DateSpan(first: first, last: last)
    for span in [question.after] + question.before
    where span.first < data.first || span.last > data.last {
      throw .outsideData(span: span, data: data)
    }
  }

  /// θ = (λ/π) / (1 + Var π / π²); its variance after Hauer, equation 6.4; λ is Poisson.
  static func effect(
    observed: Int, expected: Double, relativeVariance: Double
  ) -> BeforeAfter.Effect {
    let count = Double(observed)
    let index = count / expected / (1 + relativeVariance)
    let ofCount = 1 / max(count, 0.5)
    let deviation = index * (ofCount + relativeVariance).squareRoot() / (1 + relativeVariance)
    // On the logarithmic scale, so that no bound falls below nothing.
    let spread = exp(1.96 * (ofCount + relativeVariance).squareRoot() / (1 + relativeVariance))
    return BeforeAfter.Effect(
      observed: observed, expected: expected, index: index, deviation: deviation,
      interval: Interval(lower: index / spread, upper: index * spread))
  }

  /// From each year before to the next: (treated now / then) over (comparison now / then), Hauer's
  /// equation 9.7 with its correction for bias.
  static func oddsRatios(_ counts: BeforeAfterCounts) -> [Double] {
    zip(counts.before, counts.before.dropFirst()).map { now, then in
      let (treatedNow, treatedThen) = (Double(now.treated), Double(then.treated))
      let (comparedNow, comparedThen) = (Double(now.comparison), Double(then.comparison))
      guard treatedThen > 0, comparedNow > 0, comparedThen > 0, treatedNow > 0 else { return 1 }
      return treatedNow * comparedThen / (treatedThen * comparedNow)
        / (1 + 1 / treatedThen + 1 / comparedNow)
    }
  }

  /// What is left of the ratios' variance when chance is taken off; 0 with fewer than two.
  static func comparabilityVariance(_ ratios: [Double], _ counts: BeforeAfterCounts) -> Double {
    guard ratios.count > 1 else { return 0 }
    let mean = ratios.reduce(0, +) / Double(ratios.count)
    let variance =
      ratios.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(ratios.count - 1)
    let chance = zip(counts.before, counts.before.dropFirst()).map { now, then in
      [now.treated, then.treated, now.comparison, then.comparison]
        .reduce(0) { $0 + 1 / Double(max(1, $1)) }
    }
    return max(0, variance - chance.reduce(0, +) / Double(chance.count))
  }
}
