// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import Operations
import Rostering

/// 出动警力(人次): shifts that were worked.
public struct PersonTimes: KPI {
  public init() {}

  public var definition: KPIDefinition {
    KPIDefinition(
      id: "person-times", version: 1,
      name: LocalizedName(chinese: "出动警力（人次）", english: "Person-times"),
      formula: LocalizedName(
        chinese: "一人一班在岗时间达到其岗位时间50%的计1人次；按片区、大队、模式统计时只看该范围内的岗位，合计不等于总数；"
          + "不含站所值班",
        english:
          "One person's shift counts once if at least 50 % of its time at places was attended; "
          + "by area, brigade or mode only the places there count, so parts do not add up to the "
          + "total; without station duty"),
      measure: .count, unit: LocalizedName(chinese: "人次", english: "person-times"))
  }

  public func evaluate(_ facts: DutyFacts) -> [KPIResult] {
    var times: [KPIScope: [ID<RosteredDuty>: (present: Int64, rostered: Int64)]] = [:]
    for stay in facts.stays where stay.place != nil && stay.record.state != .cancelled {
      // Time at an incident is time on duty.
      let present =
        stay.record.presentMilliseconds(until: facts.asOf)
        + stay.record.authorisedAwayMilliseconds(until: facts.asOf)
      let rostered = stay.record.end.milliseconds - stay.record.start.milliseconds
      for scope in facts.territory.scopes(brigade: stay.brigade, mode: stay.mode) {
        times[scope, default: [:]][stay.id.duty, default: (0, 0)].present += present
        times[scope, default: [:]][stay.id.duty, default: (0, 0)].rostered += rostered
      }
    }
    var tally = ScopedTally()
    let percent = Int64(facts.policy.attendance.attendedPercent)
    for (scope, duties) in times {
      for time in duties.values {
        let isAttended = time.present * 100 >= time.rostered * percent
        tally.add([scope], numerator: isAttended ? 1 : 0)
      }
    }
    return tally.results(definition, for: facts.scopes)
  }
}

/// 出动警车(台次): shifts that a vehicle was out for.
public struct VehicleTimes: KPI {
  public init() {}

  public var definition: KPIDefinition {
    KPIDefinition(
      id: "vehicle-times", version: 1,
      name: LocalizedName(chinese: "出动警车（台次）", english: "Vehicle-times"),
      formula: LocalizedName(
        chinese: "一车一班出车时间达到班次50%的计1台次；含警用摩托车",
        english: "One vehicle and shift counts once if it was out at least 50 % of the shift; "
          + "motorcycles count"),
      measure: .count, unit: LocalizedName(chinese: "台次", english: "vehicle-times"))
  }

  public func evaluate(_ facts: DutyFacts) -> [KPIResult] {
    let units = Dictionary(
      facts.snapshot.organization.vehicles.map { ($0.id, $0.unit) }
    ) { first, _ in first }
    var tally = ScopedTally()
    let percent = Int64(facts.policy.attendance.attendedPercent)
    for vehicle in facts.vehicles {
      let brigade = units[vehicle.vehicle].flatMap { facts.territory.brigade(of: $0) }
      let scopes =
        facts.territory.scopes(brigade: brigade, mode: nil)
        + DutyMode.allCases.filter { vehicle.modes.contains($0) }.map { KPIScope.mode($0) }
      let isOut = vehicle.outMilliseconds * 100 >= vehicle.rosteredMilliseconds * percent
      tally.add(scopes, numerator: isOut ? 1 : 0)
    }
    return tally.results(definition, for: facts.scopes)
  }
}
