// SPDX-License-Identifier: Apache-2.0

public import CityData
public import DutyModel
public import DutyPlanning
public import Geography
public import Rostering

/// What every desk looks up: who is rostered where, whose ground a place is, who may decide what.
/// Nothing in it changes; a new roster is a new book.
public final class DutyBook: Sendable {
  public let snapshot: CitySnapshot
  public let plans: DutyPlanSet
  public let roster: Roster
  public let clock: CityClock
  let segments: SegmentIndex
  let roadTimes: IncidentRoadTimes
  /// Reports get numbers above those of the city's own history.
  let lastImportedIncident: Int64
  private let officers: [ID<Officer>: Officer]
  private let units: [ID<Unit>: Unit]
  private let vehicles: [ID<Vehicle>: Vehicle]
  private let duties: [ID<RosteredDuty>: RosteredDuty]
  let places: [PlaceKey: LocalizedName]
  let city: ReplayWorld
  private let days: [CivilDate: DutyDay]

  struct PlaceKey: Hashable {
    var mode: DutyMode
    var place: DutyPlace
  }

  /// - Throws: `ReplayError` for a roster that names people, demands or places which are not there.
  public init(
    snapshot: CitySnapshot, plans: DutyPlanSet, roster: Roster
  ) throws(ReplayError) {
    self.snapshot = snapshot
    self.plans = plans
    self.roster = roster
    let organization = snapshot.organization
    clock = organization.clock
    segments = SegmentIndex(snapshot.roads)
    roadTimes = IncidentRoadTimes(snapshot.roads)
    lastImportedIncident = snapshot.incidents.map(\.incident.id.rawValue).max() ?? 0
    officers = Dictionary(organization.officers.map { ($0.id, $0) }) { first, _ in first }
    units = Dictionary(organization.units.map { ($0.id, $0) }) { first, _ in first }
    vehicles = Dictionary(organization.vehicles.map { ($0.id, $0) }) { first, _ in first }
    duties = Self.byNumber(roster)
    places = Self.placeNames(plans)
    city = ReplayWorld(snapshot: snapshot, plans: plans)
    days = try Self.days(of: roster, in: city, places)
  }

  /// The same city and plans under a new roster; what is dear to make is taken over.
  ///
  /// - Parameter staff: everybody as they are by now; without it as they were.
  /// - Throws: `ReplayError` for a roster that names people, demands or places which are not there.
  public init(
    _ book: DutyBook, following roster: Roster, staff: [Officer]? = nil
  ) throws(ReplayError) {
    self.roster = roster
    city = staff.map(book.city.staffed) ?? book.city
    snapshot = city.snapshot
    plans = book.plans
    clock = book.clock
    segments = book.segments
    roadTimes = book.roadTimes
    lastImportedIncident = book.lastImportedIncident
    officers = Dictionary(
      city.snapshot.organization.officers.map { ($0.id, $0) },
      uniquingKeysWith: { first, _ in first })
    units = book.units
    vehicles = book.vehicles
    places = book.places
    duties = Self.byNumber(roster)
    days = try Self.days(of: roster, in: city, places)
  }

  /// Every day that a duty touches, the morning after the last night among them.
  private static func days(
    of roster: Roster, in city: ReplayWorld, _ places: [PlaceKey: LocalizedName]
  ) throws(ReplayError) -> [CivilDate: DutyDay] {
    var days: [CivilDate: DutyDay] = [:]
    guard var date = roster.duties.map(\.interval.start.date).min(),
      let last = roster.duties.map(\.interval.end.date).max()
    else { return days }
    while date <= last {
      let world = try city.day(date, of: roster)
      days[date] = DutyDay(date, world) { name(of: $0, in: $1, places) }
      date = date.adding(days: 1)
    }
    return days
  }

  private static func byNumber(_ roster: Roster) -> [ID<RosteredDuty>: RosteredDuty] {
    Dictionary(roster.duties.map { ($0.id, $0) }) { first, _ in first }
  }

