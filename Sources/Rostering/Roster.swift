// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import DutyPlanning

/// Who stands where, when, with what: one row for each officer and shift.
public struct Roster: Hashable, Codable, Sendable {
  public var version: Version
  public var plan: Version
  public var isDemoData: Bool
  public var firstDate: CivilDate
  public var days: Int
  /// In order of start, then of officer.
  public var duties: [RosteredDuty]
  /// Soft rules that were broken; a roster with a broken hard rule is never published.
  public var brokenRules: [BrokenRule]
  public var solves: [SolveRecord]

  public init(
    version: Version, plan: Version, isDemoData: Bool, firstDate: CivilDate, days: Int,
    duties: [RosteredDuty], brokenRules: [BrokenRule], solves: [SolveRecord]
  ) {
    self.version = version
    self.plan = plan
    self.isDemoData = isDemoData
    self.firstDate = firstDate
    self.days = days
    self.duties = duties
    self.brokenRules = brokenRules
    self.solves = solves
  }
}

/// One officer's shift: from reporting for duty to going off, with the places in between.
public struct RosteredDuty: Identifiable, Hashable, Codable, Sendable {
  public let id: DutyModel.ID<RosteredDuty>
  public var officer: DutyModel.ID<Officer>
  /// A stable key, such as `early` or `night`.
  public var shift: String
  public var interval: CivilInterval
  /// The places of the shift in order; the time between them is travel, standby or office work.
  public var tasks: [DutyTask]
  public var vehicle: DutyModel.ID<Vehicle>?

  public init(
    id: DutyModel.ID<RosteredDuty>, officer: DutyModel.ID<Officer>, shift: String,
    interval: CivilInterval,
    tasks: [DutyTask], vehicle: DutyModel.ID<Vehicle>?
  ) {
    self.id = id
    self.officer = officer
    self.shift = shift
    self.interval = interval
    self.tasks = tasks
    self.vehicle = vehicle
  }
}

/// A stay at one place within a shift.
public struct DutyTask: Hashable, Codable, Sendable {
  /// `nil` for station duty 值班 that no plan asked for but the station's minimum does.
  public var demand: DutyModel.ID<DutyDemand>?
  public var mode: DutyMode
  public var place: DutyPlace?
  public var interval: CivilInterval

  public init(
    demand: DutyModel.ID<DutyDemand>?, mode: DutyMode, place: DutyPlace?, interval: CivilInterval
  ) {
    self.demand = demand
    self.mode = mode
    self.place = place
    self.interval = interval
  }
}

/// A soft rule that the roster could not keep: which, for whom, when, at what price.
public struct BrokenRule: Hashable, Codable, Sendable {
  /// The rule's stable key, such as `fair-nights`.
  public var rule: String
  public var officer: DutyModel.ID<Officer>?
  public var date: CivilDate?
  public var penalty: Int
  public var explanation: LocalizedName

  public init(
    rule: String, officer: DutyModel.ID<Officer>?, date: CivilDate?, penalty: Int,
    explanation: LocalizedName
  ) {
    self.rule = rule
    self.officer = officer
    self.date = date
    self.penalty = penalty
    self.explanation = explanation
  }
}
