// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import Operations
import Rostering

/// 夜班公平: how evenly night hours fall on those who can work them, as the span from least to most
/// and as Gini's coefficient. Of a unit, never of a person.
///
/// Counted from the roster over twelve weeks up to the end of the period, so far as it reaches.
public struct NightFairness: KPI {
  public enum Form: Sendable { case span, gini }

  public let form: Form

  public init(_ form: Form) { self.form = form }

  public var definition: KPIDefinition {
    let isSpan = form == .span
    return KPIDefinition(
      id: isSpan ? "night-fairness-span" : "night-fairness-gini", version: 1,
      name: isSpan
        ? both("夜班公平（极差）", "Night fairness, span") : both("夜班公平（基尼系数）", "Night fairness, Gini"),
      formula: isSpan
        ? both(
          "近12周（以排班表所及为限）中队可排夜班人员22:00–6:00夜班小时的最多－最少",
          "Most − fewest night hours (22:00–6:00) of those in squadrons who may work nights, over 12 "
            + "weeks so far as the roster reaches")
        : both(
          "近12周（以排班表所及为限）中队可排夜班人员夜班分钟的基尼系数：Σ|xᵢ－xⱼ| ÷ (2nΣx)，0为完全平均",
          "Gini's coefficient of the same night minutes: Σ|xᵢ − xⱼ| ÷ (2nΣx); 0 is even"),
      measure: isSpan ? .quantile : .index, unit: isSpan ? both("小时", "h") : .zeroToOne,
      numerator: isSpan
        ? both("最多－最少（小时）", "most − fewest hours") : both("Σ|xᵢ－xⱼ|（分钟）", "Σ|xᵢ − xⱼ| (min)"),
      denominator: isSpan ? .one : both("2nΣx（分钟）", "2nΣx (min)"),
      exclusions: both("不排夜班的人员（人）", "people exempt from nights"),
      window: both("统计期末前12周", "twelve weeks up to the end of the period"),
      gist: isSpan ? both("夜班小时最多－最少", "most − fewest") : both("夜班分布，0为平均", "0 is even"))
  }

  public var dimensions: Set<KPIDimension> { [.detachment, .area, .brigade, .squadron] }

  private struct Person {
    var minutes: Int64
    var scopes: [Int]
  }

  public func evaluate(_ facts: DutyFacts) -> [KPIResult] {
    let (people, exempt) = people(facts)
    return facts.scopes.enumerated().compactMap { position, scope in
      guard dimensions.contains(scope.dimension) else { return nil }
      let minutes = people.filter { $0.scopes.contains(position) }.map(\.minutes).sorted()
      let left = exempt.count { $0.contains(position) }
      return result(minutes, excluded: left, scope)
    }
  }

  /// The shifts of the window with night hours in them.
  public func trace(_ scope: KPIScope, in facts: DutyFacts) -> [TracedCase] {
    let window = window(facts)
    return facts.roster.duties.compactMap { duty in
      let minutes = NightHours().minutes(in: duty.interval)
      guard minutes > 0, window.contains(duty.interval.start) else { return nil }
      return TracedCase(source: .shift(duty.id), numerator: Int64(minutes), denominator: 0)
    }
  }

  private func window(_ facts: DutyFacts) -> CivilInterval {
    let days = facts.policy.nightWeeks * 7
    return CivilInterval(
      start: CivilTime(minutes: facts.period.end.minutes - Int64(days) * 1440),
      end: facts.period.end)
  }

  private func people(_ facts: DutyFacts) -> (people: [Person], exempt: [[Int]]) {
    let window = window(facts)
    var minutes: [ID<Officer>: Int64] = [:]
    for duty in facts.roster.duties where window.contains(duty.interval.start) {
      minutes[duty.officer, default: 0] += Int64(NightHours().minutes(in: duty.interval))
    }
    var (people, exempt): ([Person], [[Int]]) = ([], [])
    var book = facts.book
    for officer in facts.snapshot.organization.officers {
      guard let squadron = facts.territory.squadron(of: officer.unit) else { continue }
      let scopes = book.scopes(
        of: Attribution(
          brigade: facts.territory.brigade(of: officer.unit), squadron: squadron))
      if officer.exemptions.contains(.noNightDuty) {
        exempt.append(scopes)
      } else {
        people.append(Person(minutes: minutes[officer.id] ?? 0, scopes: scopes))
      }
    }
    return (people, exempt)
  }

  private func result(_ sorted: [Int64], excluded: Int, _ scope: KPIScope) -> KPIResult {
    let total = sorted.reduce(0, +)
    let numerator: Double
    let denominator: Double
    switch form {
    case .span:
      numerator = Double((sorted.last ?? 0) - (sorted.first ?? 0)) / 60
      denominator = sorted.isEmpty ? 0 : 1
    case .gini:
      // Σ over ordered pairs of |xᵢ − xⱼ| = 2 Σ (2i − n − 1) xᵢ for x in rising order, i from 1.
      let count = Int64(sorted.count)
      let pairs = sorted.enumerated().reduce(Int64(0)) {
        $0 + (2 * Int64($1.offset + 1) - count - 1) * $1.element
      }
      numerator = Double(2 * pairs)
      denominator = Double(2 * count * total)
    }
    return KPIResult(
      definition: definition, scope: scope, numerator: numerator, denominator: denominator,
      cases: sorted.count, excluded: excluded, interval: nil)
  }
}
