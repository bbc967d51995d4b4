// SPDX-License-Identifier: Apache-2.0

public import CityData
public import DutyModel
public import DutyPlanning
public import Rostering

/// Plays one civil day of real incidents against the roster, through the same state machines as a
/// live day, so that every stage after it can be seen at work before the first officer signs in.
///
/// The incidents, their times and places are real; what people do is made up from a seed and
/// marked `isSimulated`. The same input and seed give the same entries. A duty belongs to the day
/// on which its task starts, so days replayed one after the other neither repeat nor lose any.
///
/// Method: discrete-event simulation with one agenda in order of time; see
/// `docs/models/day-replay.md`.
public struct DayReplay: Sendable {
  public var snapshot: CitySnapshot
  public var plans: DutyPlanSet
  public var roster: Roster
  public var seed: UInt64
  public var settings: ReplaySettings

  public init(
    snapshot: CitySnapshot, plans: DutyPlanSet, roster: Roster, seed: UInt64,
    settings: ReplaySettings = ReplaySettings()
  ) {
    self.snapshot = snapshot
    self.plans = plans
    self.roster = roster
    self.seed = seed
    self.settings = settings
  }

  /// What happened on the day, in order of time, ready for the log.
  public struct Outcome: Hashable, Sendable {
    public var entries: [DutyEventEntry]
    public var summary: Summary
  }

  /// Counts for `report.json` and the command line.
  public struct Summary: Hashable, Codable, Sendable {
    public var date: CivilDate
    public var duties = 0
    public var assignments = 0
    public var absences = 0
    public var interventions = 0
    public var handOvers = 0
    public var overdueHandOvers = 0
    public var incidents = 0
    public var arrivals = 0
    /// Incidents that found no suitable free unit until the replay ended.
    public var unanswered = 0
  }

  /// - Throws: `ReplayError` where the day, plan and roster do not fit together.
  public func run(on date: CivilDate) throws(ReplayError) -> Outcome {
    guard roster.plan == plans.version else {
      throw .planMismatch(rosterNames: roster.plan, given: plans.version)
    }
    let last = roster.firstDate.adding(days: roster.days - 1)
    guard roster.firstDate <= date, date <= last else {
      throw .dateOutsideRoster(date, first: roster.firstDate, last: last)
    }
    let world = try ReplayWorld(snapshot: snapshot, plans: plans).day(date, of: roster)
    guard world.assignments.contains(where: \.isRecorded) else { throw .noDuties(date) }
    var run = ReplayRun(world: world, replay: self, date: date)
    return try run.play()
  }
}
