// SPDX-License-Identifier: Apache-2.0

import DutyModel
import DutyPlanning

/// The demands of a plan set on the dates of a roster.
struct DemandCalendar {
  let firstDate: CivilDate
  let days: Int
  let demands: [DutyDemand]
  let beatOwners: [ID<Beat>: ID<Officer>]
  private let plans: DutyPlanSet
  private let order: SpecialOrder?
  private let suspended: Set<DutyPlace>

  init(plans: DutyPlanSet, firstDate: CivilDate, days: Int) {
    self.firstDate = firstDate
    self.days = days
    self.plans = plans
    demands = plans.plans.flatMap(\.demands)
    beatOwners = Dictionary(
      plans.plans.flatMap(\.beats).map { ($0.id, $0.owner) },
      uniquingKeysWith: { first, _ in first })
    order = plans[.special]?.specialOrder
    let names = Set(order?.suspended ?? [])
    suspended = Set(
      plans.plans.flatMap(Self.places).filter { names.contains($0.name) }.map(\.place))
  }

  var dates: [CivilDate] { (0..<days).map { firstDate.adding(days: $0) } }

  /// The times of `demand` from the first day to the day after the last, whose early hours belong
  /// to the last night.
  func occurrences(of demand: DutyDemand) -> [DemandOccurrence] {
    (0...days).compactMap { day in
      let date = firstDate.adding(days: day)
      guard let interval = plans.interval(of: demand, on: date),
        !isSuspended(demand, during: interval)
      else { return nil }
      return DemandOccurrence(demand: demand, interval: interval)
    }
  }

  private func isSuspended(_ demand: DutyDemand, during interval: CivilInterval) -> Bool {
    guard let order, demand.mode != .special, suspended.contains(demand.place) else { return false }
    return order.interval.overlaps(interval)
  }

  /// The plan names suspended places as people read them.
  static func places(of plan: DutyPlan) -> [(name: LocalizedName, place: DutyPlace)] {
    plan.posts.map { ($0.name, .post($0.id)) } + plan.beats.map { ($0.name, .beat($0.id)) }
      + plan.patrols.map { ($0.name, .patrol($0.id)) }
      + plan.checkpoints.map { ($0.name, .checkpoint($0.id)) }
  }
}
