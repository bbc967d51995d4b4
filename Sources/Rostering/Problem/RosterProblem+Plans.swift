// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import DutyPlanning

extension RosterProblem {
  /// Expands the demands of the four plans to dated intervals and puts each into the shift that
  /// contains it.
  ///
  /// A window after midnight belongs to the night that began the day before, so the first day's
  /// belongs to the roster before this one. Demands of places that a special order suspends are
  /// left out while it is in force.
  ///
  /// - Parameter first: a Monday; without it the plans' own week.
  public init(
    plans: DutyPlanSet, organization: Organization, firstDate first: CivilDate? = nil,
    days: Int = 7,
    history: [RosteredDuty] = [], rules: RosterRules = .standard,
    templates: [ShiftTemplate] = ShiftTemplate.standard,
    rotation: NightRotation = NightRotation(), calendar: WorkingCalendar? = nil
  ) throws(RosterError) {
    let firstDate = first ?? plans.week
    guard firstDate.weekday == .monday else { throw .notAMonday(firstDate) }
    guard (1...366).contains(days) else { throw .noDays(days) }
    let demands = DemandCalendar(plans: plans, firstDate: firstDate, days: days)
    var pools = Self.pools(of: organization)
    for demand in demands.demands where !pools.contains(where: { $0.serves(demand.pool) }) {
      throw .noPeople(demand: demand)
    }
    for index in pools.indices {
      let builder = SlotBuilder(
        pool: pools[index], calendar: demands, rotation: rotation,
        templates: templates.filter { $0.crew == pools[index].crew })
      pools[index].slots = try builder.slots()
    }
    self.init(
      plan: plans.version, isDemoData: plans.isDemoData || organization.isDemoData,
      firstDate: firstDate, days: days, pools: pools.filter { !$0.slots.isEmpty },
      history: history, rules: rules, beatOwners: demands.beatOwners)
    if let calendar = calendar ?? plans.calendar {
      dayKinds = try Self.dayKinds(calendar, firstDate, days, history)
    }
  }

  /// From the history's first day to the last night's morning.
  private static func dayKinds(
    _ calendar: WorkingCalendar, _ first: CivilDate, _ days: Int, _ history: [RosteredDuty]
  ) throws(RosterError) -> DayKinds {
    let start = min(first, history.map(\.interval.start.date).min() ?? first)
    do {
      return try DayKinds(calendar, covering: start...first.adding(days: days))
    } catch {
      throw .calendar(error)
    }
  }

  /// Every brigade, the offices, every special service squadron: those that have people.
  static func pools(of organization: Organization) -> [RosterPool] {
    let units = organization.units.sorted { $0.id < $1.id }
    let brigades = units.filter { $0.kind == .brigade }.map { brigade in
      let teams = units.filter {
        $0.id == brigade.id || ($0.kind == .squadron && $0.parent == brigade.id)
      }
      return pool(.brigade(brigade.id), brigade.name, teams, of: organization)
    }
    let offices = pool(
      .offices, LocalizedName(chinese: "机关科室", english: "the offices"),
      units.filter { $0.kind == .office }, of: organization)
    let special = units.filter { $0.kind == .specialServiceSquadron }
      .map { pool(.specialService($0.id), $0.name, [$0], of: organization) }
    return (brigades + [offices] + special).filter { !$0.members.isEmpty }
  }

  private static func pool(
    _ key: RosterPool.Key, _ name: LocalizedName, _ units: [Unit], of organization: Organization
  ) -> RosterPool {
    let own = Set(units.map(\.id))
    let members = organization.officers.filter { own.contains($0.unit) }.sorted { $0.id < $1.id }
    let staffed = Set(members.map(\.unit))
    return RosterPool(
      key: key, name: name, teams: units.filter { staffed.contains($0.id) }, members: members,
      vehicles: organization.vehicles.filter { own.contains($0.unit) }.sorted { $0.id < $1.id },
      slots: [])
  }
}
