// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Operations

/// 见警率(空间): of the streets and quarters of an hour that the plan promises, how many saw
/// police.
///
/// Σ w·seen / Σ w over the cells (segment × slot of 15 minutes) of the plan's places in their
/// windows; seen = one unit or officer within 200 m for at least 3 minutes. w is 1, or the number
/// of incidents that the plan answers on the segment in that mode.
public struct VisibilityRate: StreetKPI {
  public let isWeighted: Bool

  public init(isWeighted: Bool) { self.isWeighted = isWeighted }

  public var definition: KPIDefinition {
    KPIDefinition(
      id: isWeighted ? "visibility-rate-weighted" : "visibility-rate", version: 1,
      name: isWeighted
        ? both("见警率（按警情加权）", "Visibility rate, by incidents") : both("见警率", "Visibility rate"),
      formula: both(
        "方案路段×15分钟时隙中，200米内有一名（组）警力停留不少于3分钟的"
          + (isWeighted ? "警情权重之和 ÷ 权重总和（权重＝方案所依据的该路段警情数）" : "时隙数 ÷ 时隙总数"),
        "Street segments × 15-minute slots of the plan with one unit within 200 m for 3 min or "
          + "more, ÷ all such slots"
          + (isWeighted ? "; each weighted by the incidents the plan answers there" : "")),
      measure: .share, unit: .percent,
      numerator: isWeighted ? both("见警时隙权重", "weight of slots seen") : both("见警时隙", "slots seen"),
      denominator: isWeighted
        ? both("方案时隙权重", "weight of slots promised") : both("方案时隙", "slots promised"),
      window: .slotIn,
      gist: isWeighted
        ? both("同见警率，按警情数加权", "the same, weighted by incidents")
        : both("200米内有警3分钟的路段时隙÷方案时隙", "slots with police within 200 m ÷ promised"))
  }

  public func count(_ street: WatchCell, into tally: inout KPITally) {
    let weight = isWeighted ? street.weight : 1
    tally.add(
      street.scopes, numerator: street.seen * weight, denominator: street.slots * weight,
      cases: Int(street.slots), of: .street(street.segment, mode: street.mode))
  }

  /// By hour a street counts in each of its hours.
  public func count(
    _ street: WatchCell, hour: Int, _ scopes: [Int], into tally: inout KPITally
  ) {
    let weight = isWeighted ? street.weight : 1
    tally.add(
      scopes, numerator: street.seenOfHour[hour] * weight,
      denominator: street.slotsOfHour[hour] * weight, cases: Int(street.slotsOfHour[hour]),
      of: .street(street.segment, mode: street.mode))
  }
}

/// 见警率(感知): of the people asked in the street, how many saw police on their trip.
public struct PerceivedVisibility: CountedKPI {
  public init() {}

  public var definition: KPIDefinition {
    KPIDefinition(
      id: "perceived-visibility", version: 1, name: both("见警率（感知）", "Visibility, as perceived"),
      formula: both(
        "街头问卷中本次出行见到交警的受访者 ÷ 全部受访者；与定位数据无关",
        "Respondents of street surveys who saw traffic police on the trip ÷ respondents; does not "
          + "rest on positions"),
      measure: .proportion, unit: .percent, numerator: both("见到交警的受访者（人）", "who saw police"),
      denominator: both("受访者（人）", "respondents"),
      window: both("访问时刻在统计期内", "the survey happens in the period"),
      gist: both("问卷见警人数÷受访人数", "saw police ÷ asked"))
  }

  public func count(_ facts: DutyFacts, into tally: inout KPITally) {
    for fact in facts.surveys {
      tally.add(
        fact.scopes, numerator: Int64(fact.survey.sawPolice),
        denominator: Int64(fact.survey.respondents), cases: fact.survey.respondents,
        of: .event(fact.event))
    }
  }
}
