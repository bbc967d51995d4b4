// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Operations

/// A span between two of an incident's five stamps, as median or percentile: 接处警到场时间 and the
/// parts that it is made of.
public struct ResponseSpan: IncidentKPI {
  public enum Part: String, CaseIterable, Sendable {
    /// Call to arrival, and of it: until somebody is sent, until they set out, the way.
    case arrival, dispatch, turnout, travel
    /// From arrival until the street is clear.
    case clearance
  }

  public let part: Part
  public let rank: Int

  public init(_ part: Part, percentile: Int = 50) {
    precondition((1..<100).contains(percentile), "There is no percentile \(percentile).")
    self.part = part
    rank = percentile
  }

  public var percentile: Int? { rank }

  public var definition: KPIDefinition {
    let kind = rank == 50 ? both("中位数", "median") : both("\(rank)分位", "p\(rank)")
    return KPIDefinition(
      id: "\(part.key)-\(kind.english)", version: 1,
      name: both("\(part.name.chinese)（\(kind.chinese)）", "\(part.name.english), \(kind.english)"),
      formula: both(
        "\(part.span.chinese)，取第\(rank)百分位（最近秩）；缺时间戳的排除并列出",
        "\(part.span.english), percentile \(rank) by nearest rank; incidents without both stamps are "
          + "excluded and counted"),
      measure: .quantile, unit: .seconds, numerator: both("秒数", "seconds"), denominator: .one,
      exclusions: both("缺时间戳的警情（起）", "incidents without both stamps"), window: .callsIn,
      gist: part.span)
  }

  public func count(
    _ incident: IncidentFact, _ context: CountingContext, into tally: inout KPITally
  ) {
    guard incident.response.state != .cancelled else { return }
    let source = FactReference.incident(incident.response.id)
    if let seconds = part.seconds(of: incident) {
      tally.add(incident.scopes, value: seconds, of: source)
    } else {
      tally.exclude(incident.scopes, of: source)
    }
  }
}

extension ResponseSpan.Part {
  fileprivate var key: String {
    switch self {
    case .arrival: "call-to-arrival"
    case .dispatch: "call-to-dispatch"
    case .turnout: "dispatch-to-departure"
    case .travel: "travel-time"
    case .clearance: "clearance-time"
    }
  }

  fileprivate var name: LocalizedName {
    switch self {
    case .arrival: both("接处警到场时间", "Call to arrival")
    case .dispatch: both("接警派警用时", "Call to dispatch")
    case .turnout: both("出警准备用时", "Dispatch to departure")
    case .travel: both("途中用时", "Travel time")
    case .clearance: both("处置时长", "Clearance time")
    }
  }

  fileprivate var span: LocalizedName {
    switch self {
    case .arrival: both("到场时刻－接警时刻", "Arrival − call")
    case .dispatch: both("派警时刻－接警时刻", "Dispatch − call")
    case .turnout: both("出发时刻－派警时刻", "Departure − dispatch")
    case .travel: both("到场时刻－出发时刻", "Arrival − departure")
    case .clearance: both("处置完毕时刻－到场时刻", "Cleared − arrival")
    }
  }

  fileprivate func seconds(of incident: IncidentFact) -> Int64? {
    switch self {
    case .arrival: incident.arrivalSeconds
    case .dispatch: incident.seconds(from: \.call, to: \.dispatched)
    case .turnout: incident.seconds(from: \.dispatched, to: \.enRoute)
    case .travel: incident.seconds(from: \.enRoute, to: \.onScene)
    case .clearance: incident.clearanceSeconds
    }
  }
}

/// 到场达标率: of the incidents with valid times, how many were reached within the target.
public struct OnTimeResponse: IncidentKPI {
  public init() {}

  public var definition: KPIDefinition {
    KPIDefinition(
      id: "on-time-response", version: 1, name: both("到场达标率", "On-time response"),
      formula: both(
        "接警到到场不超过5分钟的警情数 ÷ 时间戳有效的警情数",
        "Incidents reached within 5 min of the call ÷ incidents with both stamps"),
      measure: .proportion, unit: .percent, numerator: both("5分钟内到场的警情（起）", "reached in 5 min"),
      denominator: both("时间戳有效的警情（起）", "incidents with both stamps"),
      exclusions: both("缺时间戳的警情（起）", "incidents without both stamps"), window: .callsIn,
      gist: both("5分钟内到场÷有效警情", "within 5 min ÷ with stamps"))
  }

  public func count(
    _ incident: IncidentFact, _ context: CountingContext, into tally: inout KPITally
  ) {
    guard incident.response.state != .cancelled else { return }
    let source = FactReference.incident(incident.response.id)
    if let seconds = incident.arrivalSeconds {
      tally.add(
        incident.scopes, numerator: seconds <= context.policy.responseTargetSeconds ? 1 : 0,
        of: source)
    } else {
      tally.exclude(incident.scopes, of: source)
    }
  }
}

/// 疏堵时长: from the first alarm of a jam until traffic is light again.
public struct JamClearance: CountedKPI {
  public let rank: Int

  public init(percentile: Int) {
    precondition((1..<100).contains(percentile), "There is no percentile \(percentile).")
    rank = percentile
  }

  public var percentile: Int? { rank }
  public var scale: (numerator: Int64, denominator: Int64) { (60, 1) }

  public var definition: KPIDefinition {
    let kind = rank == 50 ? both("中位数", "median") : both("\(rank)分位", "p\(rank)")
    return KPIDefinition(
      id: "jam-clearance-\(kind.english)", version: 1,
      name: both("疏堵时长（\(kind.chinese)）", "Jam clearance, \(kind.english)"),
      formula: both(
        "恢复到轻度及以下的时刻－首次报警时刻，取第\(rank)百分位（最近秩）；尚未恢复的排除并列出",
        "Back to light or better − first alarm, percentile \(rank) by nearest rank; jams that are not "
          + "over are excluded and counted"),
      measure: .quantile, unit: .minutes, numerator: both("分钟数", "minutes"), denominator: .one,
      exclusions: both("尚未恢复的拥堵（起）", "jams that are not over"),
      window: both("首次报警时刻在统计期内", "the first alarm is in the period"),
      gist: both("报警至恢复轻度的分钟数", "alarm until light again"))
  }

  public func count(_ facts: DutyFacts, into tally: inout KPITally) {
    for fact in facts.jams {
      if let cleared = fact.jam.clearedAt {
        tally.add(
          fact.scopes, value: cleared.seconds(since: fact.jam.alarmedAt), of: .jam(fact.jam.id))
      } else {
        tally.exclude(fact.scopes, of: .jam(fact.jam.id))
      }
    }
  }
}
