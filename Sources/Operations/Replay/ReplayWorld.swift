// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import DutyPlanning
import Geography
import Rostering

/// A day's duties and places, looked up once; nothing in it changes during the replay.
struct ReplayWorld {
  var duties: [ReplayDuty] = []
  var assignments: [ReplayAssignment] = []
  /// Assignments of the same demand and start: the people who hold one place together.
  var companions: [CompanyKey: [Int]] = [:]
  /// Sworn officers of each brigade who may accept and decide cases.
  var caseOfficers: [ID<Unit>: [Handler]] = [:]
  /// One street at each junction.
  var segmentAtJunction: [ID<RoadSegment>?]

  struct CompanyKey: Hashable {
    var demand: ID<DutyDemand>
    var start: Instant
  }

  private(set) var snapshot: CitySnapshot
  let plans: DutyPlanSet
  private let units: [ID<Unit>: Unit]
  private let junctionIndex: PointIndex
  private let brigadesWithCars: Set<ID<Unit>>
  private let vehicleKinds: [ID<Vehicle>: Vehicle.Kind]
  private let demands: [ID<DutyDemand>: DutyDemand]

  /// The city and its plans before anybody is on duty; the days of a roster share it.
  init(snapshot: CitySnapshot, plans: DutyPlanSet) {
    self.snapshot = snapshot
    self.plans = plans
    let organization = snapshot.organization
    let units = Dictionary(organization.units.map { ($0.id, $0) }) { first, _ in first }
    self.units = units
    junctionIndex = PointIndex(snapshot.roads.junctions.map(\.location))
    vehicleKinds = Dictionary(organization.vehicles.map { ($0.id, $0.kind) }) { first, _ in first }
    demands = Dictionary(plans.plans.flatMap(\.demands).map { ($0.id, $0) }) { first, _ in first }
    segmentAtJunction = Self.segmentAtJunction(of: snapshot.roads)
    brigadesWithCars = Set(
      organization.vehicles.filter { $0.kind == .patrolCar }.map {
        Self.brigade(of: $0.unit, units) ?? $0.unit
      })
    caseOfficers = Self.caseOfficers(among: organization.officers, units)
  }

  /// The same city with the people as they are by now.
  func staffed(by officers: [Officer]) -> ReplayWorld {
    var world = self
    world.snapshot.organization.officers = officers
    world.caseOfficers = Self.caseOfficers(among: officers, units)
    return world
  }

  private static func caseOfficers(
    among officers: [Officer], _ units: [ID<Unit>: Unit]
  ) -> [ID<Unit>: [Handler]] {
    var handlers: [ID<Unit>: [Handler]] = [:]
    for officer in officers where officer.status == .sworn {
      guard let brigade = brigade(of: officer.unit, units) else { continue }
      handlers[brigade, default: []].append(
        Handler(officer: officer.id, status: .sworn, unit: brigade, isOfficeStaff: false))
    }
    return handlers
  }

  /// The same city with the duties of one day, none where the roster has none.
  func day(_ date: CivilDate, of roster: Roster) throws(ReplayError) -> ReplayWorld {
    var day = self
    try day.addDuties(of: roster, on: date)
    return day
  }

  private static func segmentAtJunction(of roads: RoadNetwork) -> [ID<RoadSegment>?] {
    var first = [ID<RoadSegment>?](repeating: nil, count: roads.junctions.count)
    for segment in roads.segments {
      for end in [segment.from, segment.to] where first[Int(end.rawValue)] == nil {
        first[Int(end.rawValue)] = segment.id
      }
    }
    return first
  }

  private mutating func addDuties(of roster: Roster, on date: CivilDate) throws(ReplayError) {
    let day = CivilInterval(
      start: CivilTime(date: date), end: CivilTime(date: date.adding(days: 1)))
    let officers = Dictionary(
      snapshot.organization.officers.map { ($0.id, $0) }
    ) { first, _ in first }
    for duty in roster.duties where duty.interval.overlaps(day) {
      guard let officer = officers[duty.officer] else {
        throw .unknownOfficer(duty.officer, duty: duty.id)
      }
      let position = duties.count
      duties.append(replayDuty(duty, officer, startsOn: date))
      for (task, stay) in duty.tasks.enumerated() where stay.interval.overlaps(day) {
        let assignment = try assignment(stay, task: task, of: position, startsOn: date)
        duties[position].assignments.append(assignments.count)
        if let demand = assignment.demand {
          companions[CompanyKey(demand: demand, start: assignment.start), default: []]
            .append(assignments.count)
        }
        assignments.append(assignment)
      }
    }
  }

  private func replayDuty(
    _ duty: RosteredDuty, _ officer: Officer, startsOn date: CivilDate
  ) -> ReplayDuty {
    let clock = snapshot.organization.clock
    let unit =
      units[officer.unit]
      ?? Unit(
        id: officer.unit, kind: .office, name: officer.name, parent: nil, area: nil,
        station: snapshot.roads.junctions.first?.location
          ?? Coordinate(latitude: 0, longitude: 0), stationMinimum: 0)
    let brigade = Self.brigade(of: unit.id, units)
    let handler = Handler(
      officer: officer.id, status: officer.status, unit: brigade ?? unit.id,
      isOfficeStaff: unit.kind == .office || unit.kind == .command)
    return ReplayDuty(
      duty: duty, officer: officer, handler: handler, unit: unit,
      homeJunction: nearestJunction(to: unit.station),
      mobility: mobility(of: duty, brigade: brigade),
      start: clock.instant(of: duty.interval.start), end: clock.instant(of: duty.interval.end),
      isRecorded: duty.interval.start.date == date)
  }

  private func mobility(of duty: RosteredDuty, brigade: ID<Unit>?) -> ResponseUnit.Mobility {
    switch duty.vehicle.flatMap({ vehicleKinds[$0] }) {
    case .patrolMotorcycle: .motorcycle
    case .patrolCar: .car
    case nil: .foot
    }
  }

  /// Whether officers waiting at the station can take a car of their brigade.
  func hasCar(_ brigade: ID<Unit>) -> Bool { brigadesWithCars.contains(brigade) }

  private func assignment(
    _ task: DutyTask, task position: Int, of duty: Int, startsOn date: CivilDate
  ) throws(ReplayError) -> ReplayAssignment {
    let owner = duties[duty]
    let clock = snapshot.organization.clock
    if let demand = task.demand, demands[demand] == nil {
      throw .unknownDemand(demand, duty: owner.duty.id)
    }
    let found = try resolve(task, home: owner.handler.unit)
    return ReplayAssignment(
      id: AssignmentID(duty: owner.duty.id, task: position), duty: duty, demand: task.demand,
      mode: task.mode, place: found.place, start: clock.instant(of: task.interval.start),
      end: clock.instant(of: task.interval.end), brigade: found.brigade,
      segments: found.segments, isRecorded: task.interval.start.date == date)
  }

  func nearestJunction(to place: Coordinate) -> ID<Junction> {
    let match = junctionIndex.nearest(to: place, withinMetres: 50_000)
    return ID(rawValue: Int64(match?.position ?? 0))
  }

  static func brigade(of unit: ID<Unit>, _ units: [ID<Unit>: Unit]) -> ID<Unit>? {
    var current = units[unit]
    for _ in 0..<8 {
      guard let here = current else { return nil }
      if here.kind == .brigade { return here.id }
      current = here.parent.flatMap { units[$0] }
    }
    return nil
  }
}
