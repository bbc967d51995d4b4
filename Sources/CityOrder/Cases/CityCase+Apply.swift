// SPDX-License-Identifier: Apache-2.0

import DutyModel

extension CityCase {
  /// Moves the case on, or refuses and changes nothing.
  public mutating func apply(_ event: CaseEvent) throws(CaseRefused) -> [CaseEffect] {
    guard event.at >= lastChange else { throw refused(event, .beforeEarlierEvent) }
    guard event.action.roles.contains(event.by.role) else { throw refused(event, .notYourRole) }
    let needsPerson = ![.citizen, .importer, .system].contains(event.by.role)
    guard !needsPerson || event.by.person != nil else { throw refused(event, .personNeeded) }
    var next = self
    let effects = try next.effects(of: event)
    next.lastChange = event.at
    next.version += 1
    self = next
    return effects
  }

  private mutating func effects(of event: CaseEvent) throws(CaseRefused) -> [CaseEffect] {
    switch event.action {
    case .open, .decline, .markDuplicate, .closeWithParent, .withdraw, .correctClass:
      try intake(event)
    case .dispatch, .refer, .accept, .giveBack, .noteBuckPassing: try placement(event)
    case .requestExtension, .decideExtension, .pause, .resume, .putOnLedger, .takeOffLedger,
      .remind:
      try timing(event)
    case .finish, .brigadeOutcome, .verify, .close, .evaluate, .crossCheck, .closeAsRecorded:
      try ending(event)
    case .report: throw refused(event, .notAllowedInState)
    }
  }

  // MARK: Steps 1 and 2

  private mutating func intake(_ event: CaseEvent) throws(CaseRefused) -> [CaseEffect] {
    switch (state, event.action) {
    case (.reported, .open(let code, let deadline)):
      try checkDeadline(deadline, event)
      self.code = code
      openedAt = event.at
      state = .opened
      return start(deadline) + [.notify(.commandCentre), .answerReporter]
    case (.reported, .decline(let reason)):
      return end(.declined(reason), at: event.at)
    case (.reported, .markDuplicate(let parent)), (.opened, .markDuplicate(let parent)):
      guard parent != id else { throw refused(event, .ownDuplicate) }
      state = .duplicate(of: parent)
      return start(nil) + [.answerReporter]
    case (.duplicate(let parent), .closeWithParent(let closed)) where parent == closed:
      return end(.withParent(parent), at: event.at)
    case (.reported, .withdraw(let reason)), (.opened, .withdraw(let reason)):
      return end(.withdrawn(reason), at: event.at)
    case (_, .correctClass(let code, _)) where !isEnded:
      self.code = code
      return []
    default: throw refused(event, .notAllowedInState)
    }
  }

  // MARK: Step 3

  private mutating func placement(_ event: CaseEvent) throws(CaseRefused) -> [CaseEffect] {
    switch (state, event.action) {
    case (.opened, .dispatch(let unit, let basis, let deadline)),
      (.returned, .dispatch(let unit, let basis, let deadline)):
      return try place(at: unit, basis, deadline, event)
    case (.opened, .refer(let brigade, let deadline, let violation)),
      (.returned, .refer(let brigade, let deadline, let violation)):
      let effects = try place(at: brigade, .classOwner, deadline, event)
      self.violation = violation
      return effects
    case (.dispatched, .accept):
      try checkUnit(event)
      state = .handling
      return []
    case (.dispatched, .giveBack(_, let redispatch)):
      try checkUnit(event)
      guard basis == .classOwner else { throw refused(event, .boundByDecision) }
      guard returns == 0 else { throw refused(event, .returnedBefore) }
      returns = 1
      violation = nil
      state = .returned
      handlingDeadline = nil
      return start(redispatch) + [.notify(.commandCentre)]
    case (.dispatched, .noteBuckPassing):
      try checkUnit(event)
      guard returns > 0 else { throw refused(event, .notAllowedInState) }
      buckPassings += 1
      return [.escalate(turn, .returnedTwice)]
    default: throw refused(event, .notAllowedInState)
    }
  }

