// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel

/// How each street departs from its profile's week: more at night, less in the peak.
///
/// A street's incidents fall into peak, off-peak and night hours with shares p; given its profile's
/// shares m and its own weighted counts y, p is Dirichlet with mean (ν m + y) / (ν + Σ y), the
/// profile counting as much as ν incidents (Gelman et al., "Bayesian Data Analysis", §3.4).
public struct HoursProfile: Hashable, Codable, Sendable {
  /// ν.
  public var strength: Double
  /// Mean of p over m, by position in `DutyHours.parts` and segment position.
  public var factor: [[Double]]
  /// ν + Σ y, by segment position: the greater, the surer.
  public var concentration: [Double]

  public init(strength: Double, factor: [[Double]], concentration: [Double]) {
    self.strength = strength
    self.factor = factor
    self.concentration = concentration
  }

  /// - Parameter weights: of the incidents, in their order.
  init(bands: BandProfiles, incidents: [LocatedIncident], weights: [Double], strength: Double) {
    let segments = bands.profileOfSegment.count
    var counts = DutyHours.parts.map { _ in Array(repeating: 0.0, count: segments) }
    for (located, weight) in zip(incidents, weights) {
      let part = DutyHours.partOfBand[TimeBand(located.incident.time).index]
      counts[part][Int(located.segment.rawValue)] += weight
    }
    let concentration = (0..<segments).map { segment in
      counts.reduce(strength) { $0 + $1[segment] }
    }
    let means = bands.share.map(Self.partShares)
    let factor = counts.indices.map { part in
      (0..<segments).map { segment in
        let mean = means[bands.profileOfSegment[segment]][part]
        return (strength * mean + counts[part][segment]) / concentration[segment] / mean
      }
    }
    self.init(strength: strength, factor: factor, concentration: concentration)
  }

  /// The share of a week's incidents in each of `DutyHours.parts`.
  static func partShares(_ bandShare: [Double]) -> [Double] {
    var shares = DutyHours.parts.map { _ in 0.0 }
    for (band, share) in bandShare.enumerated() { shares[DutyHours.partOfBand[band]] += share }
    return shares
  }
}
