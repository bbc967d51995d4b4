// SPDX-License-Identifier: Apache-2.0

import DutyModel

/// Takes in fixes: judges each, and stores all of them before anybody is told that it has.
public actor TrackingDesk {
  /// What has come in since the start.
  public struct Counts: Hashable, Sendable {
    public var verdicts: [FixVerdict: Int] = [:]
    public var quarantined = 0
    public var refused = 0
  }

  private let policy: TrackingPolicy
  private let limits: QuarantineLimits
  private let fixes: GroupCommit<JudgedFix, TrackingError>
  private let reports: GroupCommit<QuarantinedReport, TrackingError>
  private var filters: [DutyModel.ID<TrackedTerminal>: FixFilter]
  private var quarantine = QuarantineUse()
  /// The newest durable place of each terminal, and which change it was.
  private var shown: [DutyModel.ID<TrackedTerminal>: (fix: Fix, change: Int64)]
  private var changes: Int64
  public private(set) var counts = Counts()

  /// - Parameter newest: the last fixes before the start, from `PositionStore.newest`.
  public init(
    store: any PositionStore, newest: [Fix] = [], policy: TrackingPolicy = TrackingPolicy(),
    limits: QuarantineLimits = QuarantineLimits()
  ) {
    self.policy = policy
    self.limits = limits
    filters = Dictionary(
      newest.map { ($0.terminal, FixFilter(last: $0)) }, uniquingKeysWith: { first, _ in first })
    shown = Dictionary(
      newest.map { ($0.terminal, ($0, 1)) }, uniquingKeysWith: { first, _ in first })
    changes = 1
    fixes = GroupCommit { batch throws(TrackingError) in _ = try await store.append(batch) }
    reports = GroupCommit { batch throws(TrackingError) in try await store.quarantine(batch) }
  }

  /// Returns when all fixes are durable.
  ///
  /// A duplicate goes to the store like any other: only the store knows whether the first one
  /// arrived there.
  @discardableResult
  public func record(_ received: [Fix]) async throws(TrackingError) -> [FixVerdict] {
    let judged = received.map { fix in
      JudgedFix(
        fix: fix, verdict: filters[fix.terminal, default: FixFilter()].judge(fix, policy: policy))
    }
    try await fixes.commit(judged)
    for one in judged {
      counts.verdicts[one.verdict, default: 0] += 1
      if one.verdict == .accepted { show(one.fix) }
    }
    return judged.map(\.verdict)
  }

  /// Returns when all reports are durable, or `false` at once if there are too many already.
  public func putAside(_ received: [QuarantinedReport]) async throws(TrackingError) -> Bool {
    guard quarantine.admits(received, limits: limits) else {
      counts.refused += received.count
      return false
    }
    try await reports.commit(received)
    counts.quarantined += received.count
    return true
  }

  /// The newest accepted fix of each terminal.
  public func presence() -> [Fix] {
    filters.values.compactMap(\.last).sorted { $0.terminal < $1.terminal }
  }

  /// Where each terminal is that has moved since an earlier look.
  public struct Movement: Sendable {
    /// By number of the terminal. Durable, unlike what `presence` says while it is being written.
    public var fixes: [Fix]
    /// What the next look goes on from.
    public var change: Int64
  }

  /// - Parameter change: What the last look returned; 0 for every terminal.
  public func movement(after change: Int64) -> Movement {
    guard changes > change else { return Movement(fixes: [], change: changes) }
    let moved = shown.values.lazy.filter { $0.change > change }.map(\.fix)
    return Movement(fixes: moved.sorted { $0.terminal < $1.terminal }, change: changes)
  }

  /// Commits of one terminal may end in another order than they began.
  private func show(_ fix: Fix) {
    if let known = shown[fix.terminal]?.fix, known.instant > fix.instant { return }
    changes += 1
    shown[fix.terminal] = (fix, changes)
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
