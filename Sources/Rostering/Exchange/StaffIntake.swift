// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// What an import changes of the staff: whole people by badge number, and leave. It is kept as one
/// step of a roster's record, so that it is taken as a whole or not at all.
public struct StaffIntake: Hashable, Codable, Sendable {
  public struct Leave: Hashable, Codable, Sendable {
    public var badge: String
    public var interval: CivilInterval

    public init(badge: String, interval: CivilInterval) {
      self.badge = badge
      self.interval = interval
    }
  }

  /// As they are from then on. Their leave is not among it: it stays as it is.
  public var people: [Officer]
  /// The units of those people.
  public var units: [Unit]
  public var leave: [Leave]
  /// What it was read from.
  public var files: [String]

  public init(people: [Officer] = [], units: [Unit] = [], leave: [Leave] = [], files: [String]) {
    self.people = people
    self.units = units
    self.leave = leave
    self.files = files
  }

  public var isEmpty: Bool { people.isEmpty && leave.isEmpty }
}

extension Organization {
  /// The same organisation with what was taken since, in the order of taking.
  public func taking(_ intakes: [StaffIntake]) -> Organization {
    var organization = self
    for intake in intakes { organization.take(intake) }
    return organization
  }

  /// Who is known by badge number is brought up to date; others are added, with their own number
  /// unless somebody has it.
  mutating func take(_ intake: StaffIntake) {
    var places = Dictionary(
      officers.enumerated().map { ($1.badgeNumber, $0) }, uniquingKeysWith: { first, _ in first })
    var numbers = Set(officers.map(\.id))
    for person in intake.people {
      if let place = places[person.badgeNumber] {
        officers[place].update(from: person)
        continue
      }
      let isFree = !numbers.contains(person.id)
      let id = isFree ? person.id : ID(rawValue: (numbers.map(\.rawValue).max() ?? 0) + 1)
      places[person.badgeNumber] = officers.count
      numbers.insert(id)
      officers.append(Officer(id: id, likeness: person))
    }
    for leave in intake.leave {
      guard let place = places[leave.badge] else { continue }
      officers[place].addLeave(leave.interval)
    }
  }
}

extension RosterProblem {
  /// People whom it changes go into the pool of their unit; whose unit has no pool, is in none.
  mutating func take(_ intake: StaffIntake) {
    for person in intake.people {
      var member = members.first { $0.badgeNumber == person.badgeNumber } ?? person
      member.update(from: person)
      for pool in pools.indices {
        pools[pool].members.removeAll { $0.badgeNumber == person.badgeNumber }
      }
      guard let unit = intake.units.first(where: { $0.id == person.unit }),
        let pool = pools.firstIndex(where: { $0.key.covers(unit) })
      else { continue }
      pools[pool].members.append(member)
      pools[pool].members.sort { $0.id < $1.id }
      if !pools[pool].teams.contains(where: { $0.id == unit.id }) {
        pools[pool].teams.append(unit)
        pools[pool].teams.sort { $0.id < $1.id }
      }
    }
    for leave in intake.leave {
      for pool in pools.indices {
        for member in pools[pool].members.indices
        where pools[pool].members[member].badgeNumber == leave.badge {
          pools[pool].members[member].addLeave(leave.interval)
        }
      }
    }
  }
}

extension RosterPool.Key {
  /// Whether people of the unit are rostered together here.
  func covers(_ unit: Unit) -> Bool {
    switch self {
    case .brigade(let id): unit.id == id || (unit.kind == .squadron && unit.parent == id)
    case .offices: unit.kind == .office
    case .specialService(let id): unit.id == id
    }
  }
}

extension Officer {
  fileprivate init(id: DutyModel.ID<Officer>, likeness: Officer) {
    self.init(
      id: id, badgeNumber: likeness.badgeNumber, name: likeness.name, status: likeness.status,
      unit: likeness.unit, isLeader: likeness.isLeader, skills: likeness.skills,
      exemptions: likeness.exemptions, leave: likeness.leave)
  }

  /// What a staff file says of somebody; number, office and leave stay.
  fileprivate mutating func update(from person: Officer) {
    name = person.name
    status = person.status
    unit = person.unit
    skills = person.skills
    exemptions = person.exemptions
  }

  fileprivate mutating func addLeave(_ interval: CivilInterval) {
    if !leave.contains(interval) { leave.append(interval) }
  }
}
