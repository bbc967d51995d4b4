// SPDX-License-Identifier: Apache-2.0

import DutyModel

/// The vehicles of a pool and until when each is out.
///
/// Asked in order of time it never needs more vehicles than are out at once.
struct VehicleBoard {
  let pool: RosterPool
  private var freeFrom: [ID<Vehicle>: CivilTime] = [:]

  init(pool: RosterPool) { self.pool = pool }

  /// A vehicle of the officer's own unit if there is one, else any of the pool.
  mutating func take(
    _ kind: Vehicle.Kind, for officer: Officer, during interval: CivilInterval
  ) throws(RosterError) -> ID<Vehicle> {
    let fitting = pool.vehicles.filter { $0.kind == kind }
    let free = fitting.filter { (freeFrom[$0.id] ?? interval.start) <= interval.start }
    guard let vehicle = free.first(where: { $0.unit == officer.unit }) ?? free.first else {
      throw .noVehicle(
        pool: pool.name, kind: kind, at: interval.start, needed: fitting.count + 1,
        available: fitting.count)
    }
    freeFrom[vehicle.id] = interval.end
    return vehicle.id
  }
}
