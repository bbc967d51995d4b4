// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// A roster from its first draft to its last publication: a machine that reads no clock and stores
/// nothing. Its events are its record, and replaying them gives it back.
///
/// The draft is what planners work on; what was published stays as it was until the next
/// publication. Pins belong to the draft.
public struct RosterBook: Identifiable, Hashable, Sendable {
  public let id: DutyModel.ID<RosterBook>
  /// How many events made it. Whoever changes it says which one they saw.
  public private(set) var revision: Int
  /// As it was solved.
  public let base: Roster
  public private(set) var draft: Roster
  /// What everybody works by; `nil` until the first publication.
  public private(set) var published: Roster?
  public private(set) var publications: [Publication] = []
  public private(set) var pins: [DutyModel.ID<RosteredDuty>: Pin] = [:]
  /// Hard rules that a named person set aside.
  public private(set) var overrides: [RuleOverride] = []
  /// What soft rules weigh since the roster was solved, in the order decided; the last of a rule holds.
  public private(set) var weights: [RuleWeight] = []
  /// Staff and leave that were imported since, in the order of taking.
  public private(set) var intakes: [Intake] = []
  /// The weather by day as it was imported since, in order of date.
  public private(set) var forecast: [HeatDay] = []
  public private(set) var absences: [Absence] = []
  public private(set) var repairs: [RepairRecord] = []
  public private(set) var requests: [DutyRequest] = []
  /// By key of the request: the digest of what it asked for.
  private var taken: [String: String] = [:]

  public struct Publication: Hashable, Sendable {
    /// 1, 2, 3 …
    public var number: Int
    public var version: Version
    public var by: RosterPerson
    public var at: CivilTime
    public var note: String
  }

  public struct Pin: Hashable, Sendable {
    public var by: RosterPerson
    public var at: CivilTime
  }

  public struct Intake: Hashable, Sendable {
    public var intake: StaffIntake
    public var by: RosterPerson
    public var at: CivilTime
  }

  /// When somebody is not to be had, because of what was accepted or approved.
  public struct Absence: Hashable, Sendable {
    public var officer: DutyModel.ID<Officer>
    public var interval: CivilInterval
  }

  /// The first event of a book opens it.
  public init(id: DutyModel.ID<RosterBook>, base: Roster) {
    self.id = id
    self.base = base
    draft = base
    revision = 1
  }

  /// By rule: what was decided last.
  public var weightsInForce: [String: Int] {
    Dictionary(weights.map { ($0.rule, $0.weight) }, uniquingKeysWith: { $1 })
  }

  /// What the draft changes of what was published; empty before the first publication.
  public var unpublished: [RosterMove] { published?.moves(to: draft) ?? [] }

  /// The problem as it is with what was imported, accepted, approved and weighed since the roster was
  /// solved.
  public func problem(_ base: RosterProblem) -> RosterProblem {
    var problem = base
    for intake in intakes { problem.take(intake.intake) }
    problem.overrides += overrides
    problem.rules = problem.rules.weighing(weightsInForce).judging(
      by: RosterCircumstances(heat: forecast, publishedOn: publications.first?.at.date))
    let away = Dictionary(grouping: absences, by: \.officer)
    for pool in problem.pools.indices {
      for member in problem.pools[pool].members.indices {
        let id = problem.pools[pool].members[member].id
        problem.pools[pool].members[member].leave += (away[id] ?? []).map(\.interval)
      }
    }
    return problem
  }

  /// Moves the roster on, or refuses and changes nothing.
  public mutating func apply(_ event: RosterEvent) throws(RosterRefused) {
    var next = self
    if let request = event.by.request {
      guard try !wasTaken(request) else { throw .alreadyTaken }
      next.taken[request.key] = request.fingerprint
    }
    try next.take(event)
    next.revision += 1
    self = next
  }

  /// Whether a step of this roster came of the request.
  ///
  /// - Throws: `.keyReused` if its key stood for something else.
  public func wasTaken(_ request: RosterRequestKey) throws(RosterRefused) -> Bool {
    guard let known = taken[request.key] else { return false }
    guard known == request.fingerprint else { throw .keyReused }
    return true
  }

