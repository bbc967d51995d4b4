// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Operations

/// 见警率(定位): 见警率 on the same streets and quarters of an hour, seen by terminals instead of by attendance.
///
/// Only quarters that are over and counted, and in which a terminal of the brigade that answers for the street was
/// heard: where nobody reports nothing was measured, which is not the same as nobody being there.
public struct VisibilityFromPositions: StreetKPI {
  public init() {}

  public var definition: KPIDefinition {
    KPIDefinition(
      id: "visibility-rate-positions", version: 1,
      name: both("见警率（定位）", "Visibility rate, from positions"),
      formula: both(
        "与见警率相同的方案路段×15分钟时隙中，一台车载或单警终端在200米内停留不少于3分钟的时隙数 ÷ 有终端上报的时隙数；"
          + "只计已结束的时隙，不依据签到",
        "The same street segments × 15-minute slots as the visibility rate: those with a terminal of a "
          + "vehicle or officer within 200 m for 3 min or more, ÷ those in which terminals reported; only "
          + "slots that are over, and not from attendance"),
      measure: .share, unit: .percent,
      numerator: both("终端见警时隙", "slots seen by terminals"),
      denominator: both("有终端上报的方案时隙", "slots promised in which terminals reported"),
      exclusions: both(
        "辖区大队无终端上报的方案时隙", "slots in which no terminal of the street's brigade reported"),
      window: .slotIn,
      gist: both("终端在200米内3分钟的时隙占比", "slots with a terminal within 200 m ÷ reported"))
  }

  public var dimensions: Set<KPIDimension> { KPIDimension.ofStreets }

  public func count(_ street: WatchCell, into tally: inout KPITally) {
    if street.reportedSlots > 0 {
      tally.add(
        street.scopes, numerator: street.reportedSeen, denominator: street.reportedSlots,
        cases: Int(street.reportedSlots), of: .street(street.segment, mode: street.mode))
    }
    if street.unreportedSlots > 0 {
      tally.exclude(
        street.scopes, times: Int(street.unreportedSlots),
        of: .street(street.segment, mode: street.mode))
    }
  }
}
