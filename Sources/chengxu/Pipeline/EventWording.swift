// SPDX-License-Identifier: Apache-2.0

import ChengxuServer
import DutyModel
import DutyPlanning
import Operations
import Rostering

/// Words the events of the log for the page, and says at which place of the plan each happened.
struct EventWording {
  private let duties: [ID<RosteredDuty>: RosteredDuty]

  init(_ roster: Roster) {
    duties = Dictionary(roster.duties.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  func logged(_ event: DutyEvent) -> LoggedEvent {
    let content = event.entry.content
    let duty = content.assignment.flatMap { duties[$0.duty] }
    return LoggedEvent(
      time: event.entry.instant, kind: event.kind.rawValue,
      place: content.assignment.flatMap { duty?.tasks[safe: $0.task]?.place },
      officer: duty?.officer ?? event.entry.actor.officer, incident: content.incident,
      text: Texts.both("event.\(content.wordingKey)"))
  }
}

extension DutyEventEntry.Content {
  fileprivate var assignment: AssignmentID? {
    switch self {
    case .attendance(let assignment, _), .attendanceNoted(let assignment, _),
      .stop(let assignment, _, _, _),
      .beatWalk(let assignment, _, _):
      assignment
    default: nil
    }
  }

  fileprivate var incident: ID<Incident>? {
    switch self {
    case .incidentReported(let incident, _, _), .incidentMoved(let incident, _),
      .incidentJoined(let incident, _, _), .incidentMerged(let incident, _):
      incident
    default: nil
    }
  }

  /// `attendance.confirm`, `incidentMoved.dispatch`, … or the kind alone.
  fileprivate var wordingKey: String {
    switch self {
    case .attendance(_, let event): "\(kind.rawValue).\(event.key)"
    case .violationMoved(_, let event), .violationRefused(_, let event, _):
      "\(kind.rawValue).\(event.key)"
    case .incidentMoved(_, let event), .incidentJoined(_, _, let event):
      "\(kind.rawValue).\(event.key)"
    case .incidentWelfare(_, _, let note): "\(kind.rawValue).\(note.key)"
    case .attendanceNoted(_, let note): "\(kind.rawValue).\(note.key)"
    case .inspection(let entry): "\(kind.rawValue).\(entry.key)"
    case .shiftHandOver(_, let event): "\(kind.rawValue).\(event.key)"
    default: kind.rawValue
    }
  }
}

extension DutyActor {
  fileprivate var officer: ID<Officer>? {
    if case .officer(let id) = self { id } else { nil }
  }
}

extension Array {
  fileprivate subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
