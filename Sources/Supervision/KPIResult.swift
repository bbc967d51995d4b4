// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// One figure: numerator, denominator, what was excluded, and how sure it is.
public struct KPIResult: Hashable, Sendable {
  public var definition: KPIDefinition
  public var scope: KPIScope
  public var numerator: Double
  public var denominator: Double
  /// n: the cases that the figure rests on; shown beside it.
  public var cases: Int
  /// Cases left out of both, such as incidents with a missing time stamp.
  public var excluded: Int
  /// Wilson 95 % limits of a proportion, 0...1; none where the figure is not published, since the limits
  /// of a few cases tell what is held back.
  public private(set) var interval: ConfidenceInterval?

  /// - Parameter cases: the denominator when left out.
  public init(
    definition: KPIDefinition, scope: KPIScope, numerator: Double, denominator: Double,
    cases: Int? = nil, excluded: Int, interval: ConfidenceInterval?
  ) {
    self.definition = definition
    self.scope = scope
    self.numerator = numerator
    self.denominator = denominator
    self.cases = cases ?? Int(denominator)
    self.excluded = excluded
    self.interval = interval
    if gap != nil { self.interval = nil }
  }

  /// A rate or percentile on fewer cases than this is not published.
  public static let fewestCases = 10

  /// `nil` where there is no figure; `gap` says why.
  public var value: Double? { gap == nil ? numerator / denominator : nil }

  /// Why there is no figure, said instead of it.
  public var gap: Gap? {
    if definition.measure == .count { return nil }
    if denominator <= 0 || cases == 0 { return .noDenominator }
    return cases < Self.fewestCases ? .tooFewCases : nil
  }

  public enum Gap: String, CaseIterable, Codable, Sendable {
    /// There was nothing to divide by: no case in the period.
    case noDenominator
    /// Fewer than `fewestCases` cases: a rate would be an accident.
    case tooFewCases
  }
}

/// Written with `value` and `gap`, so that a reader of the file needs no rule of ours.
extension KPIResult: Codable {
  private enum CodingKeys: String, CodingKey {
    case definition, scope, numerator, denominator, cases, excluded, interval, value, gap
  }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    definition = try values.decode(KPIDefinition.self, forKey: .definition)
    scope = try values.decode(KPIScope.self, forKey: .scope)
    numerator = try values.decode(Double.self, forKey: .numerator)
    denominator = try values.decode(Double.self, forKey: .denominator)
    cases = try values.decode(Int.self, forKey: .cases)
    excluded = try values.decode(Int.self, forKey: .excluded)
    interval = try values.decodeIfPresent(ConfidenceInterval.self, forKey: .interval)
    if gap != nil { interval = nil }
  }

  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(definition, forKey: .definition)
    try values.encode(scope, forKey: .scope)
    try values.encode(numerator, forKey: .numerator)
    try values.encode(denominator, forKey: .denominator)
    try values.encode(cases, forKey: .cases)
    try values.encode(excluded, forKey: .excluded)
    try values.encodeIfPresent(interval, forKey: .interval)
    try values.encodeIfPresent(value, forKey: .value)
    try values.encodeIfPresent(gap, forKey: .gap)
  }
}
