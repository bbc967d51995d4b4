// SPDX-License-Identifier: Apache-2.0

public import DutyModel

extension InspectionFinding {
  public enum Event: Hashable, Codable, Sendable {
    case reply(String, by: Handler, at: Instant)
    case uphold(due: Instant, by: Handler, at: Instant)
    case withdraw(reason: String, by: Handler, at: Instant)
    case reportDone(by: Handler, at: Instant)
    /// `nextDue` is the new deadline where it is not in order.
    case reinspect(isInOrder: Bool, nextDue: Instant?, by: Handler, at: Instant)
    case signOff(by: Handler, at: Instant)

    public var at: Instant {
      switch self {
      case .reply(_, _, let at), .uphold(_, _, let at), .withdraw(_, _, let at),
        .reportDone(_, let at), .reinspect(_, _, _, let at), .signOff(_, let at):
        at
      }
    }

    public var key: String {
      switch self {
      case .reply: "reply"
      case .uphold: "uphold"
      case .withdraw: "withdraw"
      case .reportDone: "reportDone"
      case .reinspect: "reinspect"
      case .signOff: "signOff"
      }
    }
  }

  /// What the caller must carry out once the new state is stored.
  public enum Effect: Hashable, Codable, Sendable {
    case notify(ID<Unit>)
    /// Asks for a re-inspection once the deadline has passed.
    case expectRectification(ID<Unit>, by: Instant)
    case assignReinspection
    case countTowardKPIs
  }

  /// Moves the finding on, or refuses and changes nothing.
  public mutating func apply(_ event: Event) throws(TransitionRefused) -> [Effect] {
    guard event.at >= lastChange else { throw refused(event, .beforeEarlierEvent) }
    let effects = try effects(of: event)
    lastChange = event.at
    return effects
  }

  private mutating func effects(of event: Event) throws(TransitionRefused) -> [Effect] {
    switch (state, event) {
    case (.raised, .reply(let text, let handler, _)):
      guard handler.unit == notice.unit else { throw refused(event, .notTheReceivingUnit) }
      guard !text.allSatisfy(\.isWhitespace) else { throw refused(event, .withoutReason) }
      reply = text
      return [.notify(notice.by.unit)]
    case (.raised, .uphold(let due, let handler, let at)):
      guard reply != nil || at >= notice.replyDue else { throw refused(event, .replyStillOpen) }
      guard handler.unit != notice.unit else { throw refused(event, .ownWork) }
      guard due > at else { throw refused(event, .beforeEarlierEvent) }
      firstDue = due
      state = .upheld(due: due)
      return [.notify(notice.unit), .expectRectification(notice.unit, by: due)]
    case (.raised, .withdraw(let reason, let handler, _)):
      guard handler.unit != notice.unit else { throw refused(event, .ownWork) }
      guard !reason.allSatisfy(\.isWhitespace) else { throw refused(event, .withoutReason) }
      state = .withdrawn
      return [.notify(notice.unit), .countTowardKPIs]
    case (.upheld(let due), .reportDone(let handler, _)):
      guard handler.unit == notice.unit else { throw refused(event, .notTheReceivingUnit) }
      state = .reportedDone(due: due, by: handler)
      return [.assignReinspection]
    case (
      .reportedDone(let due, let worker), .reinspect(let isInOrder, let next, let handler, let at)
    ):
      guard handler.unit != notice.unit, handler.officer != worker.officer else {
        throw refused(event, .ownWork)
      }
      return try reinspected(isInOrder, due: due, next: next, by: handler, at: at, event)
    case (.upheld(let due), .reinspect(let isInOrder, let next, let handler, let at)):
      // Nothing was reported: after the deadline it is looked at all the same.
      guard at >= due else { throw refused(event, .clockNotDue) }
      guard handler.unit != notice.unit else { throw refused(event, .ownWork) }
      return try reinspected(isInOrder, due: due, next: next, by: handler, at: at, event)
    case (.reinspected(_, let checker, _), .signOff(let handler, let at)):
      guard handler.officer != checker.officer, handler.unit != notice.unit else {
        throw refused(event, .ownWork)
      }
      state = .signedOff(at: at)
      return [.notify(notice.unit), .countTowardKPIs]
    default:
      throw refused(event, .notAllowedInState)
    }
  }

  private mutating func reinspected(
    _ isInOrder: Bool, due: Instant, next: Instant?, by handler: Handler, at: Instant,
    _ event: Event
  ) throws(TransitionRefused) -> [Effect] {
    if isInOrder {
      foundInOrderAt = at
      state = .reinspected(due: due, by: handler, at: at)
      return [.countTowardKPIs]
    }
    guard let next, next > at else { throw refused(event, .beforeEarlierEvent) }
    failedChecks += 1
    state = .upheld(due: next)
    return [.notify(notice.unit), .expectRectification(notice.unit, by: next)]
  }

  private func refused(
    _ event: Event, _ reason: TransitionRefused.Reason
  ) -> TransitionRefused {
    TransitionRefused(subject: .finding(id), state: state.key, event: event.key, reason: reason)
  }
}

extension InspectionFinding.State {
  public var key: String {
    switch self {
    case .raised: "raised"
    case .upheld: "upheld"
    case .withdrawn: "withdrawn"
    case .reportedDone: "reportedDone"
    case .reinspected: "reinspected"
    case .signedOff: "signedOff"
    }
  }
}
