// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// Whether an officer was where the roster says, from the first valid presence to the end.
///
/// Expected → present ⇄ away → finished; or cancelled before the start, or absent. "Lost contact"
/// is not "absent": only a person marks an absence, and an unauthorised absence is a flag that a
/// person confirms before it counts. Reads no clock.
public struct AttendanceRecord: Identifiable, Hashable, Codable, Sendable {
  public enum State: Hashable, Codable, Sendable {
    case expected
    case present(since: Instant)
    case away(AwayReason, since: Instant)
    case finished
    case absent
    case cancelled
  }

  public enum AwayReason: Hashable, Codable, Sendable {
    /// Sent to an incident: authorised, and taken out of the on-post rate's denominator.
    case dispatched(DutyModel.ID<Incident>)
    /// Called to a special duty: authorised like an incident.
    case specialDuty(DutyModel.ID<SpecialDuty>)
    /// Allowed by a leader: a break, a relief.
    case relieved
    /// Left without leave, as far as one can see.
    case unexplained

    public var isAuthorised: Bool { self != .unexplained }
  }

  /// What shows that the officer is there.
  public enum Evidence: String, CaseIterable, Codable, Sendable {
    /// Two fixes in a row within the place's fence.
    case twoFixes
    /// Signed in, and verified by a leader.
    case verifiedSignIn
    case scannedTag
    /// Stored fixes of the officer's terminal, or of the vehicle's taken out, within the fence without a break.
    case terminalTrack
  }

  public enum Event: Hashable, Codable, Sendable {
    case confirm(Evidence, at: Instant)
    /// A person found that the officer had not come: what was confirmed counts no more.
    case withdraw(at: Instant)
    case leave(AwayReason, at: Instant)
    case comeBack(at: Instant)
    /// A person looked at an unexplained absence: it was one, or it was not.
    case review(isOffPost: Bool, at: Instant)
    case finish(at: Instant)
    case markAbsent(at: Instant)
    case cancel(at: Instant)

    public var at: Instant {
      switch self {
      case .confirm(_, let at), .withdraw(let at), .leave(_, let at), .comeBack(let at),
        .review(_, let at), .finish(let at), .markAbsent(let at), .cancel(let at):
        at
      }
    }

    public var key: String {
      switch self {
      case .confirm: "confirm"
      case .withdraw: "withdraw"
      case .leave: "leave"
      case .comeBack: "comeBack"
      case .review: "review"
      case .finish: "finish"
      case .markAbsent: "markAbsent"
      case .cancel: "cancel"
      }
    }
  }

  public enum Effect: Hashable, Codable, Sendable {
    /// The absence has lasted longer than allowed: ask a leader to look at it.
    case askForReview(since: Instant, until: Instant)
    case countTowardKPIs
  }

  public struct Span: Hashable, Codable, Sendable {
    public var from: Instant
    public var until: Instant
    public var isAuthorised: Bool
  }

  public let id: AssignmentID
  /// When the roster wants the officer there.
  public let start: Instant
  public let end: Instant
  public private(set) var state: State = .expected
  public private(set) var arrival: Instant?
  /// Times away, each closed by the return or the end.
  public private(set) var absences: [Span] = []
  public private(set) var leftAt: Instant?
  /// An incident or a special duty kept the officer from arriving: neither on time nor late.
  public private(set) var wasSentElsewhereFirst = false
  /// Off-post events 脱岗 that a person has confirmed.
  public private(set) var confirmedOffPost = 0
  public private(set) var lastChange: Instant?

  public init(id: AssignmentID, start: Instant, end: Instant) {
    self.id = id
    self.start = start
    self.end = end
  }

  /// Moves the record on, or refuses and changes nothing.
  public mutating func apply(
    _ event: Event, policy: AttendancePolicy = .standard
  ) throws(TransitionRefused) -> [Effect] {
    if let lastChange, event.at < lastChange { throw refused(event, .beforeEarlierEvent) }
    let effects = try effects(of: event, policy)
    lastChange = event.at
    return effects
  }

  private mutating func effects(
    of event: Event, _ policy: AttendancePolicy
  ) throws(TransitionRefused) -> [Effect] {
    switch (state, event) {
    case (.expected, .confirm(_, let at)):
      arrival = at
      state = .present(since: at)
      return [.countTowardKPIs]
    // Whoever has been away since was there before: what happened then stays told.
    case (.present, .withdraw):
      guard absences.isEmpty else { throw refused(event, .notAllowedInState) }
      arrival = nil
      state = .expected
      return [.countTowardKPIs]
    case (.expected, .leave(.dispatched(let incident), let at)):
      wasSentElsewhereFirst = true
      state = .away(.dispatched(incident), since: at)
      return []
    case (.expected, .leave(.specialDuty(let duty), let at)):
      wasSentElsewhereFirst = true
      state = .away(.specialDuty(duty), since: at)
      return []
    // Over: on the way back, with leave, until the officer is there again.
    case (.away(.specialDuty, let since), .leave(.relieved, let at)):
      absences.append(Span(from: since, until: at, isAuthorised: true))
      state = .away(.relieved, since: at)
      return []
    case (.expected, .cancel(let at)):
      guard at < start else { throw refused(event, .notAllowedInState) }
      state = .cancelled
      return []
    case (.expected, .markAbsent(let at)):
      guard at > start else { throw refused(event, .notAllowedInState) }
      state = .absent
      return [.countTowardKPIs]
    case (.present, .leave(let reason, let at)):
      state = .away(reason, since: at)
      return []
    case (.away(let reason, let since), .comeBack(let at)):
      if arrival == nil { arrival = at }
      absences.append(Span(from: since, until: at, isAuthorised: reason.isAuthorised))
      state = .present(since: at)
      let isLong = at.seconds(since: since) > policy.offPostAfterSeconds
      return isLong && !reason.isAuthorised ? [.askForReview(since: since, until: at)] : []
    case (.present, .review(let isOffPost, _)), (.finished, .review(let isOffPost, _)):
      guard confirmedOffPost < absences.count(where: { !$0.isAuthorised }) else {
        throw refused(event, .notAllowedInState)
      }
      if isOffPost { confirmedOffPost += 1 }
      return isOffPost ? [.countTowardKPIs] : []
    case (.present, .finish(let at)):
      leftAt = at
      state = .finished
      return [.countTowardKPIs]
    case (.away(let reason, let since), .finish(let at)):
      absences.append(Span(from: since, until: at, isAuthorised: reason.isAuthorised))
      leftAt = at
      state = .finished
      return [.countTowardKPIs]
    default:
      throw refused(event, .notAllowedInState)
    }
  }

  private func refused(
    _ event: Event, _ reason: TransitionRefused.Reason
  ) -> TransitionRefused {
    TransitionRefused(
      subject: .attendance(id), state: state.key, event: event.key, reason: reason)
  }
}

extension AttendanceRecord.State {
  public var key: String {
    switch self {
    case .expected: "expected"
    case .present: "present"
    case .away: "away"
    case .finished: "finished"
    case .absent: "absent"
    case .cancelled: "cancelled"
    }
  }
}
