// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import DutyPlanning

/// Why there is no roster. Every case carries the numbers that a planner can change.
public enum RosterError: Error, Hashable, Sendable {
  case notAMonday(CivilDate)
  case noDays(Int)
  /// A demand whose pool has nobody.
  case noPeople(demand: DutyDemand)
  /// A demand at hours that no shift of its pool contains.
  case noShift(demand: DutyDemand, interval: CivilInterval, shifts: [String])
  /// Before any search: one shift needs more people than may work it.
  case understaffed(pool: LocalizedName, shortages: [Shortage])
  /// Before any search: the period needs more duties than all people together may have.
  case overburdened(pool: LocalizedName, status: Officer.Status?, needed: Int, available: Int)
  /// Proven by the solver: the least number of people missing, and where.
  case infeasible(pool: LocalizedName, shortages: [Shortage])
  /// Not proven: the search found no roster within its effort; what its best attempt lacks.
  case notFound(pool: LocalizedName, shortages: [Shortage])
  /// Neither a roster nor a proof that there is none within the limits.
  case undecided(pool: LocalizedName, seconds: Double)
  /// Weeks solved alone cannot be joined: some line of the week fits nobody by the rules.
  case noRotation(pool: LocalizedName, week: CivilDate)
  case noVehicle(
    pool: LocalizedName, kind: Vehicle.Kind, at: CivilTime, needed: Int, available: Int)
  /// The people of a shift cannot be given places, although their number is right.
  case noPlace(pool: LocalizedName, shift: LocalizedName, date: CivilDate, at: CivilTime)
  /// Somebody's pinned duties break a rule together, or leave no week that the rules allow.
  case pinnedApart(officer: LocalizedName, week: CivilDate)
  /// The finished roster breaks hard rules, so it is not published.
  case hardRulesBroken([HardRuleViolation])
  case calendar(WorkingCalendarError)
  case solver(String)

  /// People missing in one shift.
  public struct Shortage: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
      /// Sworn officers, those at the stations among them.
      case sworn
      /// Sworn officers and auxiliaries together.
      case people
      case station(LocalizedName)
      case skill(Skill)
    }

    public var kind: Kind
    public var shift: LocalizedName
    public var date: CivilDate
    public var needed: Int
    /// After leave, exemptions, rest and the other shifts.
    public var available: Int

    public init(
      kind: Kind, shift: LocalizedName, date: CivilDate, needed: Int, available: Int
    ) {
      self.kind = kind
      self.shift = shift
      self.date = date
      self.needed = needed
      self.available = available
    }
  }
}
