// SPDX-License-Identifier: Apache-2.0

public import CityData
public import DutyModel
public import DutyPlanning

/// Plays the internal inspections 督导检查 of some weeks: visits drawn by `InspectionDraw`, a
/// checklist and a 15-minute sample at each, a street survey a day, and the findings that follow,
/// each through `InspectionFinding`.
///
/// Everything that is seen is made up from the seed and marked `isSimulated`; where and when the
/// team goes is drawn as for a real week. The rates below are constants, the same in every week: a
/// replay shows no progress that nobody made.
public struct InspectionReplay: Sendable {
  let snapshot: CitySnapshot
  let plans: DutyPlanSet
  let seed: UInt64
  let settings: InspectionReplaySettings
  private let checklists: [DutyMode: InspectionChecklist]
  private let inspectors: [Handler]
  private let unitOfPlace: [PlaceKey: ID<Unit>]
  private let workers: [ID<Unit>: Handler]

  struct PlaceKey: Hashable {
    var place: DutyPlace
    var mode: DutyMode
  }

  /// - Throws: what reading the program's own checklists throws.
  public init(
    snapshot: CitySnapshot, plans: DutyPlanSet, seed: UInt64,
    settings: InspectionReplaySettings = InspectionReplaySettings()
  ) throws {
    self.snapshot = snapshot
    self.plans = plans
    self.seed = seed
    self.settings = settings
    checklists = Dictionary(
      try InspectionChecklist.standard().map { ($0.mode, $0) }
    ) { first, _ in first }
    let organization = snapshot.organization
    let offices = Set(organization.units.filter { $0.kind == .office }.map(\.id))
    let sworn = organization.officers.filter { $0.status == .sworn }
    inspectors = sworn.filter { offices.contains($0.unit) }.prefix(3).map {
      Handler(officer: $0.id, status: .sworn, unit: $0.unit, isOfficeStaff: true)
    }
    unitOfPlace = Self.units(plans)
    let parents = Dictionary(organization.units.map { ($0.id, $0.parent) }) { first, _ in first }
    var workers: [ID<Unit>: Handler] = [:]
    for officer in sworn where !offices.contains(officer.unit) {
      for unit in [officer.unit, parents[officer.unit].flatMap { $0 }].compactMap({ $0 })
      where workers[unit] == nil {
        workers[unit] = Handler(
          officer: officer.id, status: .sworn, unit: unit, isOfficeStaff: false)
      }
    }
    self.workers = workers
  }

  private static func units(_ plans: DutyPlanSet) -> [PlaceKey: ID<Unit>] {
    var units: [PlaceKey: ID<Unit>] = [:]
    for plan in plans.plans {
      func set(_ place: DutyPlace, _ unit: ID<Unit>) {
        units[PlaceKey(place: place, mode: plan.mode)] = unit
      }
      for post in plan.posts { set(.post(post.id), post.brigade) }
      for beat in plan.beats { set(.beat(beat.id), beat.brigade) }
      for check in plan.checkpoints { set(.checkpoint(check.id), check.brigade) }
      for patrol in plan.patrols { set(.patrol(patrol.id), patrol.unit) }
    }
    return units
  }

  /// What the teams leave in the log of the days, in order of time; nothing where the organisation
  /// has no three office officers to check, re-inspect and sign off.
  ///
  /// - Throws: `TransitionRefused` for a step that a finding's rules forbid: a fault of the replay.
  public func entries(in days: ClosedRange<CivilDate>) throws -> [DutyEventEntry] {
    guard inspectors.count == 3 else { return [] }
    var run = InspectionRun(replay: self, days: days)
    var lastVisit: [PlaceKey: CivilDate] = [:]
    var monday = days.lowerBound.adding(days: 1 - days.lowerBound.weekday.rawValue)
    while monday <= days.upperBound {
      for visit in visits(monday, lastVisit) where days.contains(visit.at.date) {
        lastVisit[PlaceKey(place: visit.place, mode: visit.mode)] = monday
        try run.pay(visit)
      }
      monday = monday.adding(days: 7)
    }
    for day in days.lowerBound.day...days.upperBound.day { try run.ask(on: CivilDate(day: day)) }
    return run.entries.enumerated()
      .sorted { ($0.element.instant, $0.offset) < ($1.element.instant, $1.offset) }
      .map(\.element)
  }

  /// The week's visits at places that are held at that time; a special order's are not inspected.
  private func visits(
    _ monday: CivilDate, _ lastVisit: [PlaceKey: CivilDate]
  ) -> [InspectionPlan.Visit] {
    let candidates = InspectionDraw.candidates(plans).filter { $0.mode != .special }.map {
      var candidate = $0
      if let last = lastVisit[PlaceKey(place: $0.place, mode: $0.mode)] {
        candidate.weeksSinceVisit = Int(monday.day - last.day) / 7 - 1
      }
      return candidate
    }
    let draw = InspectionDraw(visits: settings.visitsPerWeek, minutesBetween: 20)
    return draw.plan(candidates, monday: monday, calendar: plans.calendar, seed: seed).visits
      .filter(isHeld)
  }

  private func isHeld(_ visit: InspectionPlan.Visit) -> Bool {
    let demands = (plans[visit.mode]?.demands ?? []).filter { $0.place == visit.place }
    return demands.contains { demand in
      [visit.at.date, visit.at.date.adding(days: -1)].contains { date in
        plans.interval(of: demand, on: date).map { $0.contains(visit.at) } ?? false
      }
    }
  }

  func checklist(_ mode: DutyMode) -> InspectionChecklist? { checklists[mode] }
  func inspector(_ position: Int) -> Handler { inspectors[position] }
  func worker(at place: DutyPlace, in mode: DutyMode) -> Handler? {
    unitOfPlace[PlaceKey(place: place, mode: mode)].flatMap { workers[$0] }
  }
}

/// What the replay of inspections assumes; demo data, none of it measured.
public struct InspectionReplaySettings: Hashable, Sendable {
  public var visitsPerWeek = 60
  /// Chances in a thousand.
  public var notMetPerThousand = 60
  public var lateRectificationPerThousand = 120
  public var failedReinspectionPerThousand = 80
  public var withdrawnPerThousand = 50
  /// People asked in the street a day.
  public var respondentsPerDay = 40
  /// Of those asked, how many saw police.
  public var sawPolicePerThousand: [DutyMode: Int] = [.peak: 640, .offPeak: 430, .night: 380]

  public init() {}

  /// Road users who pass in a quarter of an hour, and in a thousand how many keep the rules, and how
  /// many of the others meet with an intervention.
  func traffic(
    _ mode: DutyMode
  ) -> [(user: ViolationCase.RoadUser, passing: ClosedRange<Int>, compliant: Int, handled: Int)] {
    switch mode {
    case .peak, .special:
      [
        (.pedestrian, 60...160, 890, 760), (.nonMotor, 120...280, 860, 720),
        (.motor, 200...480, 972, 640),
      ]
    case .offPeak:
      [
        (.pedestrian, 30...90, 880, 620), (.nonMotor, 50...140, 850, 590),
        (.motor, 120...300, 966, 600),
      ]
    case .night: [(.nonMotor, 5...30, 830, 480), (.motor, 30...120, 958, 700)]
    }
  }
}
