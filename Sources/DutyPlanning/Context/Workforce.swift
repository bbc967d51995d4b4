// SPDX-License-Identifier: Apache-2.0

import DutyModel

/// The people a plan may count on in its week, by unit.
struct Workforce {
  /// In order of number; each has an area and at least one street.
  private(set) var brigades: [Brigade]
  private(set) var areas: [Area]
  private(set) var specialService: [SpecialServiceSquadron]
  private(set) var offices: Offices
  /// Leaders of the command, then of the brigades, each in order of number.
  private(set) var leaders: [Officer]

  init(
    _ organization: Organization, brigadeOfSegment: [ID<Unit>], week: CivilDate
  ) throws(PlanningError) {
    let staffed = Set(brigadeOfSegment)
    let units = organization.units.sorted { $0.id < $1.id }
    let people = Dictionary(grouping: organization.officers.sorted { $0.id < $1.id }, by: \.unit)
    var brigades: [Brigade] = []
    for unit in units where unit.kind == .brigade {
      guard let area = unit.area else { throw .noArea(brigade: unit.name) }
      guard staffed.contains(unit.id) else { throw .noStreets(brigade: unit.name) }
      let squadrons = units.filter { $0.kind == .squadron && $0.parent == unit.id }
      let brigade = Brigade(
        unit: unit, area: area, squadrons: squadrons,
        people: squadrons.flatMap { people[$0.id] ?? [] } + (people[unit.id] ?? []), week: week)
      guard !brigade.sworn.isEmpty else { throw .noSwornOfficers(brigade: unit.name) }
      brigades.append(brigade)
    }
    guard !brigades.isEmpty else { throw .noBrigades(organization: organization.name) }
    self.brigades = brigades
    let used = Set(brigades.map(\.area))
    areas = organization.areas.filter { used.contains($0.id) }.sorted { $0.id < $1.id }
    specialService = units.filter { $0.kind == .specialServiceSquadron }.map {
      SpecialServiceSquadron(
        unit: $0, people: people[$0.id] ?? [], vehicles: organization.vehicles, week: week)
    }
    offices = Offices(units: units.filter { $0.kind == .office }, people: people, week: week)
    leaders = Self.leaders(units, people)
  }

  func brigade(_ id: ID<Unit>) -> Brigade? { brigades.first { $0.unit.id == id } }
  func brigades(in area: ID<Area>) -> [Brigade] { brigades.filter { $0.area == area } }

  private static func leaders(_ units: [Unit], _ people: [ID<Unit>: [Officer]]) -> [Officer] {
    let command = units.filter { $0.kind == .command }.flatMap { people[$0.id] ?? [] }
    let brigades = units.filter { $0.kind == .brigade }.flatMap { people[$0.id] ?? [] }
    let sworn = (command + brigades.filter(\.isLeader)).filter { $0.status == .sworn }
    return sworn.filter { !$0.exemptions.contains(.noOutdoorDuty) }
  }
}

/// A brigade with those of its people who may work outdoors.
struct Brigade {
  let unit: Unit
  let area: ID<Area>
  let squadrons: [Unit]
  let sworn: [Officer]
  let auxiliary: [Officer]
  private let week: CivilDate

  init(unit: Unit, area: ID<Area>, squadrons: [Unit], people: [Officer], week: CivilDate) {
    self.unit = unit
    self.area = area
    self.squadrons = squadrons
    self.week = week
    let outdoors = people.filter { !$0.exemptions.contains(.noOutdoorDuty) }
    sworn = outdoors.filter { $0.status == .sworn }
    auxiliary = outdoors.filter { $0.status == .auxiliary }
  }

  /// Shifts that the sworn officers can work in the week: 5.5 each of about eight hours, 44 hours in
  /// all, less on leave. Five are the rule; the half is what a tight week may ask for.
  var swornShifts: Int { sworn.reduce(0) { $0 + $1.shifts(in: week) } * 11 / 10 }

  /// Hours that auxiliaries may work in the week, 44 each at most (CN-03), less for those on leave.
  var auxiliaryHours: Int { auxiliary.reduce(0) { $0 + $1.shifts(in: week) } * 44 / 5 }

