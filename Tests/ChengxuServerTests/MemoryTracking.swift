// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Operations

/// Keeps positions for as long as a test runs, and fails when told to.
actor MemoryPositionStore: PositionStore {
  private(set) var fixes: [JudgedFix] = []
  private(set) var reports: [QuarantinedReport] = []
  private(set) var batches = 0
  private var failure: TrackingError?

  func fail(with error: TrackingError?) { failure = error }

  func append(_ fixes: [JudgedFix]) throws(TrackingError) -> Int {
    if let failure { throw failure }
    batches += 1
    self.fixes += fixes
    return fixes.count
  }

  func quarantine(_ reports: [QuarantinedReport]) throws(TrackingError) {
    if let failure { throw failure }
    self.reports += reports
  }

  func way(
    of terminal: ID<TrackedTerminal>, in interval: Range<Instant>, verdicts: [FixVerdict],
    limit: Int
  ) -> TrackedWay {
    let all = fixes.filter {
      $0.fix.terminal == terminal && interval.contains($0.fix.instant)
    }.sorted { $0.fix.instant < $1.fix.instant }
    return TrackedWay(
      fixes: Array(all.filter { verdicts.contains($0.verdict) }.prefix(limit)),
      counts: Dictionary(grouping: all, by: \.verdict).mapValues(\.count))
  }

  func newest(on day: CivilDate) -> [Fix] { [] }

  func accepted(_ keys: [FixKey]) -> [Fix] {
    fixes.filter { $0.verdict == .accepted && keys.contains(FixKey($0.fix)) }.map(\.fix)
  }

  func forget(before day: CivilDate, onlyCounted: Bool) -> ForgottenDays { ForgottenDays() }
}

actor MemoryTerminalRegistry: TerminalRegistry {
  private let list: [TrackedTerminal]
  private var credentials: [ID<TrackedTerminal>: TerminalCredential] = [:]

  /// One for each holder, which is its name too.
  init(holders: [String]) {
    list = holders.enumerated().map { number, holder in
      TrackedTerminal(
        id: ID(rawValue: Int64(number + 1)), kind: .osmand, name: holder, holder: holder)
    }
  }

  init(names: [String], kinds: [TrackedTerminal.Kind] = [.jt808]) {
    var list: [TrackedTerminal] = []
    for kind in kinds {
      for name in names {
        list.append(
          TrackedTerminal(
            id: ID(rawValue: Int64(list.count + 1)), kind: kind, name: name, holder: "鲁V1警"))
      }
    }
    self.list = list
  }

  func take(_ rows: [TerminalRow], at now: Instant) -> TerminalImport { TerminalImport() }
  func terminals() -> [TrackedTerminal] { list }

  func terminal(_ kind: TrackedTerminal.Kind, named name: String) -> TrackedTerminal? {
    list.first { $0.kind == kind && $0.name == name }
  }

  func credential(of id: ID<TrackedTerminal>) -> TerminalCredential? { credentials[id] }

  func replaceCredential(of id: ID<TrackedTerminal>, with credential: TerminalCredential) {
    credentials[id] = credential
  }

  func removeCredential(of id: ID<TrackedTerminal>) { credentials[id] = nil }
}
