// SPDX-License-Identifier: Apache-2.0

import DutyModel

/// The vehicles of a pool and until when each is out.
///
/// Asked in order of time it never needs more vehicles than are out at once.
struct VehicleBoard {
  let pool: RosterPool
  private var freeFrom: [ID<Vehicle>: CivilTime] = [:]
  private let bookings: [(vehicle: ID<Vehicle>, officer: ID<Officer>, interval: CivilInterval)]

  /// - Parameter bookings: vehicles that pinned rows have, which nobody else takes meanwhile.
  init(
    pool: RosterPool,
    bookings: [(vehicle: ID<Vehicle>, officer: ID<Officer>, interval: CivilInterval)]
  ) {
    self.pool = pool
    self.bookings = bookings
  }

  /// The one that the officer would rather have, else one of his own unit, else any of the pool.
  mutating func take(
    _ kind: Vehicle.Kind, for officer: Officer, during interval: CivilInterval,
    rather wanted: ID<Vehicle>?
  ) throws(RosterError) -> ID<Vehicle> {
    let fitting = pool.vehicles.filter { $0.kind == kind }
    let free = fitting.filter { vehicle in
      (freeFrom[vehicle.id] ?? interval.start) <= interval.start
        && !bookings.contains {
          $0.vehicle == vehicle.id && $0.officer != officer.id && $0.interval.overlaps(interval)
        }
    }
    guard
      let vehicle = free.first(where: { $0.id == wanted })
        ?? free.first(where: { $0.unit == officer.unit }) ?? free.first
    else {
      throw .noVehicle(
        pool: pool.name, kind: kind, at: interval.start, needed: fitting.count + 1,
        available: fitting.count)
    }
    freeFrom[vehicle.id] = interval.end
    return vehicle.id
  }
}
