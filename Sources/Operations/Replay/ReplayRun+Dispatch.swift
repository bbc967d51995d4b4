// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import DutyPlanning
import Rostering

/// Incidents of the day: called in, sent to the nearest suitable free unit, cleared.
extension ReplayRun {
  mutating func report(_ position: Int, _ at: Instant) {
    let incident = incidents[position]
    summary.incidents += 1
    record(
      .incidentReported(
        incident: incident.incident.id, place: responses[position].place,
        severity: incident.incident.severity),
      by: .system, at: at, isSimulated: false)
    let triage = incidentDice[position].number(in: 20...60)
    agenda.plan(.seekUnit(position), at: at.adding(seconds: Int64(triage)))
  }

  /// Looks for a unit, and while there is none again every five minutes: shifts change at any time.
  mutating func seekUnit(for position: Int, _ at: Instant) throws(TransitionRefused) {
    try tryToSend(to: position, at)
    if responses[position].state == .waiting, at < dayEnd {
      agenda.plan(.seekUnit(position), at: at.adding(seconds: 300))
    }
  }

  private mutating func tryToSend(
    to position: Int, _ at: Instant
  ) throws(TransitionRefused) {
    guard responses[position].state == .waiting else { return }
    let incident = incidents[position]
    let declined = declinedBy[position] ?? []
    let units = unitsOnDuty(at).filter { !declined.contains($0.key) }
    // A waiting incident is tried many times; its ways do not change meanwhile.
    let ways = waysToWaiting[position] ?? measured(to: incident)
    guard let decision = settings.dispatcher.decide(among: units, travel: ways).decision,
      let chosen = decision.candidates.first(where: { $0.unit == decision.unit })
    else {
      waysToWaiting[position] = ways
      if waiting.insert(position).inserted { try respond(position, .queue(at: at)) }
      return
    }
    waysToWaiting[position] = nil
    waiting.remove(position)
    try send(decision, travelSeconds: chosen.travelSeconds, to: position, at)
  }

  private mutating func measured(to incident: LocatedIncident) -> IncidentRoadTimes {
    travel.measure(to: incident.segment, offsetMillimetres: incident.offsetMillimetres)
    return travel
  }

  private mutating func send(
    _ decision: DispatchDecision, travelSeconds: Int64, to position: Int, _ at: Instant
  ) throws(TransitionRefused) {
    guard let duty = dutyOfKey[decision.unit] else { return }
    engaged[duty] = position
    try respond(position, .dispatch(decision, at: at))
    if let assignment = current(of: duty, at), case .present = records[assignment].state {
      try attend(
        assignment, .leave(.dispatched(responses[position].id), at: at), by: .system)
    }
    var dice = incidentDice[position]
    defer { incidentDice[position] = dice }
    let acknowledged = at.adding(seconds: Int64(dice.number(in: 5...25)))
    if dice.happens(perThousand: settings.declinedDispatchPerThousand) {
      declinedBy[position, default: []].insert(decision.unit)
      agenda.plan(
        .respond(position, .decline(.busyWithPriority, at: acknowledged)), at: acknowledged)
      agenda.plan(.freeUnit(duty: duty, incident: position), at: acknowledged)
      return
    }
    let outset = acknowledged.adding(seconds: Int64(dice.number(in: 15...60)))
    let drive = travelSeconds * Int64(settings.trafficPercent) / 100
    let arrived = outset.adding(seconds: max(10, drive))
    let minutes = clearanceMinutes(incidents[position].incident.severity)
    let cleared = arrived.adding(seconds: Int64(dice.number(in: minutes)) * 60)
    agenda.plan(.respond(position, .acknowledge(at: acknowledged)), at: acknowledged)
    agenda.plan(.respond(position, .setOut(at: outset)), at: outset)
    agenda.plan(.respond(position, .arrive(at: arrived)), at: arrived)
    agenda.plan(.respond(position, .clear(at: cleared)), at: cleared)
    agenda.plan(.freeUnit(duty: duty, incident: position), at: cleared)
  }

  private func clearanceMinutes(_ severity: Incident.Severity) -> ClosedRange<Int> {
    switch severity {
    case .damage: 12...35
    case .slight: 25...60
    case .serious: 45...120
    case .fatal: 90...240
    }
  }

  mutating func respond(
    _ position: Int, _ event: IncidentResponse.Event
  ) throws(TransitionRefused) {
    let unit = responses[position].unit
    let effects = try responses[position].apply(event)
    if case .arrive = event { summary.arrivals += 1 }
    record(
      .incidentMoved(incident: responses[position].id, event: event),
      by: actor(of: event, unit: unit), at: event.at)
    if effects.contains(.findUnit) {
      agenda.plan(.seekUnit(position), at: event.at.adding(seconds: 10))
    }
  }

  private func actor(
    of event: IncidentResponse.Event, unit: ID<RosteredDuty>?
  ) -> DutyActor {
    switch event {
    case .queue, .dispatch, .cancel: return .system
    case .acknowledge, .setOut, .arrive, .clear, .decline:
      guard let duty = unit.flatMap({ dutyOfKey[$0] }) else { return .system }
      return .officer(id: world.duties[duty].officer.id)
    }
  }

  mutating func free(
    _ duty: Int, from position: Int, _ at: Instant
  ) throws(TransitionRefused) {
    guard engaged[duty] == position else { return }
    engaged[duty] = nil
    for assignment in world.duties[duty].assignments {
      if case .away(.dispatched, _) = records[assignment].state { try comeBack(assignment, at) }
    }
    if !waiting.isEmpty { agenda.plan(.retryWaiting, at: at) }
  }

  /// The gravest first, then the longest waiting.
  mutating func retryWaiting(_ at: Instant) throws(TransitionRefused) {
    let order = waiting.sorted { left, right in
      let (first, second) = (incidents[left].incident, incidents[right].incident)
      let ranks = (rank(first.severity), rank(second.severity))
      return (-ranks.0, first.time, first.id) < (-ranks.1, second.time, second.id)
    }
    for position in order { try tryToSend(to: position, at) }
  }

  private func rank(_ severity: Incident.Severity) -> Int {
    Incident.Severity.allCases.firstIndex(of: severity) ?? 0
  }
}
