// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import DutyPlanning
import Geography
import Rostering

/// Everybody on duty now who could be sent, from the sheets of attendance.
///
/// Only whoever is confirmed as present counts: a name on a roster answers no call. Where somebody
/// is on the move, the place is where the officer's or the vehicle's terminal was just now; without
/// such a place the first stop of the patrol or the first street of the beat.
struct ResponseForce {
  private(set) var units: [ResponseUnit] = []

  init(
    _ book: DutyBook, at now: Instant, _ whereabouts: Whereabouts, in session: any DeskSession
  ) throws {
    let day = book.day(of: now)
    guard let world = day.world else { return }
    let busy = Set(
      try session.files(IncidentFile.self, DeskQuery(isOpen: true, limit: 1000))
        .flatMap(\.engaged))
    let sheets = try session.sheets(of: day.stays)
    var present: [(stay: RosteredStay, isThere: Bool)] = []
    // Whoever signed in before the stay begins is there too; one stay stands for a duty.
    var seen: Set<ID<RosteredDuty>> = []
    for stay in day.stays where now < stay.end && !stay.handler.isOfficeStaff {
      guard !seen.contains(stay.id.duty), let sheet = sheets[stay.id] else { continue }
      switch sheet.record.state {
      case .present: present.append((stay, true))
      case .away: present.append((stay, false))
      case .expected, .finished, .absent, .cancelled: continue
      }
      seen.insert(stay.id.duty)
    }
    let posts = Dictionary(grouping: present.filter(\.isThere)) { each in
      Company(demand: world.assignments[each.stay.position].demand, start: each.stay.start)
    }
    let stations = Dictionary(grouping: present.filter { $0.isThere && $0.stay.place == nil }) {
      $0.stay.officer.unit
    }
    units = present.map { each in
      let assignment = world.assignments[each.stay.position]
      let duty = world.duties[assignment.duty]
      let atStation = each.stay.place == nil
      let availability: ResponseUnit.Availability =
        if busy.contains(each.stay.id.duty) || !each.isThere {
          .busy
        } else if atStation {
          (stations[each.stay.officer.unit] ?? []).count { $0.stay.officer.status == .sworn } - 1
            >= duty.unit.stationMinimum ? .free : .holding(remaining: 0)
        } else if case .fixed = assignment.place {
          .holding(
            remaining: (posts[Company(demand: assignment.demand, start: each.stay.start)] ?? [])
              .count - 1)
        } else {
          .free
        }
      let told = Self.told(each.stay, whereabouts, book)
      // A place of just now is a sign of life, even where the timer has not looked since.
      let silence = told == nil ? sheets[each.stay.id]?.silence : nil
      return ResponseUnit(
        key: each.stay.id.duty, unit: each.stay.handler.unit,
        hasSworn: each.stay.officer.status == .sworn,
        mobility: atStation && duty.mobility == .foot && world.hasCar(each.stay.handler.unit)
          ? .car : duty.mobility,
        availability: availability,
        position: told?.junction ?? Self.position(assignment, duty, book),
        fixAgeSeconds: told?.ageSeconds, silentSeconds: silence.map { now.seconds(since: $0.since) }
      )
    }
  }

  private struct Company: Hashable {
    var demand: ID<DutyDemand>?
    var start: Instant
  }

  /// The end nearer to where a terminal was just now, of the street it was on.
  private static func told(
    _ stay: RosteredStay, _ whereabouts: Whereabouts, _ book: DutyBook
  ) -> (junction: ID<Junction>, ageSeconds: Int64)? {
    let vehicle = stay.vehicle.flatMap { book.vehicle($0)?.plate }
    let holders = [stay.officer.badgeNumber] + (vehicle.map { [$0] } ?? [])
    guard let place = whereabouts.place(of: holders), let ground = book.ground(at: place.coordinate)
    else { return nil }
    let street = book.snapshot.roads[ground.street.segment]
    let isInFirstHalf = 2 * ground.street.offsetMillimetres < street.lengthMillimetres
    return (isInFirstHalf ? street.from : street.to, place.ageSeconds)
  }

  private static func position(
    _ assignment: ReplayAssignment, _ duty: ReplayDuty, _ book: DutyBook
  ) -> ID<Junction> {
    switch assignment.place {
    case .fixed(let junction): junction
    case .patrol(let patrol): patrol.stops.first?.junction ?? duty.homeJunction
    case .beat(let beat):
      beat.segments.first.map { book.snapshot.roads[$0].from } ?? duty.homeJunction
    case .station: duty.homeJunction
    }
  }
}
