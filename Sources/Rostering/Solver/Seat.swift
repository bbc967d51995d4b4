// SPDX-License-Identifier: Apache-2.0

import DutyModel
import DutyPlanning

/// One person's place at a demand.
struct Seat {
  var occurrence: DemandOccurrence
  var needsSworn: Bool
  var skills: Set<Skill>
  /// The vehicle that whoever sits here takes along.
  var vehicle: Vehicle.Kind?

  func fits(_ officer: Officer) -> Bool {
    (!needsSworn || officer.status == .sworn) && skills.isSubset(of: officer.skills)
  }

  /// The places of one demand: those of sworn officers first. Skills are dealt out from the first
  /// place on, so that each place asks for as few as possible.
  static func seats(of occurrence: DemandOccurrence) -> [Seat] {
    var seats = (0..<occurrence.people).map {
      Seat(
        occurrence: occurrence, needsSworn: $0 < occurrence.demand.sworn, skills: [], vehicle: nil)
    }
    guard !seats.isEmpty else { return [] }
    var next = 0
    for (skill, count) in occurrence.skills.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      for _ in 0..<count {
        seats[next % seats.count].skills.insert(skill)
        next += 1
      }
    }
    for index in takers(of: occurrence, among: seats) {
      seats[index].vehicle = occurrence.demand.vehicle
    }
    return seats
  }

  /// Every rider has a motorcycle; one driver has the patrol car.
  private static func takers(of occurrence: DemandOccurrence, among seats: [Seat]) -> [Int] {
    switch occurrence.demand.vehicle {
    case .patrolMotorcycle: Array(seats.indices)
    case .patrolCar:
      seats.indices.filter { seats[$0].skills.contains(.patrolCarDriver) }.prefix(1)
        .map { $0 }
    case nil: []
    }
  }
}
