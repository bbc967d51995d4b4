// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import Operations

/// One incident that was called in during the period.
public struct IncidentFact: Hashable, Sendable {
  public var response: IncidentResponse
  public var brigade: ID<Unit>?
  public var mode: DutyMode?

  init(response: IncidentResponse, territory: TerritoryIndex, clock: CityClock) {
    self.response = response
    brigade = territory.brigade(of: response.place.segment)
    mode = territory.mode(at: clock.civilTime(of: response.stamps.call))
  }

  /// Seconds from the call until somebody was there.
  public var arrivalSeconds: Int64? {
    response.stamps.onScene.map { $0.seconds(since: response.stamps.call) }
  }

  public var clearanceSeconds: Int64? {
    guard let arrived = response.stamps.onScene else { return nil }
    return response.stamps.cleared.map { $0.seconds(since: arrived) }
  }
}

/// One violation that was seen during the period.
public struct ViolationFact: Hashable, Sendable {
  public var history: ViolationHistory
  public var brigade: ID<Unit>?

  init(violation: ViolationHistory, territory: TerritoryIndex) {
    history = violation
    brigade = territory.brigade(of: violation.record.observation.place.segment)
  }

  public var mode: DutyMode { history.record.observation.mode }
}

/// A case's state and the steps that figures ask for, which the state itself forgets.
public struct ViolationHistory: Hashable, Sendable {
  public internal(set) var record: ViolationCase
  public internal(set) var intervention: ViolationCase.Intervention?
  public internal(set) var firstHandOver: ViolationCase.HandOver?
  public internal(set) var acceptedAt: Instant?
  /// Set once the case was closed with an outcome.
  public internal(set) var closedAt: Instant?

  public var id: ID<ViolationCase> { record.id }

  init(_ record: ViolationCase) { self.record = record }

  mutating func apply(_ event: ViolationCase.Event) throws(TransitionRefused) {
    _ = try record.apply(event)
    switch event {
    case .intervene(let kind, _, _): intervention = kind
    case .handOver(let unit, let due, _, let at):
      firstHandOver = firstHandOver ?? ViolationCase.HandOver(to: unit, at: at, due: due)
    case .accept(_, let at): acceptedAt = at
    case .giveBack, .decide, .release, .close, .remind: break
    }
    if case .closed = record.state { closedAt = event.at }
  }
}
