// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// The desk's file about one violation: the case, its clocks, its flags and its story.
public struct ViolationFile: DeskFile {
  public internal(set) var violation: ViolationCase
  /// On whose ground it happened.
  public let brigade: ID<Unit>
  /// The end of the finder's stay: the brigade's time to accept counts from it.
  public let shiftEnd: Instant
  /// Version of the code list that it was chosen from.
  public let codeList: Int
  public let words: String
  public let evidence: [EvidenceReference]
  public internal(set) var flags: Set<Flag> = []
  /// Clocks that a person has answered, with when.
  public internal(set) var met: [ViolationClock.Kind: Instant] = [:]
  /// The percentage that was reminded of, clock by clock.
  public internal(set) var reminded: [ViolationClock.Kind: Int] = [:]
  public internal(set) var lines: [DeskLine] = []
  public var version = 1

  /// What a leader should look at. Each is for a person to judge, none is a verdict.
  public enum Flag: String, CaseIterable, Codable, Sendable {
    /// 推诿: the unit tried to return the case a second time.
    case buckPassing
    /// Not accepted in time.
    case acceptanceOverdue
    /// 疑似擅自放行: ended with a word although the law asks for more, or left without any outcome
    /// past its time.
    case unexplainedRelease
  }

  init(
    _ violation: ViolationCase, brigade: ID<Unit>, shiftEnd: Instant, codeList: Int, words: String,
    evidence: [EvidenceReference]
  ) {
    self.violation = violation
    self.brigade = brigade
    self.shiftEnd = shiftEnd
    self.codeList = codeList
    self.words = words
    self.evidence = evidence
  }

  public var id: ID<ViolationCase> { violation.id }
  public static var subject: DeskSubject { .violation }
  public var key: DeskKey { DeskKey(number: id.rawValue) }
  public var stateKey: String { violation.state.key }
  public var started: Instant { violation.observation.at }
  public var people: Set<ID<Officer>> {
    violation.observation.by.map { [$0.officer] } ?? []
  }

  public var isOpen: Bool {
    if case .closed = violation.state { false } else { true }
  }

  /// The finder's unit, and the one that owns the case now.
  public var units: Set<ID<Unit>> {
    [finder, brigade, owner]
  }

  /// One accountable owner at all times.
  public var owner: ID<Unit> {
    switch violation.state {
    case .observed, .intervened, .returned: finder
    case .handedOver(let handOver), .accepted(let handOver, _, _): handOver.unit
    case .processed, .closed: lastOwner ?? finder
    }
  }

  /// The finder's unit; of what was referred, the brigade that it came to.
  private var finder: ID<Unit> {
    violation.observation.by?.unit ?? violation.observation.referral?.brigade ?? brigade
  }

  /// The unit that accepted the case, for the time after its decision.
  var lastOwner: ID<Unit>?
  /// What was done on the spot; the state forgets it when the case is handed over.
  public internal(set) var intervention: ViolationCase.Intervention?

  public var nextClock: Instant? {
    clocks.compactMap { $0.nextReminder(after: reminded[$0.kind] ?? 0) }.min()
  }
}

/// A photo, a video or a paper by its content. Photos of the phone page lie in the photo store; every
/// other file lies in the evidence system.
public struct EvidenceReference: Hashable, Codable, Sendable {
  /// SHA-256 of the file, 64 hexadecimal digits.
  public var digest: EventDigest
  public var kind: String
  /// Six months for a recording, for ever where it is evidence
  /// (公安机关现场执法视音频记录工作规定, 2016).
  public var isKeptForever: Bool

  public init(digest: EventDigest, kind: String, isKeptForever: Bool) {
    self.digest = digest
    self.kind = kind
    self.isKeptForever = isKeptForever
  }

  /// The kind of what the photo store holds.
  static let photoKind = "photo"

  init(_ photo: PhotoHash, isKeptForever: Bool) {
    digest = EventDigest(photo)
    kind = Self.photoKind
    self.isKeptForever = isKeptForever
  }
}

/// One of the times that the law or the office sets to a case.
public struct ViolationClock: Hashable, Codable, Sendable {
  public enum Kind: String, CaseIterable, Codable, CodingKeyRepresentable, Sendable {
    /// The brigade accepts a hand-over: 30 minutes, or by the end of the shift.
    case acceptance
    /// A coercive measure is reported to the head of the unit within 24 hours.
    case measureReport
    /// A decision in the simple procedure is filed with the own unit within 2 days.
    case filing
    /// The party appears within 15 days of a coercive measure.
    case appearance
    /// An accepted case is decided.
    case settlement
  }

  /// What happened to a clock, for the log.
  public enum Event: Hashable, Codable, Sendable {
    /// Somebody did what it asks for.
    case met(Kind, by: Handler, at: Instant)
    /// So many percent of it have passed: the owner is reminded, at 100 its superior told.
    case reminded(Kind, percent: Int, at: Instant)

    public var key: String {
      switch self {
      case .met: "met"
      case .reminded: "reminded"
      }
    }
  }

  public var kind: Kind
  public var from: Instant
  public var due: Instant

  /// The moment of the next of 50, 80 and 100 percent, `nil` when all were reminded of.
  func nextReminder(after percent: Int) -> Instant? {
    [50, 80, 100].first { $0 > percent }.map(instant(atPercent:))
  }

  /// The highest of 50, 80 and 100 percent that have passed.
  func percent(at now: Instant) -> Int? {
    [100, 80, 50].first { instant(atPercent: $0) <= now }
  }

  func instant(atPercent percent: Int) -> Instant {
    Instant(
      milliseconds: from.milliseconds + (due.milliseconds - from.milliseconds) * Int64(percent)
        / 100)
  }
}

extension ViolationFile {
  /// The clocks that run now.
  ///
  /// Source: 道路交通安全违法行为处理程序规定, order 105 of 2008 with order 157; the acceptance clock is
  /// the office's own (`HandOverPolicy`).
  public var clocks: [ViolationClock] {
    var clocks: [ViolationClock] = []
    switch violation.state {
    case .handedOver(let handOver):
      clocks.append(.init(kind: .acceptance, from: handOver.at, due: handOver.due))
    case .accepted(_, _, let at):
      clocks.append(
        .init(
          kind: .settlement, from: at,
          due: at.adding(seconds: Int64(HandOverPolicy.standard.settleWithinMinutes) * 60)))
    default: break
    }
    guard isOpen, let intervention else { return clocks }
    let at = violation.observation.at
    func clock(_ name: ViolationClock.Kind, hours: Int64) {
      guard met[name] == nil else { return }
      clocks.append(.init(kind: name, from: at, due: at.adding(seconds: hours * 3600)))
    }
    if intervention == .coerciveMeasure {
      clock(.measureReport, hours: 24)
      if case .processed = violation.state {} else { clock(.appearance, hours: 15 * 24) }
    }
    if intervention == .summaryDecision { clock(.filing, hours: 48) }
    return clocks
  }
}
