// SPDX-License-Identifier: Apache-2.0

import DutyModel
import DutyPlanning
import Operations
import Rostering

/// Plays the log through the machines, so that a figure never rests on a step the rules forbid.
///
/// Events of cases, incidents and stays that began outside the period belong to another
/// scorecard and are passed over.
struct EventReader: Sendable {
  private(set) var stays: [StayFact]
  private(set) var incidents: [ID<Incident>: IncidentFact] = [:]
  private(set) var violations: [ID<ViolationCase>: ViolationFact] = [:]
  private(set) var refused: Set<ID<ViolationCase>> = []
  private(set) var vehicleMoves: [ID<RosteredDuty>: VehicleMoves] = [:]
  private(set) var settled: SettledViolations
  /// Stops and walks that nobody has looked at yet.
  private var sightings: [SightingFact] = []
  private(set) var visits: [VisitFact] = []
  private(set) var samples: [SampleFact] = []
  private(set) var surveys: [SurveyFact] = []
  private(set) var findings: [ID<InspectionFinding>: FindingFact] = [:]
  private(set) var jams: [ID<JamEpisode>: JamFact] = [:]
  /// The latest event's moment.
  private(set) var latest: Instant?
  var book: ScopeBook

  private let period: Range<Instant>
  private let policy: SupervisionPolicy
  private let territory: TerritoryIndex
  private let places: PlaceIndex
  private let clock: CityClock
  private let positionOfStay: [AssignmentID: Int]
  private let detail: CaseDetail

  init(
    stays: [StayFact], period: Range<Instant>, policy: SupervisionPolicy,
    territory: TerritoryIndex, places: PlaceIndex, clock: CityClock, book: ScopeBook,
    detail: CaseDetail
  ) {
    self.stays = stays
    settled = SettledViolations(clock: clock)
    self.detail = detail
    self.period = period
    self.policy = policy
    self.territory = territory
    self.places = places
    self.clock = clock
    self.book = book
    positionOfStay = Dictionary(
      stays.enumerated().map { ($1.id, $0) }
    ) { first, _ in first }
  }

  /// The stay that an event is about, `nil` for another event or a stay outside the period.
  func stay(of content: DutyEventEntry.Content) -> Int? {
    guard case .attendance(let assignment, _) = content else { return nil }
    return positionOfStay[assignment]
  }

  mutating func take(_ event: DutyEvent) throws(SupervisionError) {
    do {
      try read(event.entry.content, of: event.id, at: event.instant)
    } catch {
      throw .inconsistentEvent(event.id, error)
    }
    latest = max(latest ?? event.instant, event.instant)
  }

  /// What was seen since the last call, for a watch that keeps slots and not the log of them.
  mutating func takeSightings() -> [SightingFact] {
    guard !sightings.isEmpty else { return [] }
    defer { sightings.removeAll(keepingCapacity: true) }
    return sightings
  }

  private mutating func read(
    _ content: DutyEventEntry.Content, of id: ID<DutyEvent>, at instant: Instant
  ) throws(TransitionRefused) {
    switch content {
    case .attendance(let assignment, let event):
      guard let position = positionOfStay[assignment] else { return }
      _ = try stays[position].record.apply(event, policy: policy.attendance)
    case .vehicle(let duty, _, let isOut):
      vehicleMoves[duty, default: VehicleMoves()].move(isOut: isOut, at: instant)
    case .stop(let assignment, let junction, let from, let until):
      guard positionOfStay[assignment] != nil else { return }
      sightings.append(
        .stop(StopFact(junction: Int(junction.rawValue), from: from, until: until)))
    case .beatWalk(let assignment, let from, let visits):
      guard positionOfStay[assignment] != nil else { return }
      sightings.append(.walk(WalkFact(from: from, visits: visits)))
    case .violationObserved(let violation, let observation):
      guard period.contains(observation.at) else { return }
      guard !violations.keys.contains(violation), !settled.contains(violation) else {
        throw TransitionRefused(
          subject: .violation(violation),
          state: violations[violation]?.history.record.state.key ?? "closed",
          event: "observe", reason: .notAllowedInState)
      }
      violations[violation] = ViolationFact(
        violation: ViolationHistory(ViolationCase(id: violation, observation: observation)),
        territory: territory, clock: clock, book: &book)
    case .violationMoved(let violation, let event):
      try move(violation, event)
    case .violationRefused(let violation, _, _):
      if violations.keys.contains(violation) || settled.contains(violation) {
        refused.insert(violation)
      }
    case .incidentReported(let incident, let place, let severity):
      // Looking after an officer in lost contact answers no call: no figure counts it.
      guard period.contains(instant), let severity else { return }
      incidents[incident] = IncidentFact(
        response: IncidentResponse(
          id: incident, severity: severity, place: place, calledAt: instant),
        territory: territory, clock: clock, book: &book)
    case .incidentMoved(let incident, let event):
      _ = try incidents[incident]?.response.apply(event)
    // Words beside the facts, clocks, and units beyond the first: no figure counts them.
    case .attendanceNoted, .violationClock, .incidentJoined, .incidentMerged, .incidentUnanswered,
      .incidentWelfare:
      break
    case .inspection(let entry):
      try read(entry, of: id, at: instant)
    case .jam(let jam, let event):
      try read(event, of: jam, at: instant)
    // What figures need of a roster they take from the published roster itself.
    case .roster: break
    // Points have a ledger of their own.
    case .point: break
    // What it did to people's stays stands in their own events.
    case .special: break
    // Who hands a shift to whom is no figure.
    case .shiftHandOver: break
    case .orderStep, .caseReminded, .evidenceRead: break
    }
  }

