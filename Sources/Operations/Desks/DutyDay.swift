// SPDX-License-Identifier: Apache-2.0

import CityData
public import DutyModel
public import DutyPlanning
import Geography
import Rostering

/// The rostered stays of one day, as the desks see them.
public struct DutyDay: Sendable {
  public let date: CivilDate
  /// In order of start, then of number.
  public let stays: [RosteredStay]
  let world: ReplayWorld?
  private let positions: [AssignmentID: Int]

  /// - Parameter world: `nil` for a day outside the roster, which has no stays.
  init(
    _ date: CivilDate, _ world: ReplayWorld?, named name: (DutyPlace?, DutyMode) -> LocalizedName
  ) {
    self.date = date
    self.world = world
    stays = (world.map { Self.stays(of: $0, date, named: name) } ?? []).sorted {
      ($0.start, $0.id) < ($1.start, $1.id)
    }
    positions = Dictionary(stays.enumerated().map { ($1.id, $0) }) { first, _ in first }
  }

  private static func stays(
    of world: ReplayWorld, _ date: CivilDate, named name: (DutyPlace?, DutyMode) -> LocalizedName
  ) -> [RosteredStay] {
    world.assignments.indices.map { position in
      let assignment = world.assignments[position]
      let duty = world.duties[assignment.duty]
      let place = duty.duty.tasks[assignment.id.task].place
      return RosteredStay(
        id: assignment.id, officer: duty.officer, handler: duty.handler, mode: assignment.mode,
        place: place, name: name(place, assignment.mode), brigade: assignment.brigade,
        start: assignment.start, end: assignment.end, shiftStart: duty.start,
        vehicle: duty.duty.vehicle, date: date, position: position)
    }
  }

  public func stay(_ id: AssignmentID) -> RosteredStay? { positions[id].map { stays[$0] } }

  /// The stay whose time it is for a duty, or the last one before.
  func stay(of duty: ID<RosteredDuty>, at now: Instant) -> RosteredStay? {
    stays.last { $0.id.duty == duty && $0.start <= now }
      ?? stays.first { $0.id.duty == duty }
  }
}

/// One rostered stay of one officer at one place.
public struct RosteredStay: Identifiable, Hashable, Sendable {
  public let id: AssignmentID
  public var officer: Officer
  public var handler: Handler
  public var mode: DutyMode
  /// `nil` at the station 值班.
  public var place: DutyPlace?
  public var name: LocalizedName
  /// On whose ground the place lies.
  public var brigade: DutyModel.ID<Unit>
  public var start: Instant
  public var end: Instant
  /// When the shift that the stay belongs to starts.
  public var shiftStart: Instant
  public var vehicle: DutyModel.ID<Vehicle>?
  /// The day it was looked up in, and where in that day's world it is.
  var date: CivilDate
  var position: Int
}

extension DutyBook {
  /// Metres from a place to where the stay is due, 0 on the spot.
  public func metres(from place: Coordinate, to stay: RosteredStay) -> Int64? {
    if case .beat(let beat)? = self.place(of: stay) {
      let streets = Set(beat.segments)
      let near = segments.segments(near: place, withinMetres: 500)
        .first { streets.contains($0.segment) }
      if let near { return near.distanceMillimetres / 1000 }
    }
    return targets(of: stay).map { place.distanceMillimetres(to: $0) / 1000 }.min()
  }

  /// Where the stay is shown on a map.
  public func location(of stay: RosteredStay) -> Coordinate? { targets(of: stay).first }

  private func place(of stay: RosteredStay) -> ReplayAssignment.Place? {
    guard let world = day(stay.date).world, world.assignments.indices.contains(stay.position)
    else { return nil }
    return world.assignments[stay.position].place
  }

  private func targets(of stay: RosteredStay) -> [Coordinate] {
    switch place(of: stay) {
    case .fixed(let junction): [snapshot.roads[junction].location]
    case .patrol(let patrol): patrol.stops.map(\.location)
    case .beat(let beat):
      beat.segments.map { snapshot.roads[snapshot.roads[$0].from].location }
    case .station: [unit(stay.officer.unit)?.station].compactMap { $0 }
    case nil: []
    }
  }
}

extension DeskSession {
  /// What is recorded of these stays, in one question to the store.
  public func sheets(of stays: [RosteredStay]) throws -> [AssignmentID: AttendanceSheet] {
    guard let first = stays.map(\.start).min(), let last = stays.map(\.start).max() else {
      return [:]
    }
    let span = first..<Instant(milliseconds: last.milliseconds + 1)
    let found = try files(
      AttendanceSheet.self, DeskQuery(started: span, limit: Self.mostStays))
    return Dictionary(found.map { ($0.record.id, $0) }) { first, _ in first }
  }

  /// More than any city's stays of two days.
  private static var mostStays: Int { 100_000 }
}