  private mutating func place(
    at unit: DutyModel.ID<OrderUnit>, _ basis: DispatchBasis, _ deadline: Deadline?,
    _ event: CaseEvent
  ) throws(CaseRefused) -> [CaseEffect] {
    try checkDeadline(deadline, event)
    self.unit = unit
    self.basis = basis
    violation = nil
    handlingDeadline = deadline
    state = .dispatched
    return start(deadline) + [.notify(turn)]
  }

  // MARK: Step 4: clocks

  private mutating func timing(_ event: CaseEvent) throws(CaseRefused) -> [CaseEffect] {
    switch (state, event.action) {
    case (.handling, .requestExtension(let limit, _)):
      try checkUnit(event)
      guard extensions == 0, requestedExtension == nil else {
        throw refused(event, .extendedBefore)
      }
      guard let due = handlingDeadline?.due, event.at <= due else {
        throw refused(event, .overdueAlready)
      }
      requestedExtension = limit
      extensionAskedBy = event.by.person
      return []
    case (.handling, .decideExtension(let extended, _)) where requestedExtension != nil:
      guard event.by.person != extensionAskedBy else { throw refused(event, .askerMayNotDecide) }
      requestedExtension = nil
      guard let extended else { return [.notify(turn)] }
      guard let old = handlingDeadline, extended.due > old.due else {
        throw refused(event, .deadlineNeeded)
      }
      extensions += 1
      handlingDeadline = extended
      return start(extended, keepingRemindersAt: event.at) + [.notify(turn)]
    case (.handling, .pause):
      state = .paused(since: event.at)
      return start(nil, keepingRemindersAt: event.at)
    case (.paused, .resume(let deadline)):
      return try carryOn(deadline, event)
    case (.handling, .putOnLedger(_, let review)), (.dispatched, .putOnLedger(_, let review)),
      (.paused, .putOnLedger(_, let review)):
      requestedExtension = nil
      state = .onLedger(since: event.at, review: review)
      return start(nil, keepingRemindersAt: event.at) + [.answerReporter]
    case (.onLedger, .takeOffLedger(let deadline)):
      return try carryOn(deadline, event)
    case (_, .remind(let percent, _)):
      guard let alert = clock?.alerts.first(where: { $0.percent == percent }),
        percent > remindedPercent, event.at >= alert.at
      else { throw refused(event, .clockNotDue) }
      remindedPercent = percent
      return percent < 100 ? [.notify(turn)] : [.escalate(turn, .overdue)]
    default: throw refused(event, .notAllowedInState)
    }
  }

  private mutating func carryOn(
    _ deadline: Deadline, _ event: CaseEvent
  ) throws(CaseRefused) -> [CaseEffect] {
    state = .handling
    handlingDeadline = deadline
    return start(deadline, keepingRemindersAt: event.at) + [.notify(turn)]
  }

  // MARK: Steps 5 to 7

  private mutating func ending(_ event: CaseEvent) throws(CaseRefused) -> [CaseEffect] {
    switch (state, event.action) {
    case (.handling, .finish(let evidence, _, let verification)):
      try checkUnit(event)
      guard !evidence.isEmpty else { throw refused(event, .photoNeeded) }
      for one in evidence { try checkEvidence(one, event) }
      return finish(evidence, verification, event)
    // The street does not wait for a clock: a brigade's answer comes in whenever it is there.
    case (.handling, .brigadeOutcome(let outcome, let verification)),
      (.paused, .brigadeOutcome(let outcome, let verification)),
      (.onLedger, .brigadeOutcome(let outcome, let verification)):
      try checkUnit(event)
      brigadeOutcome = outcome
      return finish([], verification, event)
    case (.finished, .verify(let passed, let evidence, let resumed, let closing)):
      try checkVerifier(evidence, event)
      verifier = event.by
      guard !passed else {
        state = .verified
        return start(closing) + [.notify(turn)]
      }
      return try sendBack(resumed, event)
    case (.verified, .close): return end(.verified, at: event.at)
    case (.closed(let closing), .evaluate):
      state = .evaluated(closing)
      return []
    case (.closed(.verified), .crossCheck(let passed, let evidence, let redispatch)),
      (.evaluated(.verified), .crossCheck(let passed, let evidence, let redispatch)):
      try checkEvidence(evidence, event)
      guard event.by.person != solver?.person, event.by.person != verifier?.person else {
        throw refused(event, .otherPersonNeeded)
      }
      return passed ? [] : reopen(redispatch)
    case (_, .closeAsRecorded(let status, let evidence)) where !isEnded:
      try checkEvidence(evidence, event)
      completedAt = event.at
      return end(.recorded(status: status), at: event.at)
    default: throw refused(event, .notAllowedInState)
    }
  }

