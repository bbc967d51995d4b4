// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import Operations

/// Which events of the log are about a case, looked up once for all figures.
public struct EventIndex: Sendable {
  private var events: [FactReference: [ID<DutyEvent>]] = [:]

  /// Nothing taken in yet.
  public init() {}

  public init(_ log: [DutyEvent]) {
    for event in log { add(event) }
  }

  /// Takes in the next event of the log.
  public mutating func add(_ event: DutyEvent) {
    for source in event.entry.content.sources { events[source, default: []].append(event.id) }
  }

  /// In the order of the log.
  public func events(of source: FactReference) -> [ID<DutyEvent>] {
    // An event that is itself the case needs no entry of its own.
    if case .event(let id) = source { return [id] }
    return events[source] ?? []
  }
}

extension DutyEventEntry.Content {
  /// What the entry is about.
  fileprivate var sources: [FactReference] {
    switch self {
    case .attendance(let assignment, _), .attendanceNoted(let assignment, _),
      .stop(let assignment, _, _, _),
      .beatWalk(let assignment, _, _):
      [.stay(assignment)]
    case .vehicle(let duty, _, _): [.shift(duty)]
    case .violationObserved(let violation, _), .violationMoved(let violation, _),
      .violationRefused(let violation, _, _), .violationClock(let violation, _):
      [.violation(violation)]
    case .incidentReported(let incident, _, _), .incidentMoved(let incident, _),
      .incidentJoined(let incident, _, _), .incidentUnanswered(let incident, _),
      .incidentWelfare(let incident, _, _):
      [.incident(incident)]
    case .incidentMerged(let incident, let other): [.incident(incident), .incident(other)]
    case .inspection(.findingRaised(let finding, _)), .inspection(.findingMoved(let finding, _)):
      [.finding(finding)]
    case .inspection(.visit(let visit)): [.place(visit.place, mode: visit.mode)]
    case .inspection: []
    case .jam(let jam, _): [.jam(jam)]
    case .roster, .point, .special, .shiftHandOver, .orderStep, .caseReminded, .evidenceRead: []
    }
  }
}
