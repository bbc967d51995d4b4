// SPDX-License-Identifier: Apache-2.0

public import DutyModel

extension ViolationCase {
  /// Moves the case on, or refuses and changes nothing.
  ///
  /// Source: 道路交通安全违法行为处理程序规定 (Ministry of Public Security order 105 of 2008, amended
  /// by order 157) for what is decided by whom; Weifang bulletin no. 6 of 2017 for the hand-over
  /// from office officers to brigades.
  public mutating func apply(_ event: Event) throws(TransitionRefused) -> [Effect] {
    guard event.at >= lastChange else { throw refused(event, .beforeEarlierEvent) }
    let effects = try effects(of: event)
    lastChange = event.at
    return effects
  }

  private mutating func effects(of event: Event) throws(TransitionRefused) -> [Effect] {
    switch (state, event) {
    case (.observed, .refer(let unit, let due, let at)):
      guard observation.referral?.brigade == unit else { throw refused(event, .notAllowedInState) }
      return try handOver(to: unit, at: at, due: due, event)
    case (.accepted(let handOver, _, _), .intervene(let intervention, let handler, _)):
      try mayEndReferral(handler, handOver, event)
      try mayIntervene(handler, intervention, event)
      if intervention.endsOnTheSpot { state = .closed(.correctedOnTheSpot(intervention)) }
      return [.countTowardKPIs]
    case (.accepted(let handOver, _, _), .notFound(let handler, _)):
      try mayEndReferral(handler, handOver, event)
      state = .closed(.notFound)
      return [.countTowardKPIs]

    case (.observed, .intervene(let intervention, let handler, _)):
      guard observation.referral == nil else { throw refused(event, .notAllowedInState) }
      try mayIntervene(handler, intervention, event)
      state =
        intervention.endsOnTheSpot
        ? .closed(.correctedOnTheSpot(intervention)) : .intervened(intervention)
      return [.countTowardKPIs]

    case (.intervened(let intervention), .handOver(let unit, let due, _, let at)):
      guard intervention != .summaryDecision else { throw refused(event, .notAllowedInState) }
      return try handOver(to: unit, at: at, due: due, event)
    case (.returned, .handOver(let unit, let due, _, let at)):
      return try handOver(to: unit, at: at, due: due, event)

    case (.handedOver(var handOver), .remind(let percent, let at)):
      guard [50, 80, 100].contains(percent), percent > handOver.remindedPercent,
        at >= handOver.instant(atPercent: percent)
      else { throw refused(event, .clockNotDue) }
      handOver.remindedPercent = percent
      state = .handedOver(handOver)
      return percent < 100
        ? [.notify(handOver.unit)] : [.escalate(handOver.unit, .acceptanceOverdue)]
    case (.handedOver(let handOver), .accept(let handler, let at)):
      guard handler.unit == handOver.unit else { throw refused(event, .notTheReceivingUnit) }
      guard handler.status == .sworn else { throw refused(event, .auxiliaryMayNotDecide) }
      state = .accepted(handOver, by: handler, at: at)
      return [.countTowardKPIs]
    case (.handedOver(let handOver), .giveBack(let reason, let handler, let at)):
      guard handler.unit == handOver.unit else { throw refused(event, .notTheReceivingUnit) }
      guard returns == 0 else {
        throw refused(event, .returnedBefore, [.escalate(handOver.unit, .returnedTwice)])
      }
      returns = 1
      guard let finder = observation.by else {
        state = .closed(.givenBack(reason))
        return []
      }
      state = .returned(handOver, reason: reason, at: at)
      return [.notify(finder.unit)]

    case (.accepted(let handOver, _, _), .decide(let outcome, let document, let handler, let at)):
      guard handler.unit == handOver.unit else { throw refused(event, .notTheReceivingUnit) }
      return try decide(outcome, document, handler, at, event)
    case (.intervened, .decide(let outcome, let document, let handler, let at)):
      return try decide(outcome, document, handler, at, event)
    case (.accepted(let handOver, _, _), .release(let ground, let handler, let at)):
      guard handler.unit == handOver.unit else { throw refused(event, .notTheReceivingUnit) }
      return try decide(.released(ground: ground), nil, handler, at, event)
    case (.intervened, .release(let ground, let handler, let at)):
      return try decide(.released(ground: ground), nil, handler, at, event)

    case (.processed(let decision), .close):
      state = .closed(.decided(decision))
      return [.countTowardKPIs]
    default:
      throw refused(event, .notAllowedInState)
    }
  }

  /// Only what was referred is looked at on the spot after it was accepted; an officer's own find was.
  private func mayEndReferral(
    _ handler: Handler, _ handOver: HandOver, _ event: Event
  ) throws(TransitionRefused) {
    guard observation.referral != nil else { throw refused(event, .notAllowedInState) }
    guard handler.unit == handOver.unit else { throw refused(event, .notTheReceivingUnit) }
  }

  private func mayIntervene(
    _ handler: Handler, _ intervention: Intervention, _ event: Event
  ) throws(TransitionRefused) {
    switch (handler.status, intervention) {
    case (.auxiliary, .verbalWarning), (.auxiliary, .summaryDecision),
      (.auxiliary, .coerciveMeasure):
      throw refused(event, .auxiliaryMayNotDecide)
    case (.sworn, .summaryDecision) where handler.isOfficeStaff:
      throw refused(event, .officeMustHandOver)
    default: break
    }
  }

  private mutating func handOver(
    to unit: ID<Unit>, at: Instant, due: Instant, _ event: Event
  ) throws(TransitionRefused) -> [Effect] {
    guard due > at else { throw refused(event, .beforeEarlierEvent) }
    let handOver = HandOver(to: unit, at: at, due: due)
    state = .handedOver(handOver)
    return [.notify(unit)]
      + [50, 80, 100].map { .remind(unit, percent: $0, at: handOver.instant(atPercent: $0)) }
  }

  private mutating func decide(
    _ outcome: Outcome, _ document: DocumentNumber?, _ handler: Handler, _ at: Instant,
    _ event: Event
  ) throws(TransitionRefused) -> [Effect] {
    guard handler.status == .sworn else { throw refused(event, .auxiliaryMayNotDecide) }
    guard !handler.isOfficeStaff else { throw refused(event, .officeMustHandOver) }
    // A release is said with its ground, so that it cannot hide among the decisions.
    if case .released = outcome, document != nil { throw refused(event, .notAllowedInState) }
    state = .processed(Decision(outcome: outcome, document: document, at: at))
    return []
  }

  private func refused(
    _ event: Event, _ reason: TransitionRefused.Reason, _ effects: [Effect] = []
  ) -> TransitionRefused {
    TransitionRefused(
      subject: .violation(id), state: state.key, event: event.key, reason: reason,
      effects: effects)
  }
}

extension ViolationCase.HandOver {
  /// The moment at which this percentage of the time from hand-over to deadline has passed.
  public func instant(atPercent percent: Int) -> Instant {
    Instant(
      milliseconds: at.milliseconds + (due.milliseconds - at.milliseconds) * Int64(percent) / 100)
  }
}
