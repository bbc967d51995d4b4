// SPDX-License-Identifier: Apache-2.0

import DutyModel

/// 遇警概率: how likely somebody who spends five minutes in a street meets police.
///
/// 1 − exp(−T/h) with h the mean time between passes, assuming that passes come at random
/// (Poisson); near a post the share of slots with police. The mean over the streets' watched slots.
public struct ChanceOfPolice: StreetKPI {
  public init() {}

  public var definition: KPIDefinition {
    KPIDefinition(
      id: "chance-of-police", version: 1, name: both("遇警概率", "Chance of meeting police"),
      formula: both(
        "1－e^(－T/h)，T＝5分钟，h＝相邻两次有警经过的平均间隔；岗位、查缉点旁取有警时隙占比；按路段时隙取平均",
        "1 − exp(−T/h), T = 5 min, h = mean time between passes; near posts the share of slots with "
          + "police; averaged over the streets' slots"),
      measure: .index, unit: .zeroToOne,
      numerator: both("概率×时隙之和", "sum of chance × slots"),
      denominator: both("观察时隙", "slots watched"), window: .slotIn,
      gist: both("停留5分钟遇到警察的概率", "chance within 5 min"))
  }

  public var scale: (numerator: Int64, denominator: Int64) { (1_000_000, 1) }

  public var dimensions: Set<KPIDimension> { KPIDimension.ofStreets }

  public func count(_ street: WatchCell, into tally: inout KPITally) {
    tally.add(
      street.scopes, numerator: street.chance, denominator: street.watchedSlots,
      cases: Int(street.watchedSlots), of: .street(street.segment, mode: street.mode))
  }
}

/// 巡逻间隔: minutes without police between two visits of a patrolled street.
public struct RevisitInterval: StreetKPI {
  /// 50 is the median, 100 the longest.
  public let rank: Int

  public init(percentile: Int) {
    precondition((1...100).contains(percentile), "There is no percentile \(percentile).")
    rank = percentile
  }

  public var percentile: Int? { rank }

  public var definition: KPIDefinition {
    let (key, chinese, english) =
      switch rank {
      case 50: ("median", "中位数", "median")
      case 100: ("max", "最长", "longest")
      default: ("p\(rank)", "\(rank)分位", "p\(rank)")
      }
    return KPIDefinition(
      id: "revisit-interval-\(key)", version: 1,
      name: both("巡逻间隔（\(chinese)）", "Revisit interval, \(english)"),
      formula: both(
        "网格、巡逻路段相邻两次见警之间的无警时间（15分钟为一格），取\(chinese)；岗位和查缉点旁的路段除外",
        "Time without police between two visits of a street on a beat or patrol (steps of 15 min), "
          + "\(english); streets at posts and checkpoints aside"),
      measure: .quantile, unit: .minutes, numerator: both("无警时间（分钟）", "minutes without police"),
      denominator: .one, exclusions: both("统计期内少于两次见警的路段", "streets with fewer than two visits"),
      window: .slotIn, gist: both("两次见警之间的分钟数", "minutes between two visits"))
  }

  public var dimensions: Set<KPIDimension> { KPIDimension.ofStreets }

  public func count(_ street: WatchCell, into tally: inout KPITally) {
    for (slots, times) in street.gaps {
      tally.add(
        street.scopes, value: Int64(slots) * 15, times: times,
        of: .street(street.segment, mode: street.mode))
    }
  }
}

/// 夜间不失控: of the streets watched at night, how many never went two hours without police.
public struct NightControl: StreetKPI {
  public init() {}

  public var definition: KPIDefinition {
    KPIDefinition(
      id: "night-control", version: 1, name: both("夜间受控率", "Streets under control at night"),
      formula: both(
        "夜间方案路段中最长无警时间不超过120分钟的路段日 ÷ 全部路段日",
        "Street-days of the night plan whose longest time without police is at most 120 min ÷ all"),
      measure: .share, unit: .percent, numerator: both("受控路段日", "street-days under control"),
      denominator: both("夜间方案路段日", "street-days of the night plan"), window: .slotIn,
      gist: both("无警不超2小时的路段日占比", "never 2 h without police"))
  }

  public var dimensions: Set<KPIDimension> { KPIDimension.ofStreets }

  public func count(_ street: WatchCell, into tally: inout KPITally) {
    guard street.mode == .night else { return }
    tally.add(
      street.scopes, numerator: Int64(street.controlledDays), denominator: Int64(street.days),
      cases: street.days, of: .street(street.segment, mode: .night))
  }
}

extension KPIDimension {
  /// For intervals on a street, which run over the hours.
  static let ofStreets: Set<KPIDimension> = [.detachment, .area, .brigade, .mode]
}