  private static func placeNames(_ plans: DutyPlanSet) -> [PlaceKey: LocalizedName] {
    var names: [PlaceKey: LocalizedName] = [:]
    for plan in plans.plans {
      func add(_ place: DutyPlace, _ name: LocalizedName) {
        names[PlaceKey(mode: plan.mode, place: place)] = name
      }
      for post in plan.posts { add(.post(post.id), post.name) }
      for beat in plan.beats { add(.beat(beat.id), beat.name) }
      for patrol in plan.patrols { add(.patrol(patrol.id), patrol.name) }
      for checkpoint in plan.checkpoints { add(.checkpoint(checkpoint.id), checkpoint.name) }
    }
    return names
  }

  /// The day of a moment, by the city's clock.
  public func day(of instant: Instant) -> DutyDay { day(clock.civilTime(of: instant).date) }

  /// Duties that overlap the date, those of the night before among them; an empty day outside the
  /// roster.
  public func day(_ date: CivilDate) -> DutyDay {
    days[date] ?? DutyDay(date, nil) { Self.name(of: $0, in: $1, places) }
  }

  public func stay(_ id: AssignmentID) -> RosteredStay? {
    guard let duty = duties[id.duty], duty.tasks.indices.contains(id.task) else { return nil }
    return day(duty.tasks[id.task].interval.start.date).stay(id)
  }

  /// Every stay of a shift, also where it goes past midnight.
  func stays(of duty: ID<RosteredDuty>) -> [RosteredStay] {
    (duties[duty]?.tasks.indices).map { tasks in
      tasks.compactMap { stay(AssignmentID(duty: duty, task: $0)) }
    } ?? []
  }

  /// Who leads the unit that a duty names.
  public func officer(of duty: ResponseUnit.Key) -> Officer? {
    duties[duty].flatMap { officers[$0.officer] }
  }

  public func officer(_ id: ID<Officer>) -> Officer? { officers[id] }
  public func unit(_ id: ID<Unit>) -> Unit? { units[id] }
  public func vehicle(_ id: ID<Vehicle>) -> Vehicle? { vehicles[id] }

  private static func name(
    of place: DutyPlace?, in mode: DutyMode, _ places: [PlaceKey: LocalizedName]
  ) -> LocalizedName {
    guard let place else { return LocalizedName(chinese: "值班室", english: "Station duty") }
    return places[PlaceKey(mode: mode, place: place)]
      ?? LocalizedName(chinese: "\(place.form.rawValue)", english: "\(place.form.rawValue)")
  }

  /// The officer as the law sees them: their brigade, or the unit itself for offices and special
  /// squadrons of the detachment.
  public func handler(of id: ID<Officer>) -> Handler? {
    guard let officer = officers[id] else { return nil }
    let unit = units[officer.unit]
    return Handler(
      officer: id, status: officer.status,
      unit: ReplayWorld.brigade(of: officer.unit, units) ?? officer.unit,
      isOfficeStaff: unit?.kind == .office || unit?.kind == .command)
  }

  /// The street of a place and the brigade whose ground it is.
  ///
  /// - Returns: `nil` more than 500 m from any street.
  public func ground(at place: Coordinate) -> (street: SegmentPosition, brigade: ID<Unit>)? {
    guard let street = segments.nearestSegment(to: place, withinMetres: 500) else { return nil }
    return (street, snapshot.brigadeOfSegment[Int(street.segment.rawValue)])
  }

  /// All streets at most `metres` from the middle of one to a place, the nearest first, with the
  /// brigade whose ground each is.
  public func streets(
    near place: Coordinate, withinMetres metres: Double
  ) -> [(street: SegmentPosition, roadClass: RoadClass, brigade: ID<Unit>)] {
    segments.segments(near: place, withinMetres: metres).map { street in
      (
        street, snapshot.roads[street.segment].roadClass,
        snapshot.brigadeOfSegment[Int(street.segment.rawValue)]
      )
    }
  }

  /// Between the windows of the regular modes it is off-peak.
  public func mode(at instant: Instant) -> DutyMode {
    plans.regularMode(at: clock.civilTime(of: instant)) ?? .offPeak
  }

}
