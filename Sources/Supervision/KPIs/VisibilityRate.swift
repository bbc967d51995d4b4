// SPDX-License-Identifier: Apache-2.0

import DutyModel

/// 见警率(空间): of the streets and quarters of an hour that the plan promises, how many saw
/// police.
///
/// Σ w·seen / Σ w over the cells (segment × slot of 15 minutes) of the plan's places in their
/// windows; seen = one unit or officer within 200 m for at least 3 minutes. w is 1, or the number
/// of incidents that the plan answers on the segment in that mode.
public struct VisibilityRate: KPI {
  public let isWeighted: Bool

  public init(isWeighted: Bool) { self.isWeighted = isWeighted }

  public var definition: KPIDefinition {
    KPIDefinition(
      id: isWeighted ? "visibility-rate-weighted" : "visibility-rate", version: 1,
      name: isWeighted
        ? LocalizedName(chinese: "见警率（按警情加权）", english: "Visibility rate, by incidents")
        : LocalizedName(chinese: "见警率", english: "Visibility rate"),
      formula: LocalizedName(
        chinese: "方案路段×15分钟时隙中，200米内有一名（组）警力停留不少于3分钟的"
          + (isWeighted ? "警情权重之和 ÷ 权重总和（权重＝方案所依据的该路段警情数）" : "时隙数 ÷ 时隙总数"),
        english: "Street segments × 15-minute slots of the plan with one unit within 200 m for "
          + "3 min or more, ÷ all such slots"
          + (isWeighted ? "; each weighted by the incidents the plan answers there" : "")),
      measure: .share, unit: LocalizedName(chinese: "%", english: "%"))
  }

  public func evaluate(_ facts: DutyFacts) -> [KPIResult] {
    var tally = ScopedTally()
    facts.visibility.forEach { cell in
      let weight = isWeighted ? cell.weight : 1
      tally.add(
        facts.territory.scopes(brigade: cell.brigade, mode: cell.mode),
        numerator: cell.seen * weight, denominator: cell.slots * weight, cases: Int(cell.slots))
    }
    return tally.results(definition, for: facts.scopes)
  }
}
