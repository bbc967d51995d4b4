// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import DutyPlanning

/// All that a roster is made from: the plan's demands on dated intervals, the people who may fill
/// them, what they worked before, and the rules.
public struct RosterProblem: Sendable {
  public var plan: Version
  public var isDemoData: Bool
  /// A Monday.
  public var firstDate: CivilDate
  public var days: Int
  public var pools: [RosterPool]
  /// Duties of earlier rosters, pinned: rest, runs and fairness go on from them. Twelve weeks serve.
  public var history: [RosteredDuty]
  public var rules: RosterRules
  /// Who holds which beat, from the plan.
  public var beatOwners: [ID<Beat>: ID<Officer>]
  /// Worked days, free days and holidays, of the history too.
  public var dayKinds = DayKinds.plainWeek
  /// Hard rules that a named person set aside.
  public var overrides: [RuleOverride] = []
  /// Whether a week should end so that five duties may follow it for everybody: for weeks that are
  /// solved alone and joined later.
  var endsRested = false
  /// Of a draft that is solved anew.
  var kept: KeptRows?
  /// Last days of licences; a skill without one does not lapse.
  public var licences = LicenceRegister()

  /// For tests and for callers with demands of their own; most take `init(plans:…)`.
  public init(
    plan: Version, isDemoData: Bool, firstDate: CivilDate, days: Int, pools: [RosterPool],
    history: [RosteredDuty] = [], rules: RosterRules = .standard,
    beatOwners: [ID<Beat>: ID<Officer>] = [:]
  ) {
    self.plan = plan
    self.isDemoData = isDemoData
    self.firstDate = firstDate
    self.days = days
    self.pools = pools
    self.history = history
    self.rules = rules
    self.beatOwners = beatOwners
  }

  /// The weeks of the period, each from a Monday's midnight to the next; the last may be cut short.
  public var weeks: [CivilInterval] {
    stride(from: 0, to: days, by: 7).map { day in
      CivilInterval(
        start: CivilTime(date: firstDate.adding(days: day)),
        end: CivilTime(date: firstDate.adding(days: day + 7)))
    }
  }

  public var members: [Officer] { pools.flatMap(\.members) }

  /// The same problem for the days from `first`, with `pinned` added to what was worked before.
  func part(from first: CivilDate, days: Int, pinned: [RosteredDuty]) -> RosterProblem {
    var part = self
    part.firstDate = first
    part.days = days
    part.history += pinned
    let last = first.adding(days: days)
    for pool in part.pools.indices {
      for member in part.pools[pool].members.indices {
        // A licence that lapses within the part is not relied on in it.
        part.pools[pool].members[member].skills = licences.skills(
          of: pools[pool].members[member], on: last.adding(days: -1))
      }
    }
    for index in part.pools.indices {
      part.pools[index].slots.removeAll { $0.date < first || $0.date >= last }
    }
    return part
  }
}
