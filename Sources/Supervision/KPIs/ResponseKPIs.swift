// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Operations

/// 接处警到场时间: from the call until somebody was there, as median or 90th percentile.
public struct CallToArrival: KPI {
  /// 1..<100.
  public let percentile: Int

  public init(percentile: Int) {
    precondition((1..<100).contains(percentile), "There is no percentile \(percentile).")
    self.percentile = percentile
  }

  public var definition: KPIDefinition {
    let isMedian = percentile == 50
    return KPIDefinition(
      id: isMedian ? "call-to-arrival-median" : "call-to-arrival-p\(percentile)", version: 1,
      name: isMedian
        ? LocalizedName(chinese: "接处警到场时间（中位数）", english: "Call to arrival, median")
        : LocalizedName(
          chinese: "接处警到场时间（\(percentile)分位）", english: "Call to arrival, p\(percentile)"),
      formula: LocalizedName(
        chinese: "到场时刻－接警时刻，取第\(percentile)百分位（最近秩）；缺时间戳的排除并列出",
        english: "Arrival − call, percentile \(percentile) by nearest rank; incidents without both "
          + "stamps are excluded and counted"),
      measure: .quantile, unit: LocalizedName(chinese: "秒", english: "s"))
  }

  public func evaluate(_ facts: DutyFacts) -> [KPIResult] {
    quantiles(facts, definition, percentile: percentile) { $0.arrivalSeconds }
  }
}

/// 处置时长: from arrival until the street was clear, median.
public struct ClearanceTime: KPI {
  public init() {}

  public var definition: KPIDefinition {
    KPIDefinition(
      id: "clearance-time-median", version: 1,
      name: LocalizedName(chinese: "处置时长（中位数）", english: "Clearance time, median"),
      formula: LocalizedName(
        chinese: "处置完毕时刻－到场时刻，取中位数（最近秩）；缺时间戳的排除并列出",
        english: "Cleared − arrival, median by nearest rank; incidents without both stamps are "
          + "excluded and counted"),
      measure: .quantile, unit: LocalizedName(chinese: "秒", english: "s"))
  }

  public func evaluate(_ facts: DutyFacts) -> [KPIResult] {
    quantiles(facts, definition, percentile: 50) { $0.clearanceSeconds }
  }
}

/// 到场达标率: of the incidents with valid times, how many were reached within the target.
public struct OnTimeResponse: KPI {
  public init() {}

  public var definition: KPIDefinition {
    KPIDefinition(
      id: "on-time-response", version: 1,
      name: LocalizedName(chinese: "到场达标率", english: "On-time response"),
      formula: LocalizedName(
        chinese: "接警到到场不超过5分钟的警情数 ÷ 时间戳有效的警情数",
        english: "Incidents reached within 5 min of the call ÷ incidents with both stamps"),
      measure: .proportion, unit: LocalizedName(chinese: "%", english: "%"))
  }

  public func evaluate(_ facts: DutyFacts) -> [KPIResult] {
    var tally = ScopedTally()
    for incident in facts.incidents where incident.response.state != .cancelled {
      let scopes = facts.territory.scopes(brigade: incident.brigade, mode: incident.mode)
      if let seconds = incident.arrivalSeconds {
        tally.add(scopes, numerator: seconds <= facts.policy.responseTargetSeconds ? 1 : 0)
      } else {
        tally.exclude(scopes)
      }
    }
    return tally.results(definition, for: facts.scopes)
  }
}

private func quantiles(
  _ facts: DutyFacts, _ definition: KPIDefinition, percentile: Int,
  _ seconds: (IncidentFact) -> Int64?
) -> [KPIResult] {
  var values: [KPIScope: [Int64]] = [:]
  var excluded: [KPIScope: Int] = [:]
  for incident in facts.incidents where incident.response.state != .cancelled {
    let value = seconds(incident)
    for scope in facts.territory.scopes(brigade: incident.brigade, mode: incident.mode) {
      if let value {
        values[scope, default: []].append(value)
      } else {
        excluded[scope, default: 0] += 1
      }
    }
  }
  return facts.scopes.map { scope in
    let sorted = (values[scope] ?? []).sorted()
    return KPIResult(
      definition: definition, scope: scope,
      numerator: Double(sorted.nearestRank(percentile) ?? 0), denominator: sorted.isEmpty ? 0 : 1,
      cases: sorted.count, excluded: excluded[scope] ?? 0, interval: nil)
  }
}

extension [Int64] {
  /// The smallest value that at least `percentile` percent do not exceed; the array is sorted.
  func nearestRank(_ percentile: Int) -> Int64? {
    isEmpty ? nil : self[(count * percentile + 99) / 100 - 1]
  }
}