  private mutating func finish(
    _ evidence: [CaseEvidence], _ verification: Deadline?, _ event: CaseEvent
  ) -> [CaseEffect] {
    solver = event.by
    completedAt = event.at
    completionEvidence = evidence
    requestedExtension = nil
    state = .finished
    return start(verification) + [.notify(.supervisionCentre)]
  }

  /// 返工: back to the same body; its clock had stood still meanwhile.
  private mutating func sendBack(
    _ resumed: Deadline?, _ event: CaseEvent
  ) throws(CaseRefused) -> [CaseEffect] {
    guard let resumed else { throw refused(event, .deadlineNeeded) }
    reworks += 1
    // Its violation is closed; the brigade looks again and answers by hand.
    violation = nil
    completedAt = nil
    completionEvidence = []
    handlingDeadline = resumed
    state = .handling
    let effects = start(resumed) + [.notify(turn)]
    return reworks > 1 ? effects + [.escalate(turn, .reworkedTwice)] : effects
  }

  /// A cross-check found it unsolved: it is dispatched again.
  private mutating func reopen(_ redispatch: Deadline?) -> [CaseEffect] {
    reopenings += 1
    violation = nil
    closedAt = nil
    completedAt = nil
    completionEvidence = []
    handlingDeadline = nil
    state = .opened
    let up: [CaseEffect] = [
      .notify(.commandCentre), .escalate(.supervisionCentre, .crossCheckFailed),
    ]
    return start(redispatch) + up
  }

  private mutating func end(_ closing: Closing, at moment: Instant) -> [CaseEffect] {
    closedAt = moment
    state = .closed(closing)
    return start(nil) + [.closeDuplicates, .answerReporter]
  }

  // MARK: Checks

  /// Sets the running clock and says when to remind.
  ///
  /// - Parameter moment: When the same clock stands still, goes on or gets more time. What was reminded
  ///   of stays so, unless an extension put it off into the time to come. `nil` starts another clock.
  private mutating func start(
    _ deadline: Deadline?, keepingRemindersAt moment: Instant? = nil
  ) -> [CaseEffect] {
    clock = deadline
    if moment == nil { remindedPercent = 0 }
    if let moment, let deadline {
      let passed = deadline.alerts.last { $0.percent <= remindedPercent && $0.at <= moment }
      remindedPercent = passed?.percent ?? 0
    }
    let (whose, last) = (turn, remindedPercent)
    return (deadline?.alerts ?? []).filter { $0.percent > last }
      .map { .remind(whose, percent: $0.percent, at: $0.at) }
  }

  private func checkDeadline(_ deadline: Deadline?, _ event: CaseEvent) throws(CaseRefused) {
    if event.by.role == .importer { return }
    guard let deadline, deadline.due > event.at else { throw refused(event, .deadlineNeeded) }
  }

  private func checkUnit(_ event: CaseEvent) throws(CaseRefused) {
    guard event.by.role == .importer || event.by.unit == unit else {
      throw refused(event, .notYourUnit)
    }
  }

  /// Photos from people, lines of a file from imports.
  private func checkEvidence(
    _ evidence: CaseEvidence, _ event: CaseEvent
  ) throws(CaseRefused) {
    guard evidence.isPhoto != (event.by.role == .importer) else {
      throw refused(event, .photoNeeded)
    }
  }

  private func checkVerifier(
    _ evidence: CaseEvidence, _ event: CaseEvent
  ) throws(CaseRefused) {
    try checkEvidence(evidence, event)
    guard event.by.role != .importer else { return }
    guard event.by.person != solver?.person, event.by.unit != unit || unit == nil else {
      throw refused(event, .solverMayNotVerify)
    }
    guard !completionEvidence.contains(evidence) else { throw refused(event, .samePhoto) }
  }

  private func refused(_ event: CaseEvent, _ reason: CaseRefused.Reason) -> CaseRefused {
    CaseRefused(id: id, state: state.key, event: event.action.key, reason: reason)
  }
}
