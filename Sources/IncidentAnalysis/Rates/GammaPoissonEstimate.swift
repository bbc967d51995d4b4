// SPDX-License-Identifier: Apache-2.0

import Geography

/// Each street's rate between what its kind and neighbourhood suggest and what was counted on it.
///
/// Counts Y are Poisson with mean E λ over E reference years; λ is Gamma with mean μ and shape φ.
/// Then λ given Y has mean (φ + Y) / (φ/μ + E) and variance (φ + Y) / (φ/μ + E)²: the counted rate
/// gets weight Eμ / (φ + Eμ), the prediction the rest. That is the empirical Bayes estimate of
/// Hauer, "Observational Before-After Studies in Road Safety" 1997, and of the Highway Safety Manual
/// (AASHTO 2010, part B and appendix A to part C), with 1/φ its overdispersion parameter k. φ comes
/// from moments per road class: the variance of counts beyond Poisson's, over (Eμ)².
struct GammaPoissonEstimate {
  var rate: [Double]
  var deviation: [Double]

  /// Limits of φ: from "counts say all" to "prediction says all".
  static let shapes = 0.05...1000.0

  /// - Parameters:
  ///   - predicted: μ without the street's own count, positive.
  ///   - exposure: E; `varianceExposure` the same with squared weights.
  init(
    roads: RoadNetwork, counts: [Double], predicted: [Double], exposure: Double,
    varianceExposure: Double
  ) {
    rate = predicted
    deviation = predicted
    for roadClass in RoadClass.allCases {
      let members = roads.segments.indices.filter { roads.segments[$0].roadClass == roadClass }
      let shape = Self.shape(
        members, counts: counts, predicted: predicted, exposure: exposure,
        varianceExposure: varianceExposure)
      for member in members {
        let precision = shape / predicted[member] + exposure
        rate[member] = (shape + counts[member]) / precision
        deviation[member] = (shape + counts[member]).squareRoot() / precision
      }
    }
  }

  static func shape(
    _ members: [Int], counts: [Double], predicted: [Double], exposure: Double,
    varianceExposure: Double
  ) -> Double {
    var (excess, squares) = (0.0, 0.0)
    for member in members {
      let mean = exposure * predicted[member]
      let error = counts[member] - mean
      excess += error * error - varianceExposure * predicted[member]
      squares += mean * mean
    }
    guard excess > 0 else { return shapes.upperBound }
    return min(max(squares / excess, shapes.lowerBound), shapes.upperBound)
  }
}
