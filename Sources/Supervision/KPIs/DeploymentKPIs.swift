// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import DutyPlanning
import Operations
import Rostering

/// 警力匹配度: how well people's hours follow the incidents of the years before.
///
/// 1 − ½·Σ|dᵢ − sᵢ| = Σ min(dᵢ, sᵢ) over brigade × hour of the day, d and s as shares. Shown as
/// hours that lie where and when incidents are, Σ min(dᵢ·S, Sᵢ), of all hours S; computed in whole
/// numbers as Σ min(Dᵢ·S, Sᵢ·D) / D.
public struct DeploymentMatch: KPI {
  public init() {}

  public var definition: KPIDefinition {
    KPIDefinition(
      id: "deployment-match", version: 2, name: both("警力匹配度", "Deployment match"),
      formula: both(
        "1－½Σ|警情占比－警力占比|，按大队辖区×小时；警情取统计期之前同类日（工作日或周末）的历史警情，"
          + "警力取实际在岗小时；1为完全匹配",
        "1 − ½ Σ |share of incidents − share of police hours| over brigade × hour of day; "
          + "incidents before the period on days of the same class; 1 is a perfect match"),
      measure: .index, unit: .zeroToOne,
      numerator: both("与警情同地同时的在岗小时", "hours where and when incidents are"),
      denominator: both("在岗小时", "hours of presence"), window: .stayStarts,
      gist: both("与警情同地同时的警力小时占比", "hours that match ÷ hours"))
  }

  public var dimensions: Set<KPIDimension> { [.detachment, .area, .brigade] }

  private struct Cell: Hashable {
    var brigade: ID<Unit>
    var hour: Int
  }

  public func evaluate(_ facts: DutyFacts) -> [KPIResult] {
    let demand = demand(facts)
    let supply = supply(facts)
    var book = facts.book
    return facts.scopes.enumerated().compactMap { position, scope -> KPIResult? in
      guard dimensions.contains(scope.dimension) else { return nil }
      let cells = Set(demand.keys).union(supply.keys).filter {
        book.scopes(of: Attribution(brigade: $0.brigade)).contains(position)
      }
      let demanded = cells.reduce(0) { $0 + (demand[$1] ?? 0) }
      let supplied = cells.reduce(0) { $0 + (supply[$1] ?? 0) }
      let common = cells.reduce(Int64(0)) {
        $0 + min((demand[$1] ?? 0) * supplied, (supply[$1] ?? 0) * demanded)
      }
      return KPIResult(
        definition: definition, scope: scope,
        numerator: demanded == 0 ? 0 : Double(common) / Double(demanded) / 60,
        denominator: demanded == 0 ? 0 : Double(supplied) / 60, cases: Int(demanded), excluded: 0,
        interval: nil)
    }
  }

  /// The stays whose hours are matched, each with its minutes.
  public func trace(_ scope: KPIScope, in facts: DutyFacts) -> [TracedCase] {
    guard let position = facts.scopes.firstIndex(of: scope) else { return [] }
    return facts.stays.filter { $0.place != nil && $0.scopes.contains(position) }.map {
      let minutes = $0.record.presentMilliseconds(until: facts.asOf) / 60_000
      return TracedCase(source: .stay($0.id), numerator: 0, denominator: minutes)
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
public struct GridAccountability: CountedKPI {
  public init() {}

  public var definition: KPIDefinition {
    KPIDefinition(
      id: "grid-accountability", version: 1, name: both("网格责任落实率", "Grid accountability"),
      formula: both(
        "有在册责任人、职责清单且统计期内排有勤务的网格 ÷ 全部网格（定人定岗定责）",
        "Beats with an owner on the staff list, a list of duties and a rostered stay in the "
          + "period ÷ all beats"),
      measure: .proportion, unit: .percent, numerator: both("责任落实的网格（个）", "beats accounted for"),
      denominator: both("网格（个）", "beats"), window: .stayStarts,
      gist: both("有人、有责、有勤务的网格÷网格", "owner, duties, roster ÷ beats"))
  }

  public var dimensions: Set<KPIDimension> { [.detachment, .area, .brigade, .place, .mode] }

  public func count(_ facts: DutyFacts, into tally: inout KPITally) {
    let staff = Set(facts.snapshot.organization.officers.map(\.id))
    let manned = Set(
      facts.stays.compactMap { stay in
        stay.place.map { PlaceIndex.Key(place: $0, mode: stay.mode) }
      })
    var book = facts.book
    for plan in facts.plan.plans {
      for beat in plan.beats {
        let place = DutyPlace.beat(beat.id)
        let key = PlaceIndex.Key(place: place, mode: plan.mode)
        let isOwned = staff.contains(beat.owner) && !beat.duties.isEmpty && manned.contains(key)
        let scopes = book.scopes(
          of: Attribution(brigade: beat.brigade, place: place, mode: plan.mode))
        tally.add(scopes, numerator: isOwned ? 1 : 0, of: .place(place, mode: plan.mode))
      }
    }
  }
}
