// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import DutyPlanning
import Operations
import Rostering

/// 警力匹配度: how well people's hours follow the incidents of the years before.
///
/// 1 − ½·Σ|dᵢ − sᵢ| = Σ min(dᵢ, sᵢ) over brigade × hour of the day, d and s as shares; computed in
/// whole numbers as Σ min(Dᵢ·S, Sᵢ·D) / (D·S).
public struct DeploymentMatch: KPI {
  public init() {}

  public var definition: KPIDefinition {
    KPIDefinition(
      id: "deployment-match", version: 1,
      name: LocalizedName(chinese: "警力匹配度", english: "Deployment match"),
      formula: LocalizedName(
        chinese: "1－½Σ|警情占比－警力占比|，按大队辖区×小时；警情取统计期之前同类日（工作日或周末）的历史警情，"
          + "警力取实际在岗分钟；1为完全匹配",
        english:
          "1 − ½ Σ |share of incidents − share of police minutes| over brigade × hour of day; "
          + "incidents before the period on days of the same class; 1 is a perfect match"),
      measure: .index, unit: LocalizedName(chinese: "0–1", english: "0–1"))
  }

  private struct Cell: Hashable {
    var brigade: ID<Unit>
    var hour: Int
  }

  public func evaluate(_ facts: DutyFacts) -> [KPIResult] {
    let demand = demand(facts)
    let supply = supply(facts)
    return facts.scopes.compactMap { scope -> KPIResult? in
      // By mode the hours are the mode's own, so a match would say nothing.
      if case .mode = scope { return nil }
      let cells = Set(demand.keys).union(supply.keys).filter {
        facts.territory.scopes(brigade: $0.brigade, mode: nil).contains(scope)
      }
      let demanded = cells.reduce(0) { $0 + (demand[$1] ?? 0) }
      let supplied = cells.reduce(0) { $0 + (supply[$1] ?? 0) }
      let common = cells.reduce(Int64(0)) {
        $0 + min((demand[$1] ?? 0) * supplied, (supply[$1] ?? 0) * demanded)
      }
      return KPIResult(
        definition: definition, scope: scope, numerator: Double(common),
        denominator: Double(demanded * supplied), cases: Int(demanded), excluded: 0,
        interval: nil)
    }
  }

  private func demand(_ facts: DutyFacts) -> [Cell: Int64] {
    let days = (facts.period.start.date.day...facts.period.end.adding(minutes: -1).date.day)
      .map { DayClass(CivilDate(day: $0).weekday) }
    let wanted = Set(days)
    var demand: [Cell: Int64] = [:]
    for located in facts.snapshot.incidents {
      let time = located.incident.time
      guard time < facts.period.start else { break }
      guard wanted.contains(DayClass(time.weekday)),
        let brigade = facts.territory.brigade(of: located.segment)
      else { continue }
      demand[Cell(brigade: brigade, hour: time.hour), default: 0] += 1
    }
    return demand
  }

  /// Minutes present on the street, each in its hour.
  private func supply(_ facts: DutyFacts) -> [Cell: Int64] {
    let clock = facts.snapshot.organization.clock
    var supply: [Cell: Int64] = [:]
    for stay in facts.stays where stay.place != nil {
      guard let brigade = stay.brigade else { continue }
      for span in stay.record.presence(until: facts.asOf) {
        var from = clock.civilTime(of: span.lowerBound)
        let end = clock.civilTime(of: span.upperBound)
        while from < end {
          let nextHour = CivilTime(minutes: from.minutes + 60 - Int64(from.minuteOfDay % 60))
          let until = min(nextHour, end)
          supply[Cell(brigade: brigade, hour: from.hour), default: 0] +=
            until.minutes - from.minutes
          from = until
        }
      }
    }
    return supply
  }
}

/// 网格责任落实率: of the beats, how many have an owner, a duty list and somebody on the roster.
public struct GridAccountability: KPI {
  public init() {}

  public var definition: KPIDefinition {
    KPIDefinition(
      id: "grid-accountability", version: 1,
      name: LocalizedName(chinese: "网格责任落实率", english: "Grid accountability"),
      formula: LocalizedName(
        chinese: "有在册责任人、职责清单且统计期内排有勤务的网格 ÷ 全部网格（定人定岗定责）",
        english:
          "Beats with an owner on the staff list, a list of duties and a rostered stay in the "
          + "period ÷ all beats"),
      measure: .proportion, unit: LocalizedName(chinese: "%", english: "%"))
  }

  public func evaluate(_ facts: DutyFacts) -> [KPIResult] {
    let staff = Set(facts.snapshot.organization.officers.map(\.id))
    let manned = Set(
      facts.stays.compactMap { stay in
        stay.place.map { PlaceIndex.Key(place: $0, mode: stay.mode) }
      })
    var tally = ScopedTally()
    for plan in facts.plan.plans {
      for beat in plan.beats {
        let key = PlaceIndex.Key(place: .beat(beat.id), mode: plan.mode)
        let isOwned = staff.contains(beat.owner) && !beat.duties.isEmpty && manned.contains(key)
        tally.add(
          facts.territory.scopes(brigade: beat.brigade, mode: plan.mode),
          numerator: isOwned ? 1 : 0)
      }
    }
    return tally.results(definition, for: facts.scopes)
  }
}
