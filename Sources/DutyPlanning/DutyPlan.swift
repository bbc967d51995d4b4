// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// The four plans of a city, one for each mode, made from one risk field.
public struct DutyPlanSet: Hashable, Codable, Sendable {
  public var version: Version
  public var snapshot: Version
  public var risk: Version
  public var isDemoData: Bool
  /// The Monday of the week that the plans' dated orders are for.
  public var week: CivilDate
  /// Exactly one plan for each `DutyMode`, in its order.
  public var plans: [DutyPlan]
  /// Holidays and shifted working days that the windows follow; `nil` for the plain week.
  public var calendar: WorkingCalendar?

  public init(
    version: Version, snapshot: Version, risk: Version, isDemoData: Bool, week: CivilDate,
    plans: [DutyPlan], calendar: WorkingCalendar? = nil
  ) {
    self.version = version
    self.snapshot = snapshot
    self.risk = risk
    self.isDemoData = isDemoData
    self.week = week
    self.plans = plans
    self.calendar = calendar
  }

  /// When a demand is to be met on a day, `nil` where it is not asked for.
  public func interval(of demand: DutyDemand, on date: CivilDate) -> CivilInterval? {
    demand.interval(on: date, calendar: calendar)
  }

  /// The regular mode in whose windows the moment lies, `nil` between them. A special order, which
  /// takes precedence, is known by those who gave it and not by the hour.
  ///
  /// Where windows overlap, the peak comes first, then off-peak.
  public func regularMode(at time: CivilTime) -> DutyMode? {
    // A night that began the day before may still last.
    let dates = [time.date, time.date.adding(days: -1)]
    return [DutyMode.peak, .offPeak, .night].first { mode in
      (self[mode]?.windows ?? []).contains { window in
        dates.contains { window.interval(on: $0, calendar: calendar)?.contains(time) == true }
      }
    }
  }

  public subscript(mode: DutyMode) -> DutyPlan? { plans.first { $0.mode == mode } }
}

/// Who must be where and when in one duty mode, and why.
public struct DutyPlan: Hashable, Codable, Sendable {
  public var mode: DutyMode
  public var windows: [DutyWindow]
  public var posts: [Post]
  public var beats: [Beat]
  public var patrols: [Patrol]
  public var checkpoints: [Checkpoint]
  /// 包岗: which leader answers for which posts.
  public var sponsorships: [PostSponsorship]
  /// 巡片: which leader tours which area.
  public var areaTours: [AreaTour]
  /// The order that set a special mode in force; `nil` in the other modes.
  public var specialOrder: SpecialOrder?
  /// What the roster must fill.
  public var demands: [DutyDemand]
  /// Each optimisation behind the plan, with its bound and gap.
  public var solves: [SolveRecord]
  public var evaluation: PlanEvaluation
  /// What planners decided by hand, with what each decision costs; `nil` in files of before.
  public var edits: [EditOutcome]?
  /// The plan in force beside this one; `nil` where none was given.
  public var comparison: PlanComparison?
  /// What changed hands when the beats were redrawn, by brigade; `nil` where there were none before.
  public var beatRevisions: [BeatRevision]?
  /// How each brigade's night checks are drawn; `nil` in other modes.
  public var nightGames: [NightGame]?
  /// Nights of a concentrated operation, on which nobody is asked to check; `nil` without.
  public var operationNights: [CivilDate]?
  /// Which offices send whom to which posts of the peak; `nil` in other modes.
  public var officeShares: [OfficeShare]?
  /// The sweep of all streets; `nil` in other modes than off-peak.
  public var sweep: SweepPlan?

  public init(
    mode: DutyMode, windows: [DutyWindow], posts: [Post] = [], beats: [Beat] = [],
    patrols: [Patrol] = [], checkpoints: [Checkpoint] = [],
    sponsorships: [PostSponsorship] = [], areaTours: [AreaTour] = [],
    specialOrder: SpecialOrder? = nil, demands: [DutyDemand], solves: [SolveRecord],
    evaluation: PlanEvaluation, edits: [EditOutcome]? = nil, comparison: PlanComparison? = nil,
    beatRevisions: [BeatRevision]? = nil, nightGames: [NightGame]? = nil,
    operationNights: [CivilDate]? = nil, officeShares: [OfficeShare]? = nil, sweep: SweepPlan? = nil
  ) {
    self.mode = mode
    self.windows = windows
    self.posts = posts
    self.beats = beats
    self.patrols = patrols
    self.checkpoints = checkpoints
    self.sponsorships = sponsorships
    self.areaTours = areaTours
    self.specialOrder = specialOrder
    self.demands = demands
    self.solves = solves
    self.evaluation = evaluation
    self.edits = edits
    self.comparison = comparison
    self.beatRevisions = beatRevisions
    self.nightGames = nightGames
    self.operationNights = operationNights
    self.officeShares = officeShares
    self.sweep = sweep
  }
}
