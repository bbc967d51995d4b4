// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// The figures of a period, each with all that is needed to check it.
public struct Scorecard: Hashable, Codable, Sendable {
  public var version: Version
  public var plan: Version
  public var roster: Version
  public var isDemoData: Bool
  public var period: CivilInterval
  public var results: [KPIResult]

  public init(
    version: Version, plan: Version, roster: Version, isDemoData: Bool, period: CivilInterval,
    results: [KPIResult]
  ) {
    self.version = version
    self.plan = plan
    self.roster = roster
    self.isDemoData = isDemoData
    self.period = period
    self.results = results
  }

  public func result(_ kpi: String, for scope: KPIScope = .detachment) -> KPIResult? {
    results.first { $0.definition.id == kpi && $0.scope == scope }
  }
}

/// What a figure is about. There is no scope for a person: nobody is ranked by figures.
public enum KPIScope: Hashable, Codable, Sendable {
  case detachment
  case area(ID<Area>)
  case brigade(ID<Unit>)
  case mode(DutyMode)
}

/// What a figure means: printed wherever the figure is.
public struct KPIDefinition: Identifiable, Hashable, Codable, Sendable {
  public enum Measure: String, Codable, Sendable {
    /// Numerator over denominator, shown in percent with a Wilson interval.
    case proportion
    /// Numerator over denominator in `unit`, a mean.
    case mean
    /// The numerator alone; the denominator is 1.
    case count
  }

  /// A stable key, such as `visibility-rate`.
  public let id: String
  /// Raised whenever the formula changes.
  public var version: Int
  public var name: LocalizedName
  public var formula: LocalizedName
  public var measure: Measure
  public var unit: LocalizedName

  public init(
    id: String, version: Int, name: LocalizedName, formula: LocalizedName, measure: Measure,
    unit: LocalizedName
  ) {
    self.id = id
    self.version = version
    self.name = name
    self.formula = formula
    self.measure = measure
    self.unit = unit
  }
}

/// One figure: numerator, denominator, what was excluded, and how sure it is.
public struct KPIResult: Hashable, Codable, Sendable {
  public var definition: KPIDefinition
  public var scope: KPIScope
  public var numerator: Double
  public var denominator: Double
  /// Cases left out of both, such as incidents with a missing time stamp.
  public var excluded: Int
  /// Wilson 95 % limits of a proportion, 0...1.
  public var interval: ConfidenceInterval?

  public init(
    definition: KPIDefinition, scope: KPIScope, numerator: Double, denominator: Double,
    excluded: Int, interval: ConfidenceInterval?
  ) {
    self.definition = definition
    self.scope = scope
    self.numerator = numerator
    self.denominator = denominator
    self.excluded = excluded
    self.interval = interval
  }

  /// `nil` when there is nothing to divide by, or a proportion rests on fewer than 10 cases.
  public var value: Double? {
    guard denominator > 0 else { return nil }
    if definition.measure == .proportion, denominator < 10 { return nil }
    return numerator / denominator
  }
}

public struct ConfidenceInterval: Hashable, Codable, Sendable {
  public var lower: Double
  public var upper: Double

  public init(lower: Double, upper: Double) {
    self.lower = lower
    self.upper = upper
  }
}
