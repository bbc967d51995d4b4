// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import Geography

/// Where and when incidents are to be expected: a rate for every road segment and time band.
///
/// The rate of segment s in band b is `yearlyRate[s] × share[profile[s]][b] / hours of b in a year`:
/// each segment has its own level, and shares the shape of its week with the segments of its
/// profile. `docs/models/risk-field.md` says how both are estimated.
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
  /// How the field did on the held-out days, beside simpler guesses.
  public var backTest: [BackTestResult]
  /// The model behind the rates and how it was chosen; `nil` in a field made elsewhere.
  public var model: RateModelChoice?
  /// The years that were compared and how much each recorded, the latest first.
  public var countingYears: [CountingYear]

  public init(
    version: Version, snapshot: Version, trained: DateSpan, heldOut: DateSpan,
    yearlyRate: [Double], yearlyRateDeviation: [Double], profile: [Int], bandShare: [[Double]],
    backTest: [BackTestResult], model: RateModelChoice? = nil, countingYears: [CountingYear] = []
  ) {
    self.version = version
    self.snapshot = snapshot
    self.trained = trained
    self.heldOut = heldOut
    self.yearlyRate = yearlyRate
    self.yearlyRateDeviation = yearlyRateDeviation
    self.profile = profile
    self.bandShare = bandShare
    self.backTest = backTest
    self.model = model
    self.countingYears = countingYears
  }

  /// Incidents to be expected on the segment in a year within the given bands.
  public func yearlyRate(of segment: ID<RoadSegment>, in bands: [TimeBand]) -> Double {
    let position = Int(segment.rawValue)
    let share = bandShare[profile[position]]
    return yearlyRate[position] * bands.reduce(0) { $0 + share[$1.index] }
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

/// How well one model's hot list of streets caught the incidents of the held-out days.
public struct BackTestResult: Hashable, Codable, Sendable {
  /// `risk-field`, `last-year-count`, `kernel-density` or `random`.
  public var model: String
  /// Share of street length on the hot list, 0...1.
  public var lengthShare: Double
  /// Share of held-out incidents on the hot list, 0...1.
  public var hitRate: Double
  public var incidents: Int

  public init(model: String, lengthShare: Double, hitRate: Double, incidents: Int) {
    self.model = model
    self.lengthShare = lengthShare
    self.hitRate = hitRate
    self.incidents = incidents
  }

  /// Prediction accuracy index: hit rate over length share. Source: Chainey, Tompson, Uhlig 2008.
  public var predictionAccuracyIndex: Double { lengthShare > 0 ? hitRate / lengthShare : 0 }
}
