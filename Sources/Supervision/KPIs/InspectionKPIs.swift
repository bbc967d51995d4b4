// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import DutyPlanning
import Operations

/// 督导覆盖率: of the places that had to be manned in a week, how many an inspection visited.
public struct InspectionCoverage: CountedKPI {
  public init() {}

  public var definition: KPIDefinition {
    KPIDefinition(
      id: "inspection-coverage", version: 1, name: both("督导覆盖率", "Inspection coverage"),
      formula: both(
        "每周被督导检查过的岗位、查缉点、网格 ÷ 当周方案要求的岗位、查缉点、网格；多周相加",
        "Places visited by an inspection in a week ÷ places the plan wanted manned in it; weeks added "
          + "up"),
      measure: .proportion, unit: .percent, numerator: both("检查过的点位·周", "places × weeks visited"),
      denominator: both("方案点位·周", "places × weeks of the plan"), window: .doneIn,
      gist: both("每周查到的点位÷方案点位", "visited ÷ planned, by week"))
  }

  public var dimensions: Set<KPIDimension> { KPIDimension.whereSampled.subtracting([.hour]) }

  private struct PlaceWeek: Hashable {
    var place: DutyPlace
    var mode: DutyMode
    var monday: CivilDate
  }

  public func count(_ facts: DutyFacts, into tally: inout KPITally) {
    let clock = facts.snapshot.organization.clock
    let visited = Set(
      facts.visits.map { fact in
        PlaceWeek(
          place: fact.visit.place, mode: fact.visit.mode,
          monday: clock.civilTime(of: fact.visit.at).date.monday)
      })
    let places = PlaceIndex(plan: facts.plan, snapshot: facts.snapshot)
    var book = facts.book
    for week in wanted(facts) {
      let scopes = book.scopes(
        of: Attribution(
          brigade: places.brigade(of: week.place, in: week.mode), place: week.place,
          mode: week.mode))
      tally.add(
        scopes, numerator: visited.contains(week) ? 1 : 0, of: .place(week.place, mode: week.mode))
    }
  }

  private func wanted(_ facts: DutyFacts) -> Set<PlaceWeek> {
    var wanted: Set<PlaceWeek> = []
    let last = facts.period.end.adding(minutes: -1).date
    for plan in facts.plan.plans {
      for demand in plan.demands {
        var date = facts.period.start.date
        while date <= last {
          if let interval = facts.plan.interval(of: demand, on: date),
            facts.period.contains(interval.start)
          {
            wanted.insert(PlaceWeek(place: demand.place, mode: plan.mode, monday: date.monday))
          }
          date = date.adding(days: 1)
        }
      }
    }
    return wanted
  }
}

/// 整改率 and 按期整改率: of the findings that are due, how many were found in order at all, and by
/// the first deadline.
public struct Rectification: CountedKPI {
  public let isOnTime: Bool

  public init(isOnTime: Bool) { self.isOnTime = isOnTime }

  public var definition: KPIDefinition {
    KPIDefinition(
      id: isOnTime ? "rectification-on-time" : "rectification", version: 1,
      name: isOnTime ? both("按期整改率", "Rectified on time") : both("整改率", "Rectified"),
      formula: both(
        "经复查合格的问题" + (isOnTime ? "（首次期限内）" : "") + " ÷ 应整改问题（已认定且到期）；未到期、未认定、撤销的除外",
        "Findings found in order at re-inspection" + (isOnTime ? " by the first deadline" : "")
          + " ÷ findings due (upheld and past the first deadline); those not due, not upheld or "
          + "withdrawn are excluded"),
      measure: .proportion, unit: .percent, numerator: both("复查合格（件）", "found in order"),
      denominator: both("应整改（件）", "findings due"),
      exclusions: both("未到期、未认定、撤销（件）", "not due, not upheld, withdrawn"),
      window: both("发现时刻在统计期内", "the finding was raised in the period"),
      gist: isOnTime ? both("按期复查合格÷应整改", "in time ÷ due") : both("复查合格÷应整改", "in order ÷ due"))
  }

  public var dimensions: Set<KPIDimension> { KPIDimension.whereSampled }

  public func count(_ facts: DutyFacts, into tally: inout KPITally) {
    for fact in facts.findings {
      let finding = fact.finding
      guard let due = finding.firstDue, due <= facts.asOf || finding.foundInOrderAt != nil else {
        tally.exclude(fact.scopes, of: .finding(finding.id))
        continue
      }
      let inOrder = finding.foundInOrderAt
      let counts = isOnTime ? inOrder.map { $0 <= due } ?? false : inOrder != nil
      tally.add(fact.scopes, numerator: counts ? 1 : 0, of: .finding(finding.id))
    }
  }
}

extension CivilDate {
  /// The Monday of this day's week.
  var monday: CivilDate { adding(days: 1 - weekday.rawValue) }
}
