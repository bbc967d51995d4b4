// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import DutyPlanning
import Geography
import Rostering

/// The day while it is being played: the agenda, the machines and what they have said so far.
struct ReplayRun {
  enum Step {
    case vehicle(duty: Int, isOut: Bool)
    case arrive(Int)
    case markAbsent(Int)
    case leave(Int, AttendanceRecord.AwayReason)
    case comeBack(Int)
    case review(Int, isOffPost: Bool)
    case finish(Int)
    case stop(Int, number: Int, from: Instant)
    case walk(Int, from: Instant)
    case find(Int)
    case violation(ID<ViolationCase>, ViolationCase.Event)
    /// A hand-over's clock; `due` tells it from that of an earlier hand-over.
    case remind(ID<ViolationCase>, percent: Int, due: Instant)
    case report(Int)
    case seekUnit(Int)
    case respond(Int, IncidentResponse.Event)
    case freeUnit(duty: Int, incident: Int)
    case retryWaiting
  }

  let world: ReplayWorld
  let settings: ReplaySettings
  let seed: UInt64
  let clock: CityClock
  let roads: RoadNetwork
  let incidents: [LocatedIncident]
  let dayEnd: Instant

  var agenda = ReplayAgenda<Step>()
  var entries: [DutyEventEntry] = []
  var summary: DayReplay.Summary

  var records: [AttendanceRecord]
  /// Where each assignment's officer is now.
  var positions: [ID<Junction>]
  var walks: [Int: BeatWalk] = [:]
  var violationDice: [Int: ReplayDice] = [:]
  var cases: [ID<ViolationCase>: ViolationCase] = [:]
  var caseDice: [ID<ViolationCase>: ReplayDice] = [:]
  var casesFound: [Int]
  var responses: [IncidentResponse]
  var incidentDice: [ReplayDice]
  var declinedBy: [Int: Set<ID<RosteredDuty>>] = [:]
  /// Incidents waiting for a unit, by position.
  var waiting: Set<Int> = []
  /// Which incident a duty's officer is at, by the duty's position.
  var engaged: [Int: Int] = [:]
  var dutyOfKey: [ID<RosteredDuty>: Int] = [:]
  var travel: IncidentRoadTimes
  var waysToWaiting: [Int: IncidentRoadTimes] = [:]

  init(world: ReplayWorld, replay: DayReplay, date: CivilDate) {
    self.world = world
    settings = replay.settings
    seed = replay.seed
    clock = replay.snapshot.organization.clock
    roads = replay.snapshot.roads
    dayEnd = clock.instant(of: CivilTime(date: date.adding(days: 1)))
    incidents = replay.snapshot.incidents.filter { $0.incident.time.date == date }
    summary = DayReplay.Summary(date: date)
    records = world.assignments.map {
      AttendanceRecord(id: $0.id, start: $0.start, end: $0.end)
    }
    positions = world.assignments.map { assignment in
      switch assignment.place {
      case .fixed(let junction): junction
      case .beat(let beat): beat.segments.first.map { replay.snapshot.roads[$0].from } ?? 0
      case .patrol(let patrol): patrol.stops.first?.junction ?? 0
      case .station: world.duties[assignment.duty].homeJunction
      }
    }
    casesFound = Array(repeating: 0, count: world.assignments.count)
    let clock = clock
    responses = incidents.map {
      IncidentResponse(
        id: $0.incident.id, severity: $0.incident.severity,
        place: StreetPlace(segment: $0.segment), calledAt: clock.instant(of: $0.incident.time))
    }
    let seed = replay.seed
    incidentDice = incidents.map {
      ReplayDice(seed: seed, .incident, $0.incident.id.rawValue)
    }
    for (position, duty) in world.duties.enumerated() { dutyOfKey[duty.duty.id] = position }
    travel = IncidentRoadTimes(roads)
  }

  mutating func play() throws(ReplayError) -> DayReplay.Outcome {
    planAttendance()
    for position in incidents.indices {
      agenda.plan(.report(position), at: responses[position].stamps.call)
    }
    do {
      while let (at, step) = agenda.next() { try carryOut(step, at: at) }
    } catch {
      throw .refused(error)
    }
    summary.unanswered = responses.count { $0.stamps.onScene == nil }
    return DayReplay.Outcome(entries: entries, summary: summary)
  }

  private mutating func carryOut(_ step: Step, at: Instant) throws(TransitionRefused) {
    switch step {
    case .vehicle(let duty, let isOut): moveVehicle(duty, isOut: isOut, at)
    case .arrive(let assignment): try arrive(assignment, at)
    case .markAbsent(let assignment): try attend(assignment, .markAbsent(at: at), by: .system)
    case .leave(let assignment, let reason): try leave(assignment, reason, at)
    case .comeBack(let assignment): try comeBack(assignment, at)
    case .review(let assignment, let isOffPost):
      try review(assignment, isOffPost: isOffPost, at)
    case .finish(let assignment): try finish(assignment, at)
    case .stop(let assignment, let number, let from):
      standAtStop(assignment, number: number, from: from, until: at)
    case .walk(let assignment, let from): walk(assignment, from: from, until: at)
    case .find(let assignment): try find(assignment, at)
    case .violation(let id, let event): try move(id, event)
    case .remind(let id, let percent, let due):
      try remind(id, percent: percent, due: due, at)
    case .report(let incident): report(incident, at)
    case .seekUnit(let incident): try seekUnit(for: incident, at)
    case .respond(let incident, let event): try respond(incident, event)
    case .freeUnit(let duty, let incident): try free(duty, from: incident, at)
    case .retryWaiting: try retryWaiting(at)
    }
  }

  mutating func record(
    _ content: DutyEventEntry.Content, by actor: DutyActor, at instant: Instant,
    isSimulated: Bool = true
  ) {
    entries.append(
      DutyEventEntry(
        instant: instant, recorded: instant, actor: actor, isSimulated: isSimulated,
        content: content))
  }

  func actor(_ assignment: Int) -> DutyActor {
    .officer(id: world.duties[world.assignments[assignment].duty].officer.id)
  }
}
