// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Geography

/// Violations seen on duty, from the first word to the closed file.
extension ReplayRun {
  mutating func planNextFind(_ position: Int, after instant: Instant) {
    let assignment = world.assignments[position]
    // What an officer of the day before finds belongs to that day.
    guard assignment.isRecorded, let mean = settings.secondsPerIntervention[assignment.mode],
      mean > 0
    else { return }
    var dice =
      violationDice[position]
      ?? ReplayDice(seed: seed, .violations, assignment.id.duty.rawValue, assignment.id.task)
    let next = instant.adding(seconds: Int64(dice.number(in: 1...(2 * mean - 1))))
    violationDice[position] = dice
    if next < assignment.end { agenda.plan(.find(position), at: next) }
  }

  mutating func find(_ position: Int, _ at: Instant) throws(TransitionRefused) {
    planNextFind(position, after: at)
    guard case .present = records[position].state, var dice = violationDice[position] else {
      return
    }
    let assignment = world.assignments[position]
    let handler = world.duties[assignment.duty].handler
    guard let roadUser = dice.pick(weighted: ReplayOffences.roadUsers(in: assignment.mode)),
      let drawn = dice.pick(
        weighted: ReplayOffences.interventions(with: roadUser, in: assignment.mode)),
      let code = dice.pick(ReplayOffences.codes(of: roadUser, in: assignment.mode))
        .flatMap(ViolationCode.init),
      let place = place(of: position)
    else { return }
    violationDice[position] = dice
    casesFound[position] += 1
    let id = caseID(position)
    let observation = ViolationCase.Observation(
      by: handler, at: at, place: place, code: code, roadUser: roadUser, mode: assignment.mode)
    cases[id] = ViolationCase(id: id, observation: observation)
    caseDice[id] = ReplayDice(seed: seed, .handOver, id.rawValue)
    record(.violationObserved(violation: id, observation: observation), by: actor(position), at: at)
    summary.interventions += 1
    let intervention = ReplayOffences.lawful(drawn, for: handler)
    try move(id, .intervene(intervention, by: handler, at: at))
    if !intervention.endsOnTheSpot { planPaper(id, intervention, at, assignment) }
  }

  /// One number a case for ever: the day, the assignment and the case's place in it.
  private func caseID(_ position: Int) -> ID<ViolationCase> {
    let day = clock.civilTime(of: dayEnd).date.day - 1
    return ID(
      rawValue: (day * 100_000 + Int64(position)) * 10_000 + Int64(casesFound[position]))
  }

  private func place(of position: Int) -> StreetPlace? {
    let junction = positions[position]
    let index = Int(junction.rawValue)
    guard world.segmentAtJunction.indices.contains(index),
      let segment = world.segmentAtJunction[index]
    else { return nil }
    return StreetPlace(segment: segment, junction: junction)
  }

  /// What follows a penalty, a measure or evidence: own decision, or the hand-over.
  private mutating func planPaper(
    _ id: ID<ViolationCase>, _ intervention: ViolationCase.Intervention, _ at: Instant,
    _ assignment: ReplayAssignment
  ) {
    guard var dice = caseDice[id], let handler = cases[id]?.observation.by else { return }
    defer { caseDice[id] = dice }
    let decidesAlone = handler.status == .sworn && !handler.isOfficeStaff
    if decidesAlone {
      let minutes = intervention == .summaryDecision ? 4...9 : 60...300
      let decided = at.adding(seconds: Int64(dice.number(in: minutes)) * 60)
      planDecision(id, by: handler, at: decided, &dice)
    } else {
      let handedOver = at.adding(seconds: Int64(dice.number(in: 120...600)))
      let due = settings.handOver.acceptanceDue(
        handedOver: handedOver, shiftEnd: assignment.end)
      agenda.plan(
        .violation(
          id, .handOver(to: assignment.brigade, due: due, by: handler, at: handedOver)),
        at: handedOver)
    }
  }

  private mutating func planDecision(
    _ id: ID<ViolationCase>, by handler: Handler, at decided: Instant, _ dice: inout ReplayDice
  ) {
    let outcomes: [(value: ViolationCase.Outcome, weight: Int)] = [
      (.fined(cents: 5_000), 50), (.fined(cents: 10_000), 25), (.warned, 20),
      (.generalProcedure, 5),
    ]
    let serial = id.rawValue % 100_000_000_000
    guard let outcome = dice.pick(weighted: outcomes),
      let document = DocumentNumber("DEMO\(serial)")
    else { return }
    agenda.plan(
      .violation(id, .decide(outcome, document: document, by: handler, at: decided)), at: decided)
    let closed = decided.adding(seconds: Int64(dice.number(in: 300...1200)))
    agenda.plan(.violation(id, .close(by: handler, at: closed)), at: closed)
  }

