// SPDX-License-Identifier: Apache-2.0

/// Expected incidents in a year on every street, each with its standard deviation.
struct SegmentRates: Hashable {
  /// By segment position.
  var rate: [Double]
  var deviation: [Double]

  /// A guess that is a count over an exposure, with the deviation of a Poisson count. A street
  /// without a record is given the deviation of half an incident, not of none: the mean of the
  /// posterior under Jeffreys' prior.
  init(counts: [Double], exposure: Double, varianceExposure: Double) {
    rate = counts.map { $0 / exposure }
    let perIncident = varianceExposure / exposure
    deviation = counts.map { (max($0, 0.5) * perIncident).squareRoot() / exposure }
  }

  init(rate: [Double], deviation: [Double]) {
    self.rate = rate
    self.deviation = deviation
  }

  /// Of the city's incidents, the share on each street; every street gets at least a millionth of
  /// an even share, so that no incident is held to be impossible.
  var shares: [Double] {
    let floor = rate.reduce(0, +) / Double(rate.count) * 1e-6
    let lifted = rate.map { $0 + floor }
    let total = lifted.reduce(0, +)
    return lifted.map { $0 / total }
  }
}
