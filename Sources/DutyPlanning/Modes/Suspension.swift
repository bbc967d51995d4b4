// SPDX-License-Identifier: Apache-2.0

import DutyModel

/// Which posts and beats inside the outer ring stand empty while a special order is in force.
///
/// A post or checkpoint is inside if its junction is, a beat if more than half of its streets are;
/// only what would be held during the order is named.
struct Suspension {
  let interval: CivilInterval
  /// Streets inside the outer ring, by position.
  let segments: Set<Int>
  let rings: MissionRings
  let radiusMetres: Int
  /// Holidays and shifted working days; `nil` for the plain week.
  let calendar: WorkingCalendar?

  func names(_ plans: [DutyPlan]) -> [LocalizedName] {
    plans.flatMap { plan -> [LocalizedName] in
      let held = Set(plan.demands.filter(isHeld).map(\.place))
      return plan.posts.filter {
        held.contains(.post($0.id)) && rings.isInside($0.junction, radiusMetres)
      }.map(\.name)
        + plan.beats.filter { held.contains(.beat($0.id)) && isInside($0) }.map(\.name)
        + plan.checkpoints.filter {
          held.contains(.checkpoint($0.id)) && rings.isInside($0.junction, radiusMetres)
        }.map(\.name)
    }
  }

  private func isHeld(_ demand: DutyDemand) -> Bool {
    let first = interval.start.date.adding(days: -1)
    return (first.day...interval.end.date.day).contains { day in
      demand.interval(on: CivilDate(day: day), calendar: calendar).map(interval.overlaps) ?? false
    }
  }

  private func isInside(_ beat: Beat) -> Bool {
    beat.segments.count { segments.contains(Int($0.rawValue)) } * 2 > beat.segments.count
  }
}
