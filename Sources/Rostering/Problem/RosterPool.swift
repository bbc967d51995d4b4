// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import DutyPlanning

/// People who are rostered together because they fill the same demands: the squadrons of a brigade,
/// all offices, or one special service squadron. No person and no demand is in two pools.
public struct RosterPool: Hashable, Sendable {
  public enum Key: Hashable, Sendable {
    case brigade(ID<Unit>)
    case offices
    case specialService(ID<Unit>)
  }

  public var key: Key
  public var name: LocalizedName
  /// The squadrons or offices that have people, in order of number.
  public var teams: [Unit]
  /// In order of number.
  public var members: [Officer]
  public var vehicles: [Vehicle]
  /// In order of start, then of shift.
  public var slots: [ShiftSlot]

  public init(
    key: Key, name: LocalizedName, teams: [Unit], members: [Officer], vehicles: [Vehicle] = [],
    slots: [ShiftSlot]
  ) {
    self.key = key
    self.name = name
    self.teams = teams
    self.members = members
    self.vehicles = vehicles
    self.slots = slots
  }

  public var crew: RosterCrew {
    switch key {
    case .brigade: .brigade
    case .offices: .offices
    case .specialService: .specialService
    }
  }

  /// Whether the people of `demand` come from here.
  public func serves(_ demand: DutyPool) -> Bool {
    switch (key, demand) {
    case (.brigade(let own), .brigade(let asked)),
      (.brigade(let own), .nightRotation(let asked)),
      (.specialService(let own), .specialService(let asked)):
      own == asked
    case (.offices, .offices): true
    default: false
    }
  }
}

/// One shift on one day, with all that it must fill.
public struct ShiftSlot: Hashable, Sendable {
  /// The template's key.
  public var shift: String
  public var name: LocalizedName
  public var date: CivilDate
  public var interval: CivilInterval
  public var breakMinutes: Int
  public var isSpecial: Bool
  /// The squadron whose turn it is; `nil` if all may work it.
  public var squadron: ID<Unit>?
  /// Sworn officers who stay at each station 必要值班人员.
  public var station: [ID<Unit>: Int]
  /// In order of start, then of demand.
  public var occurrences: [DemandOccurrence]

  public init(
    shift: String, name: LocalizedName, date: CivilDate, interval: CivilInterval,
    breakMinutes: Int = 0, isSpecial: Bool = false, squadron: ID<Unit>? = nil,
    station: [ID<Unit>: Int] = [:], occurrences: [DemandOccurrence] = []
  ) {
    self.shift = shift
    self.name = name
    self.date = date
    self.interval = interval
    self.breakMinutes = breakMinutes
    self.isSpecial = isSpecial
    self.squadron = squadron
    self.station = station
    self.occurrences = occurrences
  }
}

/// A demand of the plan at one time of one day.
public struct DemandOccurrence: Hashable, Sendable {
  public var demand: DutyDemand
  public var interval: CivilInterval

  public init(demand: DutyDemand, interval: CivilInterval) {
    self.demand = demand
    self.interval = interval
  }

  public var key: Key { Key(demand: demand.id, interval: interval) }

  public struct Key: Hashable, Sendable {
    public var demand: ID<DutyDemand>
    public var interval: CivilInterval
  }

  public var people: Int { demand.sworn + demand.auxiliary }

  /// The plan's skills, and those that its vehicle asks for: every rider a motorcycle licence, a
  /// patrol car one driver.
  public var skills: [Skill: Int] {
    var skills = demand.skills.mapValues { min($0, people) }.filter { $0.value > 0 }
    switch demand.vehicle {
    case .patrolMotorcycle: skills[.motorcycle] = people
    case .patrolCar: skills[.patrolCarDriver] = max(1, skills[.patrolCarDriver] ?? 0)
    case nil: break
    }
    return skills
  }

  /// One motorcycle for each person, one patrol car for all.
  public var vehicles: Int {
    switch demand.vehicle {
    case .patrolMotorcycle: people
    case .patrolCar: min(1, people)
    case nil: 0
    }
  }
}
