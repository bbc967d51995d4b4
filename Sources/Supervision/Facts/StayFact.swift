// SPDX-License-Identifier: Apache-2.0

import CityData
public import DutyModel
public import DutyPlanning
public import Operations
public import Rostering

/// One rostered stay at one place and what the log says of it. It names no person.
public struct StayFact: Hashable, Sendable {
  public var id: AssignmentID
  public var mode: DutyMode
  /// `nil` for station duty 值班.
  public var place: DutyPlace?
  /// The brigade on whose ground the place lies, or the person's own for station duty.
  public var brigade: ID<Unit>?
  /// The squadron that the person belongs to; `nil` for offices.
  public var squadron: ID<Unit>?
  public internal(set) var record: AttendanceRecord
  var scopes: [Int]

  /// All stays that start in the period, in order of duty and task.
  static func rostered(
    _ roster: Roster, snapshot: CitySnapshot, period: CivilInterval, territory: TerritoryIndex,
    places: PlaceIndex, book: inout ScopeBook
  ) -> [StayFact] {
    let clock = snapshot.organization.clock
    let units = Dictionary(
      snapshot.organization.officers.map { ($0.id, $0.unit) }
    ) { first, _ in first }
    var stays: [StayFact] = []
    for duty in roster.duties {
      for (position, task) in duty.tasks.enumerated() where period.contains(task.interval.start) {
        let id = AssignmentID(duty: duty.id, task: position)
        let unit = units[duty.officer]
        let home = unit.flatMap { territory.brigade(of: $0) }
        let brigade = task.place.map { places.brigade(of: $0, in: task.mode) } ?? home
        let squadron = unit.flatMap { territory.squadron(of: $0) }
        let record = AttendanceRecord(
          id: id, start: clock.instant(of: task.interval.start),
          end: clock.instant(of: task.interval.end))
        let scopes = book.scopes(
          of: Attribution(
            brigade: brigade, squadron: squadron, place: task.place, mode: task.mode,
            hour: task.interval.start.hour))
        stays.append(
          StayFact(
            id: id, mode: task.mode, place: task.place, brigade: brigade, squadron: squadron,
            record: record, scopes: scopes))
      }
    }
    return stays.sorted { $0.id < $1.id }
  }
}

/// The duties that vehicles went out for.
public struct VehicleFact: Hashable, Sendable {
  public var duty: ID<RosteredDuty>
  public var vehicle: ID<Vehicle>
  public var modes: Set<DutyMode>
  public var rosteredMilliseconds: Int64
  public var outMilliseconds: Int64
  var scopes: [Int]

  static func all(
    _ roster: Roster, snapshot: CitySnapshot, period: CivilInterval,
    moves: [ID<RosteredDuty>: VehicleMoves], territory: TerritoryIndex, book: inout ScopeBook
  ) -> [VehicleFact] {
    let units = Dictionary(
      snapshot.organization.vehicles.map { ($0.id, $0.unit) }
    ) { first, _ in first }
    var facts: [VehicleFact] = []
    for duty in roster.duties {
      guard let vehicle = duty.vehicle, period.contains(duty.interval.start) else { continue }
      let modes = Set(duty.tasks.map(\.mode))
      let unit = units[vehicle]
      // A shift in two modes counts once in each, and once in the whole.
      let home = Attribution(
        brigade: unit.flatMap { territory.brigade(of: $0) },
        squadron: unit.flatMap { territory.squadron(of: $0) }, hour: duty.interval.start.hour)
      var scopes = Set(book.scopes(of: home))
      for mode in modes { scopes.formUnion(book.scopes(of: Attribution(mode: mode))) }
      facts.append(
        VehicleFact(
          duty: duty.id, vehicle: vehicle, modes: modes,
          rosteredMilliseconds: Int64(duty.interval.minutes) * 60_000,
          outMilliseconds: moves[duty.id]?.outMilliseconds ?? 0, scopes: scopes.sorted()))
    }
    return facts.sorted { $0.duty < $1.duty }
  }
}

/// When a duty's vehicle went out and came in.
struct VehicleMoves: Hashable, Sendable {
  private var outSince: Instant?
  private(set) var outMilliseconds: Int64 = 0

  mutating func move(isOut: Bool, at instant: Instant) {
    if isOut {
      outSince = outSince ?? instant
    } else if let since = outSince {
      outMilliseconds += max(0, instant.milliseconds - since.milliseconds)
      outSince = nil
    }
  }
}

/// Where police were seen besides the stays' own places.
enum SightingFact: Hashable, Sendable {
  case stop(StopFact)
  case walk(WalkFact)
}

/// A patrol stood at a stop.
struct StopFact: Hashable, Sendable {
  var junction: Int
  var from: Instant
  var until: Instant
}

/// What one walk saw within one slot.
struct WalkFact: Hashable, Sendable {
  var from: Instant
  var visits: [SegmentVisit]
}
