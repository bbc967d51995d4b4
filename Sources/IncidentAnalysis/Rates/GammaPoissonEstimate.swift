// SPDX-License-Identifier: Apache-2.0

import Geography

/// Each street's rate between what its kind and neighbourhood suggest and what was counted on it.
///
/// Counts Y are Poisson with mean E λ over E reference years; λ is Gamma with mean μ and shape φ.
/// Then λ given Y has mean (φ + Y) / (φ/μ + E) and variance (φ + Y) / (φ/μ + E)²: the counted rate
/// gets weight Eμ / (φ + Eμ), the prediction the rest. That is the empirical Bayes estimate of
/// Hauer, "Observational Before-After Studies in Road Safety" 1997, and of the Highway Safety Manual
/// (AASHTO 2010, part B and appendix A to part C), with 1/φ its overdispersion parameter k. As
/// there, φ grows with a segment's length, φ = κ × kilometres, so that joining two streets does not
/// change what is thought of them; κ comes from moments per road class: Σ (Eμ)²/km over the sum of
/// the squared errors beyond Poisson's.
struct GammaPoissonEstimate {
  var rates: SegmentRates

  /// Limits of κ: from "counts say all" to "prediction says all".
  static let shapesPerKilometre = 0.05...1000.0

  /// - Parameter predicted: μ without the street's own count, positive.
  init(roads: RoadNetwork, seen: WeightedCounts, predicted: [Double]) {
    rates = SegmentRates(rate: predicted, deviation: predicted)
    let kilometres = roads.segments.map { max(1e-3, Double($0.lengthMillimetres) / 1e6) }
    for roadClass in RoadClass.allCases {
      let members = roads.segments.indices.filter { roads.segments[$0].roadClass == roadClass }
      let perKilometre = Self.shapePerKilometre(
        members, kilometres: kilometres, seen: seen, predicted: predicted)
      for member in members {
        let shape = perKilometre * kilometres[member]
        let precision = shape / predicted[member] + seen.exposure
        rates.rate[member] = (shape + seen.counts[member]) / precision
        rates.deviation[member] = (shape + seen.counts[member]).squareRoot() / precision
      }
    }
  }

  static func shapePerKilometre(
    _ members: [Int], kilometres: [Double], seen: WeightedCounts, predicted: [Double]
  ) -> Double {
    var (excess, squares) = (0.0, 0.0)
    for member in members {
      let mean = seen.exposure * predicted[member]
      let error = seen.counts[member] - mean
      excess += error * error - seen.varianceExposure * predicted[member]
      squares += mean * mean / kilometres[member]
    }
    guard excess > 0 else { return shapesPerKilometre.upperBound }
    return min(
      max(squares / excess, shapesPerKilometre.lowerBound), shapesPerKilometre.upperBound)
  }
}
