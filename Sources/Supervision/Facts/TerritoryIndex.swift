// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import DutyPlanning
import Geography

/// Which brigade, area and mode a street, unit or moment belongs to.
struct TerritoryIndex: Sendable {
  private let brigadeOfSegment: [ID<Unit>]
  private let brigadeOfUnit: [ID<Unit>: ID<Unit>]
  private let squadrons: Set<ID<Unit>>
  private let windows: [DutyWindow]
  private let calendar: WorkingCalendar?

  init(plan: DutyPlanSet, snapshot: CitySnapshot) {
    brigadeOfSegment = snapshot.brigadeOfSegment
    let units = snapshot.organization.units
    let byID = Dictionary(units.map { ($0.id, $0) }) { first, _ in first }
    brigadeOfUnit = byID.compactMapValues { unit in
      var current: Unit? = unit
      for _ in 0..<8 {
        guard let here = current else { return nil }
        if here.kind == .brigade { return here.id }
        current = here.parent.flatMap { byID[$0] }
      }
      return nil
    }
    squadrons = Set(
      units.filter { $0.kind == .squadron || $0.kind == .specialServiceSquadron }.map(\.id))
    // A special order takes precedence over the mode of the hour.
    let order: [DutyMode] = [.peak, .offPeak, .night]
    windows = order.flatMap { plan[$0]?.windows ?? [] }
    calendar = plan.calendar
  }

  func brigade(of segment: ID<RoadSegment>) -> ID<Unit>? {
    let position = Int(segment.rawValue)
    return brigadeOfSegment.indices.contains(position) ? brigadeOfSegment[position] : nil
  }

  func brigade(of unit: ID<Unit>) -> ID<Unit>? { brigadeOfUnit[unit] }

  func squadron(of unit: ID<Unit>) -> ID<Unit>? { squadrons.contains(unit) ? unit : nil }

  /// The regular mode in whose windows the moment lies, `nil` between them.
  func mode(at time: CivilTime) -> DutyMode? {
    for window in windows {
      for date in [time.date, time.date.adding(days: -1)] {
        if let interval = window.interval(on: date, calendar: calendar), interval.contains(time) {
          return window.mode
        }
      }
    }
    return nil
  }
}
