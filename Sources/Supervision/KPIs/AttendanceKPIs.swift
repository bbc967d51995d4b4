// SPDX-License-Identifier: Apache-2.0

import DutyModel
import DutyPlanning
import Operations

/// 到岗率: of the rostered stays at a place, how many began on time.
public struct OnTimeArrival: KPI {
  public init() {}

  public var definition: KPIDefinition {
    KPIDefinition(
      id: "on-time-arrival", version: 1,
      name: LocalizedName(chinese: "到岗率", english: "On-time arrival"),
      formula: LocalizedName(
        chinese: "开始后5分钟内首次有效到岗的勤务数 ÷ 应到岗勤务数；事前批准取消的和到岗前被派警的除外",
        english:
          "Stays with a first valid presence at most 5 min after the start ÷ rostered stays; "
          + "without those cancelled before or sent to an incident first"),
      measure: .proportion, unit: LocalizedName(chinese: "%", english: "%"))
  }

  public func evaluate(_ facts: DutyFacts) -> [KPIResult] {
    var tally = ScopedTally()
    for stay in facts.stays where stay.place != nil {
      let scopes = facts.territory.scopes(brigade: stay.brigade, mode: stay.mode)
      if stay.record.state == .cancelled || stay.record.wasSentElsewhereFirst {
        tally.exclude(scopes)
      } else {
        let isOnTime = stay.record.isOnTime(facts.policy.attendance)
        tally.add(scopes, numerator: isOnTime ? 1 : 0)
      }
    }
    return tally.results(definition, for: facts.scopes)
  }
}

/// 在岗率: of the rostered minutes at fixed places, how many somebody was there.
public struct OnPostRate: KPI {
  public init() {}

  public var definition: KPIDefinition {
    KPIDefinition(
      id: "on-post-rate", version: 1,
      name: LocalizedName(chinese: "在岗率", english: "On-post rate"),
      formula: LocalizedName(
        chinese: "岗位和查缉点在岗分钟 ÷ 应在岗分钟；派警、批准离岗的分钟从分母中扣除并计入排除数（次）",
        english:
          "Minutes on posts and checkpoints ÷ rostered minutes; minutes away on dispatch or by "
          + "leave are taken out of the denominator, the stays concerned counted as exclusions"),
      measure: .share, unit: LocalizedName(chinese: "%", english: "%"))
  }

  public func evaluate(_ facts: DutyFacts) -> [KPIResult] {
    var tally = ScopedTally()
    for stay in facts.stays where stay.record.state != .cancelled {
      guard stay.place?.form == .post || stay.place?.form == .checkpoint else { continue }
      let scopes = facts.territory.scopes(brigade: stay.brigade, mode: stay.mode)
      let away = stay.record.authorisedAwayMilliseconds(until: facts.asOf)
      let wanted = stay.record.end.milliseconds - stay.record.start.milliseconds - away
      let present = stay.record.presentMilliseconds(until: facts.asOf)
      tally.add(scopes, numerator: present / 60_000, denominator: max(0, wanted) / 60_000)
      if away > 0 { tally.exclude(scopes) }
    }
    return tally.results(definition, for: facts.scopes)
  }
}

/// 脱岗: absences that a leader has confirmed.
public struct OffPostEvents: KPI {
  public init() {}

  public var definition: KPIDefinition {
    KPIDefinition(
      id: "off-post-events", version: 1,
      name: LocalizedName(chinese: "脱岗（经确认）", english: "Off-post events, confirmed"),
      formula: LocalizedName(
        chinese: "未经批准连续离岗超过10分钟并经人工确认的次数；定位提示本身不计",
        english:
          "Unauthorised absences over 10 min that a leader confirmed; a flag alone is not one"),
      measure: .count, unit: LocalizedName(chinese: "次", english: "events"))
  }

  public func evaluate(_ facts: DutyFacts) -> [KPIResult] {
    var tally = ScopedTally()
    for stay in facts.stays where stay.place != nil {
      tally.add(
        facts.territory.scopes(brigade: stay.brigade, mode: stay.mode),
        numerator: Int64(stay.record.confirmedOffPost))
    }
    return tally.results(definition, for: facts.scopes)
  }
}