  /// Moves the case through its machine, logs the event and plans what must follow.
  mutating func move(
    _ id: ID<ViolationCase>, _ event: ViolationCase.Event
  ) throws(TransitionRefused) {
    guard var violation = cases[id] else { return }
    let effects: [ViolationCase.Effect]
    do {
      effects = try violation.apply(event)
    } catch {
      guard error.reason == .returnedBefore else { throw error }
      record(
        .violationRefused(violation: id, event: event, reason: error.reason), by: .system,
        at: event.at)
      return
    }
    cases[id] = violation
    record(.violationMoved(violation: id, event: event), by: actor(of: event), at: event.at)
    for case .remind(_, let percent, let at) in effects {
      if case .handedOver(let handOver) = violation.state {
        agenda.plan(.remind(id, percent: percent, due: handOver.due), at: at)
      }
    }
    if case .handOver = event { planReception(of: violation) }
    if case .giveBack = event { planSecondHandOver(of: violation, at: event.at) }
  }

  private func actor(of event: ViolationCase.Event) -> DutyActor {
    switch event {
    case .intervene(_, let handler, _), .handOver(_, _, let handler, _), .accept(let handler, _),
      .giveBack(_, let handler, _), .decide(_, _, let handler, _), .release(_, let handler, _),
      .close(let handler, _), .notFound(let handler, _):
      .officer(id: handler.officer)
    case .remind, .refer: .system
    }
  }

  /// When and how the brigade answers a hand-over.
  private mutating func planReception(of violation: ViolationCase) {
    guard case .handedOver(let handOver) = violation.state, var dice = caseDice[violation.id],
      let handler = dice.pick(world.caseOfficers[handOver.unit] ?? [])
    else { return }
    defer { caseDice[violation.id] = dice }
    summary.handOvers += 1
    let isLate = dice.happens(perThousand: settings.handOverLatePerThousand)
    let isReturned = dice.happens(perThousand: settings.handOverReturnedPerThousand)
    let isReturnedAgain = dice.happens(perThousand: settings.secondReturnPerThousand)
    let minutes = dice.number(in: 3...25)
    let accepted =
      isLate
      ? handOver.due.adding(seconds: Int64(dice.number(in: 5...90)) * 60)
      : handOver.at.adding(seconds: Int64(minutes) * 60)
    let triesToReturn = violation.returns == 0 ? isReturned : isReturnedAgain
    if triesToReturn, let reason = ReturnReason("违法地点不在本大队辖区") {
      let earlier = handOver.at.adding(seconds: Int64(minutes) * 30)
      agenda.plan(
        .violation(violation.id, .giveBack(reason: reason, by: handler, at: earlier)), at: earlier)
      if violation.returns == 0 { return }
    }
    agenda.plan(.violation(violation.id, .accept(by: handler, at: accepted)), at: accepted)
    let isSlow = dice.happens(perThousand: settings.settlementLatePerThousand)
    let settling = isSlow ? 1500...2400 : 30...600
    let settled = accepted.adding(seconds: Int64(dice.number(in: settling)) * 60)
    planDecision(violation.id, by: handler, at: settled, &dice)
  }

  private mutating func planSecondHandOver(of violation: ViolationCase, at instant: Instant) {
    guard case .returned(let handOver, _, _) = violation.state,
      let finder = violation.observation.by
    else { return }
    let again = instant.adding(seconds: 600)
    let due = settings.handOver.acceptanceDue(handedOver: again, shiftEnd: again)
    agenda.plan(
      .violation(
        violation.id,
        .handOver(to: handOver.unit, due: due, by: finder, at: again)),
      at: again)
  }

  /// A clock ran out: if the case still waits on that very deadline, it is said and goes up.
  mutating func remind(
    _ id: ID<ViolationCase>, percent: Int, due: Instant, _ at: Instant
  ) throws(TransitionRefused) {
    guard case .handedOver(let handOver)? = cases[id]?.state, handOver.due == due else { return }
    if percent == 100 { summary.overdueHandOvers += 1 }
    try move(id, .remind(percent: percent, at: at))
  }
}
