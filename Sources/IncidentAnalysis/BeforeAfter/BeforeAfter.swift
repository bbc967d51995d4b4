// SPDX-License-Identifier: Apache-2.0

import DutyModel

/// What changed, told three ways, from the one that everybody reckons to the one that is fair.
public struct BeforeAfter: Hashable, Codable, Sendable {
  /// Incidents on the treated streets and on those they are compared with, span by span.
  public struct Period: Hashable, Codable, Sendable {
    public var span: DateSpan
    public var treated: Int
    public var comparison: Int
  }

  /// The index of effectiveness θ: observed over expected without the measure. Below 1 is better.
  public struct Effect: Hashable, Codable, Sendable {
    public var observed: Int
    /// What would have been expected without the measure.
    public var expected: Double
    public var index: Double
    public var deviation: Double
    /// 95 %, on the logarithmic scale.
    public var interval: Interval
  }

  public var hours: DutyHours
  public var treatedStreets: Int
  public var comparisonStreets: Int
  public var after: Period
  /// The latest first.
  public var before: [Period]
  /// Against the mean of the years before, nothing allowed for: never to be quoted alone.
  public var naive: Effect
  /// Allowing for what changed on streets without the measure in the same weeks.
  public var comparisonGroup: Effect
  /// Allowing for regression to the mean as well: the one to quote.
  public var empiricalBayes: Effect
  /// Of the incidents before, the share that was luck, not danger: (counted − empirical Bayes) over
  /// counted. Places chosen for a bad year get better by this much with no measure at all.
  public var regressionToTheMean: Double
  /// From one year before to the next, the treated streets' change over the comparison's; near 1 if
  /// the streets are comparable. The latest first; needs two years before.
  public var oddsRatios: [Double]
  /// Variance of those ratios beyond chance; it widens the intervals.
  public var comparabilityVariance: Double
}
