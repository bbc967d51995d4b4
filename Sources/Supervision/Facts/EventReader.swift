// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Operations
import Rostering

/// Plays the log through the machines, so that a figure never rests on a step the rules forbid.
///
/// Events of cases, incidents and stays that began outside the period belong to another
/// scorecard and are passed over.
struct EventReader {
  private(set) var stays: [StayFact]
  private(set) var incidents: [ID<Incident>: IncidentResponse] = [:]
  private(set) var violations: [ID<ViolationCase>: ViolationHistory] = [:]
  private(set) var refused: Set<ID<ViolationCase>> = []
  private(set) var vehicleMoves: [ID<RosteredDuty>: VehicleMoves] = [:]
  private(set) var stops: [StopFact] = []
  private(set) var walks: [WalkFact] = []

  private let period: Range<Instant>
  private let policy: SupervisionPolicy
  private let positionOfStay: [AssignmentID: Int]

  init(stays: [StayFact], period: Range<Instant>, policy: SupervisionPolicy) {
    self.stays = stays
    self.period = period
    self.policy = policy
    positionOfStay = Dictionary(
      stays.enumerated().map { ($1.id, $0) }
    ) { first, _ in first }
  }

  mutating func take(_ event: DutyEvent) throws(SupervisionError) {
    do {
      try read(event.entry.content, at: event.instant)
    } catch {
      throw .inconsistentEvent(event.id, error)
    }
  }

  private mutating func read(
    _ content: DutyEventEntry.Content, at instant: Instant
  ) throws(TransitionRefused) {
    switch content {
    case .attendance(let assignment, let event):
      guard let position = positionOfStay[assignment] else { return }
      _ = try stays[position].record.apply(event, policy: policy.attendance)
    case .vehicle(let duty, _, let isOut):
      vehicleMoves[duty, default: VehicleMoves()].move(isOut: isOut, at: instant)
    case .stop(let assignment, let junction, let from, let until):
      guard positionOfStay[assignment] != nil else { return }
      stops.append(StopFact(junction: Int(junction.rawValue), from: from, until: until))
    case .beatWalk(let assignment, let from, let visits):
      guard positionOfStay[assignment] != nil else { return }
      walks.append(WalkFact(from: from, visits: visits))
    case .violationObserved(let violation, let observation):
      guard period.contains(observation.at) else { return }
      violations[violation] = ViolationHistory(
        ViolationCase(id: violation, observation: observation))
    case .violationMoved(let violation, let event):
      try violations[violation]?.apply(event)
    case .violationRefused(let violation, _, _):
      if violations[violation] != nil { refused.insert(violation) }
    case .incidentReported(let incident, let place, let severity):
      guard period.contains(instant) else { return }
      incidents[incident] = IncidentResponse(
        id: incident, severity: severity, place: place, calledAt: instant)
    case .incidentMoved(let incident, let event):
      _ = try incidents[incident]?.apply(event)
    }
  }
}
