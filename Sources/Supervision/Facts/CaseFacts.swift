// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import Operations

/// One incident that was called in during the period.
public struct IncidentFact: Hashable, Sendable {
  public internal(set) var response: IncidentResponse
  public var brigade: ID<Unit>?
  public var mode: DutyMode?
  var scopes: [Int]

  init(
    response: IncidentResponse, territory: TerritoryIndex, clock: CityClock,
    book: inout ScopeBook
  ) {
    let time = clock.civilTime(of: response.stamps.call)
    self.response = response
    brigade = territory.brigade(of: response.place.segment)
    mode = territory.mode(at: time)
    scopes = book.scopes(of: Attribution(brigade: brigade, mode: mode, hour: time.hour))
  }

  /// Seconds from the call until somebody was there.
  public var arrivalSeconds: Int64? { seconds(from: \.call, to: \.onScene) }
  public var clearanceSeconds: Int64? { seconds(from: \.onScene, to: \.cleared) }

  /// Seconds between two of the five stamps, `nil` where one is missing.
  func seconds(
    from first: KeyPath<ResponseStamps, Instant>, to second: KeyPath<ResponseStamps, Instant?>
  ) -> Int64? {
    let start = response.stamps[keyPath: first]
    return response.stamps[keyPath: second].map { $0.seconds(since: start) }
  }

  func seconds(
    from first: KeyPath<ResponseStamps, Instant?>, to second: KeyPath<ResponseStamps, Instant?>
  ) -> Int64? {
    guard let start = response.stamps[keyPath: first] else { return nil }
    return response.stamps[keyPath: second].map { $0.seconds(since: start) }
  }
}

/// One violation that was seen during the period, or many that no figure can tell apart.
public struct ViolationFact: Hashable, Sendable {
  public internal(set) var history: ViolationHistory
  public var brigade: ID<Unit>?
  /// How many cases it stands for: 1 unless the log was read for sums alone.
  public internal(set) var times = 1
  var scopes: [Int]
  /// A hand-over counts to the brigade that received it.
  var handOverScopes: [Int] = []

  init(
    violation: ViolationHistory, territory: TerritoryIndex, clock: CityClock,
    book: inout ScopeBook
  ) {
    let seen = violation.record.observation
    history = violation
    brigade = territory.brigade(of: seen.place.segment)
    scopes = book.scopes(
      of: Attribution(
        brigade: brigade, mode: seen.mode, hour: clock.civilTime(of: seen.at).hour))
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
    // 移交 is what officers hand over; what another office referred counts in that office's figures.
    case .refer: break
    case .giveBack, .decide, .release, .close, .remind, .notFound: break
    }
    if case .closed = record.state { closedAt = event.at }
  }
}
