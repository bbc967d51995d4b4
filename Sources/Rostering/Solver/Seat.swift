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

  /// How the skills that a demand asks for are dealt out to its places.
  enum Dealing: CaseIterable {
    /// Each from the first place on: one person may have them all.
    case together
    /// One after the other round the places: nobody needs more than his share.
    case apart
    /// Each from the last place back: an auxiliary may have what the sworn officer lacks.
    case fromLast
  }

  /// The places of one demand, those of sworn officers first.
  static func seats(of occurrence: DemandOccurrence, _ dealing: Dealing) -> [Seat] {
    var seats = (0..<occurrence.people).map {
      Seat(
        occurrence: occurrence, needsSworn: $0 < occurrence.demand.sworn, skills: [], vehicle: nil)
    }
    guard !seats.isEmpty else { return [] }
    var next = 0
    for (skill, count) in occurrence.skills.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      if dealing != .apart { next = 0 }
      for _ in 0..<count {
        let place = next % seats.count
        seats[dealing == .fromLast ? seats.count - 1 - place : place].skills.insert(skill)
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