  private mutating func move(
    _ violation: ID<ViolationCase>, _ event: ViolationCase.Event
  ) throws(TransitionRefused) {
    // In its place: a fact is large, and a copy of each for each of its steps is a tenth of the reading.
    guard let position = violations.index(forKey: violation) else {
      guard settled.contains(violation) else { return }
      throw TransitionRefused(
        subject: .violation(violation), state: "closed", event: event.key,
        reason: .notAllowedInState)
    }
    try violations.values[position].history.apply(event)
    if detail == .sums, settled.take(violations.values[position]) {
      violations.remove(at: position)
    }
    if case .handOver(let unit, _, _, _) = event, let fact = violations[violation],
      fact.handOverScopes.isEmpty
    {
      let seen = clock.civilTime(of: fact.history.record.observation.at)
      violations[violation]?.handOverScopes = book.scopes(
        of: Attribution(
          brigade: territory.brigade(of: unit), mode: fact.mode, hour: seen.hour))
    }
  }

  private mutating func read(
    _ entry: InspectionEntry, of id: ID<DutyEvent>, at instant: Instant
  ) throws(TransitionRefused) {
    switch entry {
    // Where teams will go is no figure; that they went is.
    case .drawn: break
    case .visit(let visit):
      guard period.contains(visit.at) else { return }
      visits.append(
        VisitFact(event: id, visit: visit, scopes: scopes(visit.place, visit.mode, visit.at)))
    case .sample(let sample):
      guard period.contains(sample.from) else { return }
      samples.append(
        SampleFact(
          event: id, sample: sample, scopes: scopes(sample.place, sample.mode, sample.from)))
    case .survey(let survey):
      guard period.contains(survey.at) else { return }
      let hour = clock.civilTime(of: survey.at).hour
      let scopes = book.scopes(
        of: Attribution(brigade: survey.brigade, mode: survey.mode, hour: hour))
      surveys.append(SurveyFact(event: id, survey: survey, scopes: scopes))
    case .findingRaised(let finding, let notice):
      guard period.contains(notice.at) else { return }
      findings[finding] = FindingFact(
        finding: InspectionFinding(id: finding, notice: notice),
        scopes: scopes(notice.place, notice.mode, notice.at))
    case .findingMoved(let finding, let event):
      _ = try findings[finding]?.finding.apply(event)
    }
  }

  private mutating func read(
    _ event: JamEvent, of id: ID<JamEpisode>, at instant: Instant
  ) throws(TransitionRefused) {
    switch event {
    case .alarmed(let place, let level):
      guard period.contains(instant) else { return }
      let time = clock.civilTime(of: instant)
      let scopes = book.scopes(
        of: Attribution(
          brigade: territory.brigade(of: place.segment), mode: territory.mode(at: time),
          hour: time.hour))
      jams[id] = JamFact(
        jam: JamEpisode(id: id, place: place, level: level, at: instant), scopes: scopes)
    case .changed(let level):
      try jams[id]?.jam.change(to: level, at: instant)
    }
  }

  private mutating func scopes(_ place: DutyPlace, _ mode: DutyMode, _ at: Instant) -> [Int] {
    book.scopes(
      of: Attribution(
        brigade: places.brigade(of: place, in: mode), place: place, mode: mode,
        hour: clock.civilTime(of: at).hour))
  }
}
