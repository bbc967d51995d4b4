// SPDX-License-Identifier: Apache-2.0

/// Weights of a mean of models, chosen so that it would have foretold best where incidents happened.
///
/// Each model says which share of the city's incidents falls on each street; the mean of these
/// shares with weights w is scored by the likelihood of the incidents of back-tests. That is
/// stacking of predictive distributions (Yao, Vehtari, Simpson, Gelman 2018,
/// doi:10.1214/17-BA1091); the likelihood is concave in w, and EM for mixture proportions climbs it.
struct Stacking: Hashable {
  /// Of `models`, in their order; they add up to 1.
  private(set) var weights: [Double]

  static let models: [RiskModel] = [
    .empiricalBayes, .recency, .networkKernelDensity, .lastYearCount,
  ]
  private static let rounds = 200

  /// - Parameter trials: for each incident, the share that each model gave its street.
  init(trials: [[Double]]) {
    weights = Array(repeating: 1 / Double(Self.models.count), count: Self.models.count)
    guard !trials.isEmpty else { return }
    for _ in 0..<Self.rounds {
      var responsibility = Array(repeating: 0.0, count: weights.count)
      for shares in trials {
        var total = 0.0
        for (weight, share) in zip(weights, shares) { total += weight * share }
        guard total > 0 else { continue }
        for model in weights.indices {
          responsibility[model] += weights[model] * shares[model] / total
        }
      }
      let sum = responsibility.reduce(0, +)
      guard sum > 0 else { return }
      weights = responsibility.map { $0 / sum }
    }
  }

  /// The mean of the models' rates at the level of the first; its variance holds their own
  /// variances and their disagreement.
  func combined(_ rates: [RiskModel: SegmentRates]) -> SegmentRates {
    let parts = Self.models.compactMap { rates[$0] }
    precondition(parts.count == weights.count, "A stacked model is missing.")
    let level = parts[0].rate.reduce(0, +)
    let scales = parts.map { level / $0.rate.reduce(0, +) }
    var combined = parts[0]
    for segment in combined.rate.indices {
      var (mean, square) = (0.0, 0.0)
      for (part, weight) in weights.enumerated() {
        let rate = parts[part].rate[segment] * scales[part]
        let deviation = parts[part].deviation[segment] * scales[part]
        mean += weight * rate
        square += weight * (deviation * deviation + rate * rate)
      }
      combined.rate[segment] = mean
      combined.deviation[segment] = max(0, square - mean * mean).squareRoot()
    }
    return combined
  }
}
