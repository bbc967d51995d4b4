// SPDX-License-Identifier: Apache-2.0

import DutyModel

/// What can be said before any search: a pool that cannot do its work whatever the roster.
struct CapacityCheck {
  let frame: PoolFrame

  func run() throws(RosterError) {
    let pool = frame.pool
    let shortages = pool.slots.indices.flatMap(shortages(of:))
    if !shortages.isEmpty { throw .understaffed(pool: pool.name, shortages: shortages) }
    try checkVehicles()
    let slots = pool.slots
    try check(.sworn, needed: slots.reduce(0) { $0 + $1.swornNeeded })
    try check(nil, needed: slots.reduce(0) { $0 + $1.peopleNeeded })
  }

  /// One slot by itself: the needs against all to whom it is open.
  private func shortages(of index: Int) -> [RosterError.Shortage] {
    let slot = frame.pool.slots[index]
    let candidates = frame.candidates(for: index)
    let members = frame.pool.members
    func shortage(_ kind: RosterError.Shortage.Kind, _ needed: Int, _ available: Int)
      -> [RosterError.Shortage]
    {
      guard available < needed else { return [] }
      return [
        .init(
          kind: kind, shift: slot.name, date: slot.date, needed: needed, available: available)
      ]
    }
    let stations = frame.pool.teams.flatMap { team in
      shortage(
        .station(team.name), slot.station[team.id] ?? 0,
        candidates.count { members[$0].unit == team.id && frame.isSworn($0) })
    }
    let skills = slot.needs.flatMap { need in
      need.skills.sorted { $0.key.rawValue < $1.key.rawValue }.flatMap { skill, needed in
        shortage(
          .skill(skill), needed,
          candidates.count { members[$0].skills.contains(skill) && !frame.isIndoors($0) })
      }
    }
    let useful = candidates.filter { !frame.isIndoors($0) || frame.isSworn($0) }
    let indoors = useful.filter(frame.isIndoors)
    // Beyond the stations' seats, people who work indoors help no shift.
    let idle = max(0, indoors.count - slot.stationTotal)
    let sworn = shortage(.sworn, slot.swornNeeded, useful.count(where: frame.isSworn) - idle)
    let people = shortage(.people, slot.peopleNeeded, useful.count - idle)
    return stations + (sworn.isEmpty ? people : sworn) + skills
  }

  /// The whole period: the duties needed against those that people may have.
  private func check(_ status: Officer.Status?, needed: Int) throws(RosterError) {
    let limit = frame.problem.rules.hard(MaximumConsecutiveDuties.self).map(\.limit).min() ?? 7
    let available = frame.pool.members.indices
      .filter { status == nil || frame.pool.members[$0].status == status }
      .reduce(0) { sum, member in
        let open = frame.pool.slots.indices.filter { frame.isOpen[member][$0] }
        let days = Set(open.map { frame.pool.slots[$0].date })
        return sum + min(days.count, (frame.problem.days * limit + limit) / (limit + 1))
      }
    guard available < needed else { return }
    throw .overburdened(
      pool: frame.pool.name, status: status, needed: needed, available: available)
  }

  private func checkVehicles() throws(RosterError) {
    for slot in frame.pool.slots {
      for need in slot.needs {
        for (kind, needed) in need.vehicles.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
          let available = frame.pool.vehicles.count { $0.kind == kind }
          guard available < needed else { continue }
          throw .noVehicle(
            pool: frame.pool.name, kind: kind, at: need.moment, needed: needed,
            available: available)
        }
      }
    }
  }
}
