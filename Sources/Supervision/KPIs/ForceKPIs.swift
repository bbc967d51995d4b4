// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import Operations
import Rostering

/// 出动警力(人次): shifts that were worked.
public struct PersonTimes: CountedKPI {
  public init() {}

  public var definition: KPIDefinition {
    KPIDefinition(
      id: "person-times", version: 1, name: both("出动警力（人次）", "Person-times"),
      formula: both(
        "一人一班在岗时间达到其岗位时间50%的计1人次；按片区、大队、模式等统计时只看该范围内的岗位，合计不等于总数；"
          + "不含站所值班",
        "One person's shift counts once if at least 50 % of its time at places was attended; by "
          + "area, brigade, mode and so on only the places there count, so parts do not add up to the "
          + "total; without station duty"),
      measure: .count, unit: both("人次", "person-times"),
      numerator: both("达到50%的班（人次）", "shifts attended half or more"), denominator: .one,
      window: .stayStarts, gist: both("在岗达班时50%计1人次", "a shift attended half or more"))
  }

  public var dimensions: Set<KPIDimension> { KPIDimension.whereRostered }

  public func count(_ facts: DutyFacts, into tally: inout KPITally) {
    let percent = Int64(facts.policy.attendance.attendedPercent)
    // Stays are in order of their duties: one shift is added up at a time.
    var start = facts.stays.startIndex
    while start < facts.stays.endIndex {
      let duty = facts.stays[start].id.duty
      let stays = facts.stays[start...].prefix { $0.id.duty == duty }
      for (scope, time) in times(of: stays, until: facts.asOf).sorted(by: { $0.key < $1.key }) {
        let isAttended = time.present * 100 >= time.rostered * percent
        tally.add([scope], numerator: isAttended ? 1 : 0, of: .shift(duty))
      }
      start = stays.endIndex
    }
  }

  /// One shift's milliseconds at its places, by scope.
  private func times(
    of stays: ArraySlice<StayFact>, until asOf: Instant
  ) -> [Int: (present: Int64, rostered: Int64)] {
    var times: [Int: (present: Int64, rostered: Int64)] = [:]
    for stay in stays where stay.place != nil && stay.record.state != .cancelled {
      // Time at an incident is time on duty.
      let present =
        stay.record.presentMilliseconds(until: asOf)
        + stay.record.authorisedAwayMilliseconds(until: asOf)
      let rostered = stay.record.end.milliseconds - stay.record.start.milliseconds
      for scope in stay.scopes {
        times[scope, default: (0, 0)].present += present
        times[scope, default: (0, 0)].rostered += rostered
      }
    }
    return times
  }
}

/// 出动警车(台次): shifts that a vehicle was out for.
public struct VehicleTimes: CountedKPI {
  public init() {}

  public var definition: KPIDefinition {
    KPIDefinition(
      id: "vehicle-times", version: 1, name: both("出动警车（台次）", "Vehicle-times"),
      formula: both(
        "一车一班出车时间达到班次50%的计1台次；含警用摩托车",
        "One vehicle and shift counts once if it was out at least 50 % of the shift; motorcycles "
          + "count"),
      measure: .count, unit: both("台次", "vehicle-times"),
      numerator: both("达到50%的出车（台次）", "shifts out half or more"), denominator: .one,
      window: both("班次开始时刻在统计期内", "the shift starts in the period"),
      gist: both("出车达班时50%计1台次", "out half the shift or more"))
  }

  public var dimensions: Set<KPIDimension> { KPIDimension.whereRostered.subtracting([.place]) }

  public func count(_ facts: DutyFacts, into tally: inout KPITally) {
    let percent = Int64(facts.policy.attendance.attendedPercent)
    for vehicle in facts.vehicles {
      let isOut = vehicle.outMilliseconds * 100 >= vehicle.rosteredMilliseconds * percent
      tally.add(vehicle.scopes, numerator: isOut ? 1 : 0, of: .shift(vehicle.duty))
    }
  }
}
