// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Rostering

/// Who could go now: everybody on shift, as the dispatcher sees them.
extension ReplayRun {
  func unitsOnDuty(_ now: Instant) -> [ResponseUnit] {
    var stationStrength: [ID<Unit>: Int] = [:]
    var onDuty: [(duty: Int, assignment: Int?)] = []
    for (position, duty) in world.duties.enumerated()
    where duty.start <= now && now < duty.end && !duty.handler.isOfficeStaff {
      let assignment = current(of: position, now)
      guard isThere(position, assignment) else { continue }
      onDuty.append((position, assignment))
      if waitsAtStation(assignment), duty.officer.status == .sworn, engaged[position] == nil {
        stationStrength[duty.unit.id, default: 0] += 1
      }
    }
    return onDuty.map { unit(of: $0.duty, $0.assignment, stationStrength) }
  }

  /// The assignment whose time it is, or the one the officer is still at.
  func current(of duty: Int, _ now: Instant) -> Int? {
    world.duties[duty].assignments.first {
      world.assignments[$0].start <= now && now < world.assignments[$0].end
    }
  }

  /// Absent officers and those on their way are nowhere; between two stays one is at the station.
  private func isThere(_ duty: Int, _ assignment: Int?) -> Bool {
    guard let assignment else {
      return !world.duties[duty].assignments.contains {
        if case .absent = records[$0].state { true } else { false }
      }
    }
    switch records[assignment].state {
    case .present, .away: return true
    case .expected, .finished, .absent, .cancelled: return false
    }
  }

  private func waitsAtStation(_ assignment: Int?) -> Bool {
    assignment.map { !world.assignments[$0].isOnTheStreet } ?? true
  }

  private func unit(
    of position: Int, _ assignment: Int?, _ stationStrength: [ID<Unit>: Int]
  ) -> ResponseUnit {
    let duty = world.duties[position]
    let atStation = waitsAtStation(assignment)
    let takesCar = atStation && duty.mobility == .foot && world.hasCar(duty.handler.unit)
    return ResponseUnit(
      key: duty.duty.id, unit: duty.handler.unit, hasSworn: duty.officer.status == .sworn,
      mobility: takesCar ? .car : duty.mobility,
      availability: availability(of: position, assignment, stationStrength),
      position: atStation
        ? duty.homeJunction : assignment.map { positions[$0] } ?? duty.homeJunction)
  }

  private func availability(
    of position: Int, _ assignment: Int?, _ stationStrength: [ID<Unit>: Int]
  ) -> ResponseUnit.Availability {
    if engaged[position] != nil { return .busy }
    let unit = world.duties[position].unit
    guard let assignment, world.assignments[assignment].isOnTheStreet else {
      let remaining = (stationStrength[unit.id] ?? 0) - 1
      return remaining >= unit.stationMinimum ? .free : .holding(remaining: 0)
    }
    if case .away = records[assignment].state { return .busy }
    guard case .fixed = world.assignments[assignment].place else { return .free }
    return .holding(remaining: othersPresent(with: assignment))
  }

  private func othersPresent(with assignment: Int) -> Int {
    guard let demand = world.assignments[assignment].demand else { return 0 }
    let key = ReplayWorld.CompanyKey(demand: demand, start: world.assignments[assignment].start)
    return (world.companions[key] ?? []).count { other in
      guard other != assignment, case .present = records[other].state else { return false }
      return true
    }
  }
}
