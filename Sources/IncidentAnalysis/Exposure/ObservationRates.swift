// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Foundation

/// Violations an hour of watching, place by place: what a count of enforcement can honestly say.
///
/// A count grows with the hours in which anybody looked; fed back as demand it sends officers where
/// officers were. So each count Y is divided by its observation hours H, and drawn to the mean of
/// all places the more, the less a place was watched: Y ~ Poisson(H λ), λ ~ Gamma(mean μ, shape φ);
/// posterior mean (φ + Y) / (φ/μ + H), variance (φ + Y) / (φ/μ + H)². μ = ΣY / ΣH; φ solves
/// Σ (Y − Hμ)² / (Hμ + (Hμ)²/φ) = places − 1, so that a place watched all day says no more of how
/// places differ than another. Sources: Clayton, Kaldor 1987 (doi:10.2307/2532003), for rates of
/// disease, with person-years in place of hours; for φ, Breslow 1984 (doi:10.2307/2347661).
/// `docs/models/exposure.md`.
public struct ObservationRates: Hashable, Sendable {
  public struct Place: Hashable, Sendable {
    public var name: String
    public var violations: Int
    /// More than 0.
    public var hours: Double

    public init(name: String, violations: Int, hours: Double) {
      self.name = name
      self.violations = violations
      self.hours = hours
    }
  }

  public struct Estimate: Hashable, Codable, Sendable {
    public var place: String
    /// Violations an hour of observation.
    public var rate: Double
    public var deviation: Double
    /// The counted rate, without shrinkage.
    public var counted: Double
    public var hours: Double
  }

  /// μ, over all places.
  public private(set) var mean: Double
  /// φ: the greater, the more alike the places.
  public private(set) var shape: Double
  /// In the order of the places given.
  public private(set) var estimates: [Estimate]

  static let shapes = 0.05...1_000_000.0

  public init(_ places: [Place]) {
    let hours = places.reduce(0) { $0 + $1.hours }
    let violations = places.reduce(0) { $0 + $1.violations }
    // Half a violation, as Jeffreys' prior has it: a city without any is not one that cannot have.
    let mean = hours > 0 ? max(Double(violations), 0.5) / hours : 0
    let shape = Self.shape(places, mean: mean)
    self.mean = mean
    self.shape = shape
    estimates = places.map { place in
      let precision = shape / mean + place.hours
      let mass = shape + Double(place.violations)
      return Estimate(
        place: place.name, rate: mass / precision, deviation: mass.squareRoot() / precision,
        counted: Double(place.violations) / place.hours, hours: place.hours)
    }
  }

  /// The sum falls with 1/φ: bisected between the bounds, on the logarithmic scale.
  private static func shape(_ places: [Place], mean: Double) -> Double {
    func excess(_ shape: Double) -> Double {
      places.reduce(Double(1 - places.count)) { sum, place in
        let expected = place.hours * mean
        let error = Double(place.violations) - expected
        return sum + error * error / (expected + expected * expected / shape)
      }
    }
    guard excess(shapes.upperBound) > 0 else { return shapes.upperBound }
    var (low, high) = (log(shapes.lowerBound), log(shapes.upperBound))
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if excess(exp(middle)) > 0 { high = middle } else { low = middle }
    }
    return exp((low + high) / 2)
  }
}
