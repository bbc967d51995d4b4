// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import Geography

/// Rates in some of the week's bands, with their uncertainty.
extension RiskField {
  /// Incidents to be expected on the segment in a year within the given bands.
  public func yearlyRate(of segment: ID<RoadSegment>, in bands: [TimeBand]) -> Double {
    let position = Int(segment.rawValue)
    let shares = partShares(of: bands)[profile[position]]
    return yearlyRate[position] * share(of: position, shares)
  }

  /// Expected incidents a year in the given bands, by segment position.
  public func yearlyRates(in bands: [TimeBand]) -> [Double] {
    let shares = partShares(of: bands)
    return yearlyRate.indices.map { yearlyRate[$0] * share(of: $0, shares[profile[$0]]) }
  }

  /// Standard deviations of `yearlyRates(in:)`.
  ///
  /// The level and the share of the bands are taken as independent: with rate r, its variance V,
  /// share p and its variance W, the product has variance p² V + r² W + V W. W is the Dirichlet
  /// variance of the segment's hours; the profile's own shares rest on so many incidents that their
  /// error is left out.
  public func yearlyRateDeviations(in bands: [TimeBand]) -> [Double] {
    let shares = partShares(of: bands)
    let whole = partShares(of: TimeBand.all)
    return yearlyRate.indices.map { position in
      let profile = profile[position]
      let share = share(of: position, shares[profile])
      let variance = yearlyRateDeviation[position] * yearlyRateDeviation[position]
      let shareVariance = shareVariance(of: position, shares[profile], whole: whole[profile])
      return
        (share * share * variance
        + (yearlyRate[position] * yearlyRate[position] + variance) * shareVariance)
        .squareRoot()
    }
  }

  /// For each profile, the share of its week in the given bands, by part of the week.
  private func partShares(of bands: [TimeBand]) -> [[Double]] {
    bandShare.map { row in
      var shares = DutyHours.parts.map { _ in 0.0 }
      for band in bands { shares[DutyHours.partOfBand[band.index]] += row[band.index] }
      return shares
    }
  }

  private func share(of segment: Int, _ shares: [Double]) -> Double {
    guard let hours else { return shares.reduce(0, +) }
    var sum = 0.0
    for part in shares.indices { sum += shares[part] * hours.factor[part][segment] }
    return sum
  }

  /// Of Σ q p over the parts, q the bands' portion of the part and p Dirichlet.
  private func shareVariance(of segment: Int, _ shares: [Double], whole: [Double]) -> Double {
    guard let hours else { return 0 }
    var (mean, square) = (0.0, 0.0)
    for part in shares.indices where whole[part] > 0 {
      let portion = shares[part] / whole[part]
      let partShare = whole[part] * hours.factor[part][segment]
      mean += portion * partShare
      square += portion * portion * partShare
    }
    return max(0, square - mean * mean) / (hours.concentration[segment] + 1)
  }
}
