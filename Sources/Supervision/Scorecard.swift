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
  case area(DutyModel.ID<Area>)
  case brigade(DutyModel.ID<Unit>)
  case mode(DutyMode)
}

/// What a figure means: printed wherever the figure is.
public struct KPIDefinition: Identifiable, Hashable, Codable, Sendable {
  public enum Measure: String, CaseIterable, Codable, Sendable {
    /// Cases over cases, shown in percent with a Wilson interval.
    case proportion
    /// Part over whole of something measured (minutes, weighted street slots), shown in percent
    /// without an interval: its parts are not independent cases.
    case share
    /// Numerator over denominator, a pure number from 0 to 1.
    case index
    /// Numerator over denominator in `unit`, a mean.
    case mean
    /// A median or percentile in `unit`: the numerator alone; the denominator is 1.
    case quantile
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