  private mutating func take(_ event: RosterEvent) throws(RosterRefused) {
    switch event.action {
    case .open: throw .alreadyOpen
    case .pin(let duty):
      guard draft.duties.contains(where: { $0.id == duty }) else { throw .unknownDuty(duty) }
      guard pins[duty] == nil else { throw .pinned(duty) }
      pins[duty] = Pin(by: event.by, at: event.at)
    case .unpin(let duty):
      guard pins.removeValue(forKey: duty) != nil else { throw .notPinned(duty) }
    case .assign(_, let moves, let overrides):
      try move(moves)
      self.overrides += overrides
    case .weigh(let weight):
      guard !weight.reason.isBlank else { throw .noReason }
      guard RuleWeight.allowed.contains(weight.weight) else { throw .badWeight(weight.weight) }
      guard weight.weight != weight.before else { throw .sameWeight(weight.weight) }
      weights.append(weight)
    case .take(let intake):
      guard !intake.isEmpty else { throw .nothingToTake }
      intakes.append(Intake(intake: intake, by: event.by, at: event.at))
    case .forecast(let days, _):
      guard !days.isEmpty else { throw .nothingToTake }
      forecast = forecast.merging(days)
    case .redraft(let redraft):
      guard !redraft.isEmpty else { throw .nothingChanges }
      for duty in redraft.unpinned { pins[duty] = nil }
      let touched = redraft.removed + redraft.rows.map(\.id)
      if let pinned = touched.first(where: { pins[$0] != nil }) { throw .pinned(pinned) }
      try draft.apply(redraft)
    case .extend(let weeks): try draft.apply(weeks)
    case .propose(let record):
      guard record.id == nextRepair else { throw .unknownRepair(record.id) }
      repairs.append(record)
    case .accept(let id):
      let position = try openRepair(id)
      // A pin keeps planners' hands off a row; it does not bring to work whoever cannot come.
      let absent = Set(repairs[position].change.officers)
      for move in repairs[position].moves where move.from.map(absent.contains) ?? false {
        pins[move.duty] = nil
      }
      try move(repairs[position].moves)
      absences += repairs[position].change.officers.map {
        Absence(officer: $0, interval: repairs[position].absence)
      }
      repairs[position].state = .accepted
    case .drop(let id, let reason):
      guard !reason.isBlank else { throw .noReason }
      repairs[try openRepair(id)].state = .dropped
    case .file(let id, let applicant, let kind):
      guard id == nextRequest else { throw .unknownRequest(id) }
      requests.append(DutyRequest(id: id, by: applicant, kind, at: event.at))
    case .decide(let id, let action, let officer, let violations, let moves):
      try decide(id, .init(action, by: officer, at: event.at), violations, moves)
    case .publish(let note):
      guard published == nil || !unpublished.isEmpty else { throw .nothingToPublish }
      published = draft
      publications.append(
        Publication(
          number: publications.count + 1, version: draft.version, by: event.by, at: event.at,
          note: note))
    }
  }

  private mutating func decide(
    _ id: DutyModel.ID<DutyRequest>, _ event: DutyRequest.Event,
    _ violations: [HardRuleViolation], _ moves: [RosterMove]
  ) throws(RosterRefused) {
    guard let position = requests.firstIndex(where: { $0.id == id }) else {
      throw .unknownRequest(id)
    }
    let effects: [DutyRequest.Effect]
    do {
      effects = try requests[position].apply(event, violations: violations)
    } catch {
      throw .request(error)
    }
    guard effects.contains(.revise(requests[position].kind)) else { return }
    try move(moves)
    if case .approve(let allowed) = event.action { overrides += allowed }
    if case .leave(let interval) = requests[position].kind {
      absences.append(Absence(officer: requests[position].applicant, interval: interval))
    }
  }

  private mutating func move(_ moves: [RosterMove]) throws(RosterRefused) {
    if let pinned = moves.first(where: { pins[$0.duty] != nil }) { throw .pinned(pinned.duty) }
    try draft.apply(moves)
  }

  private func openRepair(_ id: DutyModel.ID<RepairRecord>) throws(RosterRefused) -> Int {
    guard let position = repairs.firstIndex(where: { $0.id == id }) else {
      throw .unknownRepair(id)
    }
    guard repairs[position].state == .open else { throw .repairClosed(id) }
    return position
  }

  var nextRepair: DutyModel.ID<RepairRecord> { DutyModel.ID(rawValue: Int64(repairs.count + 1)) }
  var nextRequest: DutyModel.ID<DutyRequest> { DutyModel.ID(rawValue: Int64(requests.count + 1)) }
}
