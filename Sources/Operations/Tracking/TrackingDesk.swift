// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Synchronization

/// Takes in fixes: judges each, and stores all of them before anybody is told that it has.
public final class TrackingDesk: Sendable {
  /// What has come in since the start.
  public struct Counts: Hashable, Sendable {
    public var verdicts: [FixVerdict: Int] = [:]
    public var quarantined = 0
    public var refused = 0
    /// Places that other servers stored and that were newer than what was known here.
    public var followed = 0
  }

  fileprivate struct State {
    struct Shown {
      var fix: Fix
      /// Which change it was.
      var change: Int64
      /// Whether it was stored here since the start, not by another server or before.
      var isOwn: Bool
    }

    var filters: [DutyModel.ID<TrackedTerminal>: FixFilter]
    var quarantine = QuarantineUse()
    /// The newest durable place of each terminal.
    var shown: [DutyModel.ID<TrackedTerminal>: Shown]
    var changes: Int64
    var counts = Counts()
  }

  private let policy: TrackingPolicy
  private let limits: QuarantineLimits
  private let fixes: GroupCommit<JudgedFix, TrackingError>
  private let reports: GroupCommit<QuarantinedReport, TrackingError>
  private let state: Mutex<State>

  /// - Parameter newest: the last fixes before the start, from `PositionStore.newest`.
  public init(
    store: any PositionStore, newest: [Fix] = [], policy: TrackingPolicy = TrackingPolicy(),
    limits: QuarantineLimits = QuarantineLimits()
  ) {
    self.policy = policy
    self.limits = limits
    state = Mutex(
      State(
        filters: Dictionary(
          newest.map { ($0.terminal, FixFilter(last: $0)) },
          uniquingKeysWith: { first, _ in first }),
        shown: Dictionary(
          newest.map { ($0.terminal, .init(fix: $0, change: 1, isOwn: false)) },
          uniquingKeysWith: { first, _ in first }),
        changes: 1))
    fixes = GroupCommit { batch throws(TrackingError) in _ = try await store.append(batch) }
    reports = GroupCommit { batch throws(TrackingError) in try await store.quarantine(batch) }
  }

  public var counts: Counts { state.withLock { $0.counts } }

  /// Returns when all fixes are durable.
  ///
  /// A duplicate goes to the store like any other: only the store knows whether the first one
  /// arrived there.
  @discardableResult
  public func record(_ received: [Fix]) async throws(TrackingError) -> [FixVerdict] {
    guard !received.isEmpty else { return [] }
    let judged = state.withLock { state in received.map { state.judged($0, policy) } }
    try await fixes.commit(judged)
    state.withLock { state in for one in judged { state.take(one) } }
    return judged.map(\.verdict)
  }

  /// Returns when all reports are durable, or `false` at once if there are too many already.
  public func putAside(_ received: [QuarantinedReport]) async throws(TrackingError) -> Bool {
    let isAdmitted = state.withLock { state in
      if state.quarantine.admits(received, limits: limits) { return true }
      state.counts.refused += received.count
      return false
    }
    guard isAdmitted else { return false }
    try await reports.commit(received)
    state.withLock { $0.counts.quarantined += received.count }
    return true
  }

  /// Where each terminal is that has moved since an earlier look.
  public struct Movement: Sendable {
    /// By number of the terminal. Durable.
    public var fixes: [Fix]
    /// What the next look goes on from.
    public var change: Int64
  }

  /// - Parameters:
  ///   - change: What the last look returned; 0 for every terminal.
  ///   - onlyOwn: Whether to leave out what other servers stored, or this one before its start.
  public func movement(after change: Int64, onlyOwn: Bool = false) -> Movement {
    var movement = state.withLock { state in
      Movement(
        fixes: state.changes > change
          ? state.shown.values.filter { $0.change > change && ($0.isOwn || !onlyOwn) }.map(\.fix)
          : [],
        change: state.changes)
    }
    movement.fixes.sort { $0.terminal < $1.terminal }
    return movement
  }

  /// Goes on from what other servers have accepted and stored: it is shown, and what comes here next is
  /// judged after it. It is neither stored nor counted as received again.
  public func follow(_ fixes: [Fix]) {
    state.withLock { state in for fix in fixes { state.follow(fix) } }
  }
}

extension TrackingDesk.State {
  fileprivate mutating func judged(_ fix: Fix, _ policy: TrackingPolicy) -> JudgedFix {
    JudgedFix(
      fix: fix, verdict: filters[fix.terminal, default: FixFilter()].judge(fix, policy: policy))
  }

  /// What is durable now.
  fileprivate mutating func take(_ judged: JudgedFix) {
    counts.verdicts[judged.verdict, default: 0] += 1
    if judged.verdict == .accepted { show(judged.fix) }
  }

  /// Commits of one terminal may end in another order than they began.
  private mutating func show(_ fix: Fix) {
    if let known = shown[fix.terminal]?.fix, known.instant > fix.instant { return }
    changes += 1
    shown[fix.terminal] = Shown(fix: fix, change: changes, isOwn: true)
  }

  /// What is known here already comes again whenever the store is read.
  fileprivate mutating func follow(_ fix: Fix) {
    filters[fix.terminal, default: FixFilter()].follow(fix)
    if let known = shown[fix.terminal]?.fix, known.instant >= fix.instant { return }
    changes += 1
    counts.followed += 1
    shown[fix.terminal] = Shown(fix: fix, change: changes, isOwn: false)
  }
}

/// How much a stranger may leave with us.
public struct QuarantineLimits: Hashable, Sendable {
  public var reportsADay = 20_000
  public var reportsADayAndName = 500
  public var contentBytes = 4096

  public init() {}
}

/// What was put aside on the present day.
struct QuarantineUse {
  private var day: Int64 = 0
  private var all = 0
  private var byName: [String: Int] = [:]

  mutating func admits(_ reports: [QuarantinedReport], limits: QuarantineLimits) -> Bool {
    guard let first = reports.first else { return true }
    let today = first.received.milliseconds / 86_400_000
    if today != day { self = QuarantineUse(day: today) }
    let name = "\(first.kind.rawValue) \(first.name)"
    let named = byName[name, default: 0] + reports.count
    guard all + reports.count <= limits.reportsADay, named <= limits.reportsADayAndName,
      reports.allSatisfy({ $0.content.utf8.count <= limits.contentBytes })
    else { return false }
    all += reports.count
    byName[name] = named
    return true
  }

  init(day: Int64 = 0) { self.day = day }
}
