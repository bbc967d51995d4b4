// SPDX-License-Identifier: Apache-2.0

import DutyModel
import DutyPlanning
import Rostering

/// Who comes when, who stays, who leaves.
extension ReplayRun {
  mutating func planAttendance() {
    for (position, duty) in world.duties.enumerated() {
      var dice = ReplayDice(seed: seed, .duty, duty.duty.id.rawValue)
      let isAbsent = dice.happens(perThousand: settings.absentPerThousand)
      let isLate = dice.happens(perThousand: settings.latePerThousand)
      for (order, assignment) in duty.assignments.enumerated() {
        let isFirst = world.assignments[assignment].id.task == 0 && order == 0
        plan(assignment, isAbsent: isAbsent, isLate: isLate && isFirst, isFirst: isFirst)
      }
      guard duty.isRecorded else { continue }
      summary.duties += 1
      if duty.duty.vehicle != nil, !isAbsent {
        agenda.plan(.vehicle(duty: position, isOut: true), at: duty.start)
        agenda.plan(.vehicle(duty: position, isOut: false), at: duty.end)
      }
    }
  }

  private mutating func plan(_ position: Int, isAbsent: Bool, isLate: Bool, isFirst: Bool) {
    let assignment = world.assignments[position]
    if assignment.isRecorded { summary.assignments += 1 }
    guard !isAbsent else {
      if assignment.isRecorded { summary.absences += 1 }
      agenda.plan(.markAbsent(position), at: middle(of: assignment))
      return
    }
    var dice = ReplayDice(
      seed: seed, .assignment, assignment.id.duty.rawValue, assignment.id.task)
    let seconds =
      isLate
      ? dice.number(in: 360...1500)
      : isFirst ? dice.number(in: -600...240) : dice.number(in: 0...240)
    // A late officer still arrives before the end of a short stay.
    let longest = (assignment.end.seconds(since: assignment.start)) / 2
    let arrival = assignment.start.adding(seconds: min(Int64(seconds), longest))
    agenda.plan(.arrive(position), at: arrival)
    agenda.plan(.finish(position), at: assignment.end)
    planAbsences(position, assignment, &dice)
  }

  private mutating func planAbsences(
    _ position: Int, _ assignment: ReplayAssignment, _ dice: inout ReplayDice
  ) {
    guard assignment.isOnTheStreet else { return }
    if assignment.end.seconds(since: assignment.start) >= 4 * 3600 {
      let pause = middle(of: assignment).adding(seconds: Int64(dice.number(in: -1800...1800)))
      agenda.plan(.leave(position, .relieved), at: pause)
      agenda.plan(.comeBack(position), at: pause.adding(seconds: 900))
    } else if case .fixed = assignment.place,
      dice.happens(perThousand: settings.unexplainedAbsencePerThousand)
    {
      let away = middle(of: assignment)
      let minutes = dice.number(in: 6...20)
      let isOffPost = dice.happens(perThousand: 600)
      agenda.plan(.leave(position, .unexplained), at: away)
      agenda.plan(.comeBack(position), at: away.adding(seconds: Int64(minutes) * 60))
      if Int64(minutes) * 60 > settings.attendance.offPostAfterSeconds {
        let later = away.adding(seconds: Int64(minutes + dice.number(in: 10...30)) * 60)
        agenda.plan(.review(position, isOffPost: isOffPost), at: later)
      }
    }
  }

  private func middle(of assignment: ReplayAssignment) -> Instant {
    assignment.start.adding(seconds: assignment.end.seconds(since: assignment.start) / 2)
  }

  mutating func moveVehicle(_ duty: Int, isOut: Bool, _ at: Instant) {
    guard let vehicle = world.duties[duty].duty.vehicle else { return }
    record(
      .vehicle(duty: world.duties[duty].duty.id, vehicle: vehicle, isOut: isOut),
      by: .officer(id: world.duties[duty].officer.id), at: at)
  }

  mutating func arrive(_ position: Int, _ at: Instant) throws(TransitionRefused) {
    let assignment = world.assignments[position]
    if let incident = engaged[assignment.duty] {
      // Still at an incident: on the books as sent there, and back when that is cleared.
      try attend(
        position, .leave(.dispatched(responses[incident].id), at: at), by: actor(position))
      return
    }
    let evidence: AttendanceRecord.Evidence =
      assignment.isOnTheStreet ? .twoFixes : .verifiedSignIn
    try attend(position, .confirm(evidence, at: at), by: actor(position))
    startWork(position, at)
  }

  private mutating func startWork(_ position: Int, _ at: Instant) {
    let assignment = world.assignments[position]
    guard assignment.isOnTheStreet else { return }
    planNextFind(position, after: max(at, assignment.start))
    switch assignment.place {
    case .beat(let beat):
      startWalk(position, beat)
      planWalk(position, from: max(at, assignment.start))
    case .patrol(let patrol): planStops(position, patrol)
    case .fixed, .station: break
    }
  }

  mutating func leave(
    _ position: Int, _ reason: AttendanceRecord.AwayReason, _ at: Instant
  ) throws(TransitionRefused) {
    // Nobody takes a break or strays while at an incident.
    guard case .present = records[position].state else { return }
    try attend(position, .leave(reason, at: at), by: actor(position))
  }

  mutating func comeBack(_ position: Int, _ at: Instant) throws(TransitionRefused) {
    guard case .away(let reason, _) = records[position].state else { return }
    if case .dispatched = reason, engaged[world.assignments[position].duty] != nil { return }
    let isFirstArrival = records[position].arrival == nil
    try attend(position, .comeBack(at: at), by: actor(position))
    if isFirstArrival { startWork(position, at) }
  }

  mutating func review(
    _ position: Int, isOffPost: Bool, _ at: Instant
  ) throws(TransitionRefused) {
    switch records[position].state {
    case .present, .finished:
      guard records[position].absences.contains(where: { !$0.isAuthorised }) else { return }
      try attend(
        position, .review(isOffPost: isOffPost, at: at),
        by: .unit(id: world.assignments[position].brigade))
    case .away:
      agenda.plan(.review(position, isOffPost: isOffPost), at: at.adding(seconds: 600))
    case .expected, .absent, .cancelled: break
    }
  }

  mutating func finish(_ position: Int, _ at: Instant) throws(TransitionRefused) {
    switch records[position].state {
    case .present, .away: try attend(position, .finish(at: at), by: actor(position))
    case .expected, .finished, .absent, .cancelled: break
    }
  }

  /// Moves the record through its machine and logs the event if the day owns the assignment.
  mutating func attend(
    _ position: Int, _ event: AttendanceRecord.Event, by actor: DutyActor
  ) throws(TransitionRefused) {
    _ = try records[position].apply(event, policy: settings.attendance)
    guard world.assignments[position].isRecorded else { return }
    record(
      .attendance(assignment: world.assignments[position].id, event: event), by: actor,
      at: event.at)
  }
}
