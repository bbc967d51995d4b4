// SPDX-License-Identifier: Apache-2.0

/// How well one model's hot list of streets caught the incidents of the held-out days.
public struct BackTestResult: Hashable, Codable, Sendable {
  /// A `RiskModel`, or `risk-field` for the field that was published.
  public var model: String
  /// Share of street length on the hot list, 0...1.
  public var lengthShare: Double
  /// Share of held-out incidents on the hot list, 0...1.
  public var hitRate: Double
  /// Held-out incidents in these hours.
  public var incidents: Int
  /// The hours that the list was made for and checked in.
  public var hours: DutyHours
  /// Of the hit rate, by bootstrap over days.
  public var interval: Interval?
  /// PAI over the PAI of the best list of this length, 0...1; `nil` without incidents.
  public var predictionEfficiencyIndex: Double?
  /// Against the best baseline at this share.
  public var advantage: Advantage?

  public init(
    model: String, lengthShare: Double, hitRate: Double, incidents: Int, hours: DutyHours = .all,
    interval: Interval? = nil, predictionEfficiencyIndex: Double? = nil,
    advantage: Advantage? = nil
  ) {
    self.model = model
    self.lengthShare = lengthShare
    self.hitRate = hitRate
    self.incidents = incidents
    self.hours = hours
    self.interval = interval
    self.predictionEfficiencyIndex = predictionEfficiencyIndex
    self.advantage = advantage
  }

  /// Prediction accuracy index: hit rate over length share. Source: Chainey, Tompson, Uhlig 2008.
  public var predictionAccuracyIndex: Double { lengthShare > 0 ? hitRate / lengthShare : 0 }
}

/// How much more of the incidents a model's list caught than another's, on the same days.
public struct Advantage: Hashable, Codable, Sendable {
  /// The other model.
  public var over: String
  /// Difference of the hit rates.
  public var hitRate: Double
  /// Of the difference, by bootstrap over days, paired.
  public var interval: Interval?

  public init(over: String, hitRate: Double, interval: Interval?) {
    self.over = over
    self.hitRate = hitRate
    self.interval = interval
  }
}
