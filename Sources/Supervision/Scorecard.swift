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
  /// A province's own definitions, where some of the results are by them.
  public var local: LocalDefinitions?

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

  /// The figure by the definition in force: a province's own where there is one, else ours.
  public func result(_ kpi: String, for scope: KPIScope = .detachment) -> KPIResult? {
    results.first { $0.definition.id == kpi && $0.scope == scope }
  }

  /// The same figure by every definition, the one in force first.
  public func results(_ kpi: String, for scope: KPIScope = .detachment) -> [KPIResult] {
    results.filter { $0.definition.id == kpi && $0.scope == scope }
  }
}
