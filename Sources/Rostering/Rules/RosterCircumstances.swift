// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// What rules need to know besides the rows: the weather, and when rosters came out. Without it the rules
/// about it say nothing.
public struct RosterCircumstances: Hashable, Codable, Sendable {
  /// The forecast by day.
  public var heat: [HeatDay]
  /// When the roster came out, or is to come out.
  public var publishedOn: CivilDate?
  /// The last day that rosters out cover without a gap.
  public var coveredUntil: CivilDate?

  public init(
    heat: [HeatDay] = [], publishedOn: CivilDate? = nil, coveredUntil: CivilDate? = nil
  ) {
    self.heat = heat
    self.publishedOn = publishedOn
    self.coveredUntil = coveredUntil
  }
}

extension RosterRules {
  /// The same rules, which judge by what is known. What is not given stays as it is.
  public func judging(by known: RosterCircumstances) -> RosterRules {
    var rules = self
    rules.soft = soft.map { rule in
      switch rule {
      case var rule as any HeatRule where !known.heat.isEmpty:
        rule.days = rule.days.merging(known.heat)
        return rule
      case var rule as PublicationNotice:
        rule.publishedOn = known.publishedOn ?? rule.publishedOn
        return rule
      case var rule as RosterHorizon:
        rule.coveredUntil = known.coveredUntil ?? rule.coveredUntil
        return rule
      default: return rule
      }
    }
    return rules
  }

  /// Whether any rule asks for the forecast.
  public var asksForHeat: Bool { soft.contains { $0 is any HeatRule } }
}

extension [HeatDay] {
  /// In order of date; of the same day what is `newer`.
  func merging(_ newer: [HeatDay]) -> [HeatDay] {
    Dictionary((self + newer).map { ($0.date, $0) }, uniquingKeysWith: { $1 }).values
      .sorted { $0.date < $1.date }
  }
}
