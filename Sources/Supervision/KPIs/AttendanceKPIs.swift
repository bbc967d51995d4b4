// SPDX-License-Identifier: Apache-2.0

import DutyModel
import DutyPlanning
import Operations

/// 到岗率: of the rostered stays at a place, how many began on time.
public struct OnTimeArrival: StayKPI {
  public init() {}

  public var definition: KPIDefinition {
    KPIDefinition(
      id: "on-time-arrival", version: 1, name: both("到岗率", "On-time arrival"),
      formula: both(
        "开始后5分钟内首次有效到岗的勤务数 ÷ 应到岗勤务数；事前批准取消的和到岗前被派警的除外",
        "Stays with a first valid presence at most 5 min after the start ÷ rostered stays; without "
          + "those cancelled before or sent to an incident first"),
      measure: .proportion, unit: .percent,
      numerator: both("按时到岗的勤务（次）", "stays begun on time"),
      denominator: both("应到岗勤务（次）", "rostered stays"),
      exclusions: both("事前取消、到岗前被派警", "cancelled before, or sent to an incident first"),
      window: .stayStarts, gist: both("5分钟内到岗÷应到岗", "there within 5 min ÷ rostered"))
  }

  public func count(_ stay: StayFact, _ context: CountingContext, into tally: inout KPITally) {
    guard stay.place != nil else { return }
    if stay.record.state == .cancelled || stay.record.wasSentElsewhereFirst {
      tally.exclude(stay.scopes, of: .stay(stay.id))
    } else {
      let isOnTime = stay.record.isOnTime(context.policy.attendance)
      tally.add(stay.scopes, numerator: isOnTime ? 1 : 0, of: .stay(stay.id))
    }
  }
}

/// 在岗率: of the rostered minutes at fixed places, how many somebody was there.
public struct OnPostRate: StayKPI {
  public init() {}

  public var definition: KPIDefinition {
    KPIDefinition(
      id: "on-post-rate", version: 1, name: both("在岗率", "On-post rate"),
      formula: both(
        "岗位和查缉点在岗分钟 ÷ 应在岗分钟；派警、批准离岗的分钟从分母中扣除并计入排除数（次）",
        "Minutes on posts and checkpoints ÷ rostered minutes; minutes away on dispatch or by leave "
          + "are taken out of the denominator, the stays concerned counted as exclusions"),
      measure: .share, unit: .percent, numerator: both("在岗分钟", "minutes there"),
      denominator: both("应在岗分钟", "rostered minutes"),
      exclusions: both("有派警或批准离岗的勤务（次）", "stays with an authorised absence"),
      window: .stayStarts, gist: both("在岗分钟÷应在岗分钟", "minutes there ÷ rostered"))
  }

  public func count(_ stay: StayFact, _ context: CountingContext, into tally: inout KPITally) {
    guard stay.isAtFixedPlace, stay.record.state != .cancelled else { return }
    let away = stay.record.authorisedAwayMilliseconds(until: context.asOf)
    let wanted = stay.record.end.milliseconds - stay.record.start.milliseconds - away
    let present = stay.record.presentMilliseconds(until: context.asOf)
    tally.add(
      stay.scopes, numerator: present / 60_000, denominator: max(0, wanted) / 60_000,
      of: .stay(stay.id))
    if away > 0 { tally.exclude(stay.scopes, of: .stay(stay.id)) }
  }
}

/// 脱岗: absences that a leader has confirmed.
public struct OffPostEvents: StayKPI {
  public init() {}

  public var definition: KPIDefinition {
    KPIDefinition(
      id: "off-post-events", version: 1, name: both("脱岗（经确认）", "Off-post events, confirmed"),
      formula: both(
        "未经批准连续离岗超过10分钟并经人工确认的次数；定位提示本身不计",
        "Unauthorised absences over 10 min that a leader confirmed; a flag alone is not one"),
      measure: .count, unit: both("次", "events"),
      numerator: both("经确认的离岗（次）", "confirmed absences"), denominator: .one,
      window: .stayStarts, gist: both("离岗超10分钟且经人确认", "over 10 min and confirmed"))
  }

  public func count(_ stay: StayFact, _ context: CountingContext, into tally: inout KPITally) {
    guard stay.place != nil else { return }
    tally.add(
      stay.scopes, numerator: Int64(stay.record.confirmedOffPost), of: .stay(stay.id))
  }
}

extension StayFact {
  /// On a post or checkpoint, where leaving is seen.
  var isAtFixedPlace: Bool { place?.form == .post || place?.form == .checkpoint }
}