  /// Sworn officers kept at the stations in one day shift; at night only one squadron's stays.
  var stationByDay: Int { squadrons.reduce(0) { $0 + $1.stationMinimum } }
  var stationByNight: Int { squadrons.map(\.stationMinimum).max() ?? 0 }

  /// Shifts of the week bound to the stations: early and late every day, and the nights.
  var stationShifts: Int { 7 * (2 * stationByDay + stationByNight) }
}

struct SpecialServiceSquadron {
  let unit: Unit
  /// Sworn officers with a motorcycle licence who may work outdoors.
  let riders: [Officer]
  /// Auxiliaries with a licence; they ride along.
  let auxiliaries: [Officer]
  let motorcycles: Int
  private let week: CivilDate

  init(unit: Unit, people: [Officer], vehicles: [Vehicle], week: CivilDate) {
    self.unit = unit
    self.week = week
    let licensed = people.filter {
      $0.skills.contains(.motorcycle) && !$0.exemptions.contains(.noOutdoorDuty)
    }
    riders = licensed.filter { $0.status == .sworn }
    auxiliaries = licensed.filter { $0.status == .auxiliary }
    motorcycles = vehicles.count { $0.unit == unit.id && $0.kind == .patrolMotorcycle }
  }

  /// Shifts of five a rider and week left when the station is kept by day.
  var streetShifts: Int {
    max(0, riders.reduce(0) { $0 + $1.shifts(in: week) } - 14 * unit.stationMinimum)
  }

  /// Patrols on the street in one early, and in one late, shift: two fifths of the riders each.
  var teamsByDay: Int {
    min(streetShifts / 7 * 2 / 5, motorcycles, riders.count) / PatrolSolver.riders
  }

  /// Auxiliaries with each patrol: one, where five shifts each suffice for that.
  var auxiliariesPerTeam: Int {
    let shifts = auxiliaries.reduce(0) { $0 + $1.shifts(in: week) }
    let teams = 2 * teamsByDay + teamsByNight
    let riding = (PatrolSolver.riders + 1) * max(teamsByDay, teamsByNight)
    return shifts >= 7 * teams && motorcycles >= riding ? 1 : 0
  }

  /// Patrols in one night: the last fifth.
  var teamsByNight: Int {
    min(streetShifts / 7 / 5, motorcycles, riders.count) / PatrolSolver.riders
  }
}

/// All offices of the detachment as one pool.
struct Offices {
  let units: [Unit]
  let people: [ID<Unit>: [Officer]]

  private let week: CivilDate

  init(units: [Unit], people: [ID<Unit>: [Officer]], week: CivilDate) {
    self.units = units
    self.week = week
    self.people = Dictionary(
      uniqueKeysWithValues: units.map { unit in
        let sworn = (people[unit.id] ?? []).filter {
          $0.status == .sworn && !$0.exemptions.contains(.noOutdoorDuty)
        }
        return (unit.id, sworn)
      })
  }

  /// Sworn officers who can leave the office on the workday with the fewest: those present, less
  /// the office's minimum.
  var available: Int {
    (0..<5).map { day in available(on: week.adding(days: day)) }.min() ?? 0
  }

  func available(on date: CivilDate) -> Int {
    units.reduce(0) { sum, unit in sum + available(unit, on: date) }
  }

  func available(_ unit: Unit, on date: CivilDate) -> Int {
    let present = (people[unit.id] ?? []).count { !$0.isOnLeave(date) }
    return max(0, present - unit.stationMinimum)
  }
}

extension Officer {
  /// Five shifts a week, one less for each workday of leave.
  func shifts(in week: CivilDate) -> Int {
    (0..<5).count { !isOnLeave(week.adding(days: $0)) }
  }

  func isOnLeave(_ date: CivilDate) -> Bool {
    let day = CivilInterval(
      start: CivilTime(date: date), end: CivilTime(date: date.adding(days: 1)))
    return leave.contains { $0.overlaps(day) }
  }
}
