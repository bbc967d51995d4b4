// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// Where and when incidents are to be expected: a rate for every road segment and time band.
///
/// The incidents of a year on segment s in band b are
/// `yearlyRate[s] × bandShare[profile[s]][b] × hours.factor[part of b][s]`: each segment has its own
/// level, shares the shape of its week with the segments of its profile, and departs from it by what
/// it showed itself in peak, off-peak and night hours. `docs/models/risk-field.md` says how all three
/// are estimated.
public struct RiskField: Hashable, Codable, Sendable {
  public var version: Version
  public var snapshot: Version
  /// The days whose incidents were learnt from.
  public var trained: DateSpan
  /// The days after them, kept back for checks and replays.
  public var heldOut: DateSpan
  /// Expected incidents in a year, by segment position.
  public var yearlyRate: [Double]
  /// Standard deviation of `yearlyRate`, by segment position.
  public var yearlyRateDeviation: [Double]
  /// Which row of `bandShare` a segment follows, by segment position.
  public var profile: [Int]
  /// For each profile, the share of the year's incidents in each of the 48 bands; rows sum to 1.
  public var bandShare: [[Double]]
  /// How each segment departs from its profile's week; `nil` if it does not.
  public var hours: HoursProfile?
  /// How the field (`risk-field`) and all models did on the held-out days: in all hours first, then
  /// in each mode's.
  public var backTest: [BackTestResult]
  /// The model behind the rates and how it was chosen; `nil` in a field made elsewhere.
  public var model: RateModelChoice?
  /// Which model is published, by which back-tests, and the verdict of the held-out days.
  public var selection: ModelSelection?
  /// Earlier ways of locating incidents that were brought onto the latest one.
  public var locationShifts: [LocationShift]
  /// The years that were compared and how much each recorded, the latest first.
  public var countingYears: [CountingYear]

  public init(
    version: Version, snapshot: Version, trained: DateSpan, heldOut: DateSpan,
    yearlyRate: [Double], yearlyRateDeviation: [Double], profile: [Int], bandShare: [[Double]],
    hours: HoursProfile? = nil, backTest: [BackTestResult], model: RateModelChoice? = nil,
    selection: ModelSelection? = nil, locationShifts: [LocationShift] = [],
    countingYears: [CountingYear] = []
  ) {
    self.version = version
    self.snapshot = snapshot
    self.trained = trained
    self.heldOut = heldOut
    self.yearlyRate = yearlyRate
    self.yearlyRateDeviation = yearlyRateDeviation
    self.profile = profile
    self.bandShare = bandShare
    self.hours = hours
    self.backTest = backTest
    self.model = model
    self.selection = selection
    self.locationShifts = locationShifts
    self.countingYears = countingYears
  }
}

/// From `first` through `last`, both included.
public struct DateSpan: Hashable, Codable, Sendable {
  public var first: CivilDate
  public var last: CivilDate

  public init(first: CivilDate, last: CivilDate) {
    precondition(first <= last, "The span from \(first) to \(last) is empty.")
    self.first = first
    self.last = last
  }

  public var days: Int { Int(last.day - first.day) + 1 }
  public func contains(_ date: CivilDate) -> Bool { first <= date && date <= last }
}
