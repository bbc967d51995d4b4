// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// One incident 警情 from the call until the street is clear, with its five time stamps.
///
/// Waiting → dispatched → acknowledged → en route → on scene → cleared; a unit that declines puts
/// it back to waiting. Reads no clock and sends nothing.
public struct IncidentResponse: Hashable, Codable, Sendable {
  public enum State: String, CaseIterable, Codable, Sendable {
    case waiting, dispatched, acknowledged, enRoute, onScene, cleared, cancelled
  }

  public let id: ID<Incident>
  /// `nil` where nobody knows of a crash: somebody looks after an officer in lost contact.
  public var severity: Incident.Severity?
  public var place: StreetPlace
  public private(set) var state: State = .waiting
  public private(set) var stamps: ResponseStamps
  /// Who goes, `nil` while waiting.
  public private(set) var unit: ResponseUnit.Key?
  public private(set) var lastChange: Instant

  public init(
    id: ID<Incident>, severity: Incident.Severity?, place: StreetPlace, calledAt: Instant
  ) {
    self.id = id
    self.severity = severity
    self.place = place
    stamps = ResponseStamps(call: calledAt)
    lastChange = calledAt
  }

  public enum Event: Hashable, Codable, Sendable {
    /// Nobody suitable is free; the incident keeps its place in the queue.
    case queue(at: Instant)
    case dispatch(DispatchDecision, at: Instant)
    case acknowledge(at: Instant)
    case setOut(at: Instant)
    case arrive(at: Instant)
    case clear(at: Instant)
    case decline(DeclineReason, at: Instant)
    /// Withdrawn by the caller, or found to be the same as another one.
    case cancel(at: Instant)

    public var at: Instant {
      switch self {
      case .queue(let at), .dispatch(_, let at), .acknowledge(let at), .setOut(let at),
        .arrive(let at), .clear(let at), .decline(_, let at), .cancel(let at):
        at
      }
    }

    public var key: String {
      switch self {
      case .queue: "queue"
      case .dispatch: "dispatch"
      case .acknowledge: "acknowledge"
      case .setOut: "setOut"
      case .arrive: "arrive"
      case .clear: "clear"
      case .decline: "decline"
      case .cancel: "cancel"
      }
    }
  }

  public enum DeclineReason: String, CaseIterable, Codable, Sendable {
    case busyWithPriority, vehicleBreakdown, cannotReach
  }

  public enum Effect: Hashable, Codable, Sendable {
    /// Tells the unit directly 扁平化指挥.
    case notify(ResponseUnit.Key)
    /// Asks again if the unit has not answered by then.
    case expectAcknowledgement(ResponseUnit.Key, by: Instant)
    case free(ResponseUnit.Key)
    case findUnit
    case countTowardKPIs
  }

  /// Moves the response on, or refuses and changes nothing.
  public mutating func apply(_ event: Event) throws(TransitionRefused) -> [Effect] {
    guard event.at >= lastChange else { throw refused(event, .beforeEarlierEvent) }
    let effects = try effects(of: event)
    lastChange = event.at
    return effects
  }

  private mutating func effects(of event: Event) throws(TransitionRefused) -> [Effect] {
    switch (state, event) {
    case (.waiting, .queue):
      return []
    case (.waiting, .dispatch(let decision, let at)):
      state = .dispatched
      unit = decision.unit
      stamps.dispatched = at
      return [
        .notify(decision.unit),
        .expectAcknowledgement(decision.unit, by: at.adding(seconds: 60)),
      ]
    case (.dispatched, .acknowledge(let at)):
      state = .acknowledged
      stamps.acknowledged = at
      return []
    case (.acknowledged, .setOut(let at)):
      state = .enRoute
      stamps.enRoute = at
      return []
    case (.enRoute, .arrive(let at)):
      state = .onScene
      stamps.onScene = at
      return [.countTowardKPIs]
    case (.onScene, .clear(let at)):
      state = .cleared
      stamps.cleared = at
      return freed() + [.countTowardKPIs]
    case (.dispatched, .decline), (.acknowledged, .decline), (.enRoute, .decline):
      let effects = freed() + [.findUnit]
      state = .waiting
      unit = nil
      stamps = ResponseStamps(call: stamps.call)
      return effects
    case (.waiting, .cancel), (.dispatched, .cancel), (.acknowledged, .cancel),
      (.enRoute, .cancel):
      state = .cancelled
      return freed()
    default:
      throw refused(event, .notAllowedInState)
    }
  }

  private func freed() -> [Effect] { unit.map { [.free($0)] } ?? [] }

  private func refused(
    _ event: Event, _ reason: TransitionRefused.Reason
  ) -> TransitionRefused {
    TransitionRefused(
      subject: .incident(id), state: state.rawValue, event: event.key, reason: reason)
  }
}

/// When a response reached each step; all but the call may be missing.
public struct ResponseStamps: Hashable, Codable, Sendable {
  public var call: Instant
  public var dispatched: Instant?
  public var acknowledged: Instant?
  public var enRoute: Instant?
  public var onScene: Instant?
  public var cleared: Instant?

  public init(call: Instant) { self.call = call }
}
