// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// The desk's file about one stay: the record, the sign-in that waits for a leader, and what the
/// officer says about it.
public struct AttendanceSheet: DeskFile {
  public internal(set) var record: AttendanceRecord
  public let officer: ID<Officer>
  /// The officer's own unit.
  public let unit: ID<Unit>
  /// On whose ground the place lies.
  public let brigade: ID<Unit>
  /// A sign-in that the fence did not confirm.
  public internal(set) var pending: SignIn?
  /// The officer's own words about this stay: the right of reply.
  public internal(set) var replies: [DeskLine] = []
  public internal(set) var lines: [DeskLine] = []
  /// Since when the shift's vehicle is out, as this stay said; `nil` while it is in.
  public internal(set) var vehicleOut: Instant?
  /// When it last came back.
  public internal(set) var vehicleBack: Instant?
  /// When the officer's phone or terminal was last heard of, as far as it is written down: a terminal
  /// that goes on is looked at where it matters, not written down with each fix.
  public internal(set) var lastHeard: Instant?
  /// When a leader or the command centre last spoke to the officer.
  public internal(set) var spokenTo: Instant?
  /// While nothing is heard of the officer for too long.
  public internal(set) var silence: Silence?
  /// When to look whether something was heard; `nil` where nobody waits for it.
  public internal(set) var welfareDue: Instant?
  /// What the arrival that counts was shown by; `nil` before it, and where it was told before this was kept.
  public internal(set) var evidence: AttendanceRecord.Evidence?
  /// The stretch of a terminal's track that it was shown by.
  public internal(set) var terminal: TerminalRun?
  /// When a leader withdrew what a terminal had shown: none shows anybody at this stay after that.
  public internal(set) var terminalWithdrawn: Instant?
  public var version = 1

  /// What a phone said, without the place itself: how far off, how sure.
  public struct SignIn: Hashable, Codable, Sendable {
    public var at: Instant
    /// Metres from the place; `nil` where the phone gave no fix.
    public var metres: Int64?
    /// Metres, as the phone estimates.
    public var accuracy: Int64?
    public var doubt: Doubt
  }

  public enum Doubt: String, CaseIterable, Codable, Sendable {
    /// Outside the fence, its accuracy allowed for.
    case outside
    /// The phone does not know well enough where it is.
    case inaccurate
    /// Fewer than two fixes, or both of the same moment.
    case oneFix
    case noFix
    /// The phone says that its place is made up.
    case madeUp
  }

  init(_ stay: RosteredStay) {
    record = AttendanceRecord(id: stay.id, start: stay.start, end: stay.end)
    officer = stay.officer.id
    unit = stay.officer.unit
    brigade = stay.brigade
  }

  /// What a stay is like before anything was recorded about it.
  public static func unopened(_ stay: RosteredStay) -> AttendanceSheet { AttendanceSheet(stay) }

  public static var subject: DeskSubject { .attendance }
  public var key: DeskKey { DeskKey(record.id) }
  public var stateKey: String { record.state.key }
  public var units: Set<ID<Unit>> { [unit, brigade] }
  public var people: Set<ID<Officer>> { [officer] }
  public var started: Instant { record.start }
  public var nextClock: Instant? { welfareDue }

  public var isOpen: Bool {
    switch record.state {
    case .expected, .present, .away: true
    case .finished, .absent, .cancelled: false
    }
  }
}

extension DeskKey {
  public init(_ id: AssignmentID) { self.init(number: id.duty.rawValue, part: Int64(id.task)) }
}

/// What a leader sees of a stay at a glance.
public enum Standing: String, CaseIterable, Codable, Sendable {
  /// Not due yet.
  case expected
  /// Due, and nobody has confirmed it; not the same as absent.
  case late
  /// A sign-in waits for a leader's word.
  case toVerify
  case present
  /// There, but nothing was heard of the officer for too long; not the same as absent.
  case lostContact
  case dispatched, relieved
  /// Called to a special duty.
  case specialDuty
  /// Away without leave as far as one can see, and for longer than allowed.
  case offPost
  /// Away without leave as far as one can see, for a short while.
  case stepped
  case finished, absent, cancelled
}

extension AttendanceSheet {
  /// - Parameter terminal: when a terminal of the officer's was last heard.
  public func standing(
    at now: Instant, terminal: Instant? = nil, _ policy: CheckInPolicy = .standard
  ) -> Standing {
    switch record.state {
    case .expected:
      if pending != nil { return .toVerify }
      let limit = record.start.adding(seconds: policy.attendance.onTimeSeconds)
      return now > limit ? .late : .expected
    case .present:
      return now.seconds(since: silenceBegins(terminal)) > longestSilence(terminal, policy)
        ? .lostContact : .present
    case .away(.dispatched, _): return .dispatched
    case .away(.relieved, _): return .relieved
    case .away(.specialDuty, _): return .specialDuty
    case .away(.unexplained, let since):
      return now.seconds(since: since) > policy.attendance.offPostAfterSeconds
        ? .offPost : .stepped
    case .finished: return .finished
    case .absent: return .absent
    case .cancelled: return .cancelled
    }
  }

  /// Whole minutes after the rostered start, when that is later than allowed.
  public func minutesLate(_ policy: AttendancePolicy = .standard) -> Int64? {
    guard let arrival = record.arrival, !record.isOnTime(policy), !record.wasSentElsewhereFirst
    else { return nil }
    return arrival.seconds(since: record.start) / 60
  }

  /// Whole minutes before the rostered end, when the officer went off more than the policy's
  /// minutes early.
  public func minutesEarly(_ policy: AttendancePolicy = .standard) -> Int64? {
    guard let left = record.leftAt else { return nil }
    let early = record.end.seconds(since: left)
    return early > policy.onTimeSeconds ? early / 60 : nil
  }
}

/// What the fence around a place accepts; data, because it is local.
public struct CheckInPolicy: Hashable, Codable, Sendable {
  public var attendance: AttendancePolicy
  /// Metres around a place that count as being there, beside the phone's own accuracy.
  public var fenceMetres: Int64
  /// A fix less sure than this confirms nothing.
  public var worstAccuracyMetres: Int64
  /// The two fixes of a sign-in lie at least so far apart.
  public var secondsBetweenFixes: Int64
  /// An officer with a phone or a terminal of whom nothing was heard for so long has lost contact.
  public var lostContactSeconds: Int64
  /// Who is asked and told then.
  public var welfare: WelfarePolicy
  /// Nobody signs in earlier than this before the start, unless the shift has started already.
  public var earliestSeconds: Int64
  /// What a terminal must show to sign its holder in.
  public var terminal: TerminalPolicy

  public init(
    attendance: AttendancePolicy, fenceMetres: Int64, worstAccuracyMetres: Int64,
    secondsBetweenFixes: Int64, lostContactSeconds: Int64, welfare: WelfarePolicy = .standard,
    earliestSeconds: Int64, terminal: TerminalPolicy = .standard
  ) {
    self.attendance = attendance
    self.fenceMetres = fenceMetres
    self.worstAccuracyMetres = worstAccuracyMetres
    self.secondsBetweenFixes = secondsBetweenFixes
    self.lostContactSeconds = lostContactSeconds
    self.welfare = welfare
    self.earliestSeconds = earliestSeconds
    self.terminal = terminal
  }

  /// Our defaults: no national definition was found.
  public static let standard = Self(
    attendance: .standard, fenceMetres: 80, worstAccuracyMetres: 100, secondsBetweenFixes: 2,
    lostContactSeconds: 900, earliestSeconds: 3600)
}
