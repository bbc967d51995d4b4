// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// Where fixes are kept. Each call is one transaction.
public protocol PositionStore: Sendable {
  /// Stores what is new and returns when it is durable. A fix of the same terminal, moment and
  /// place is stored once, however often it comes. Which presence has to be counted anew with it is durable
  /// at the same moment.
  ///
  /// - Returns: the number of fixes that were new.
  @discardableResult
  func append(_ fixes: [JudgedFix]) async throws(TrackingError) -> Int

  func quarantine(_ reports: [QuarantinedReport]) async throws(TrackingError)

  /// The way that a terminal went from `interval.lowerBound` until just before its upper bound, by the
  /// terminal's clock.
  ///
  /// - Parameters:
  ///   - verdicts: Fixes with others are counted only.
  ///   - limit: The most fixes that come back, the oldest of them; all are counted.
  func way(
    of terminal: DutyModel.ID<TrackedTerminal>, in interval: Range<Instant>,
    verdicts: [FixVerdict], limit: Int
  ) async throws(TrackingError) -> TrackedWay

  /// The newest accepted fix of each terminal that was heard on `day` or the day before.
  func newest(on day: CivilDate) async throws(TrackingError) -> [Fix]

  /// The accepted fixes among these, in any order; without what is not there, or lies in no day's table.
  func accepted(_ keys: [FixKey]) async throws(TrackingError) -> [Fix]

  /// Forgets the days before `day`, and reports quarantined before it. Presence of those days stays, of units
  /// from then on and no longer of terminals.
  ///
  /// - Parameter onlyCounted: Whether a day waits until its presence was counted.
  @discardableResult
  func forget(
    before day: CivilDate, onlyCounted: Bool
  ) async throws(TrackingError) -> ForgottenDays
}

/// What became of days that are no longer kept.
public struct ForgottenDays: Hashable, Sendable {
  public var gone: [CivilDate]
  /// Still there, since not all of their presence was counted.
  public var waiting: [CivilDate]

  public init(gone: [CivilDate] = [], waiting: [CivilDate] = []) {
    self.gone = gone
    self.waiting = waiting
  }
}

/// Where a terminal was, one fix after the other.
public struct TrackedWay: Hashable, Sendable {
  /// Verdicts of fixes that belong to a way: what is not believed does not.
  public static let verdicts: [FixVerdict] = [.accepted, .late]

  /// With one of the verdicts that were asked for, oldest first.
  public var fixes: [JudgedFix]
  /// How many there are of each verdict, also beyond the limit and of those that do not belong to the way.
  public var counts: [FixVerdict: Int]

  public init(fixes: [JudgedFix], counts: [FixVerdict: Int]) {
    self.fixes = fixes
    self.counts = counts
  }
}

/// Who may send.
public protocol TerminalRegistry: Sendable {
  /// Adds terminals, or gives known ones their new holder; all or none.
  func take(_ rows: [TerminalRow], at now: Instant) async throws(TrackingError) -> TerminalImport

  func terminals() async throws(TrackingError) -> [TrackedTerminal]

  /// - Returns: `nil` for a name that was never imported.
  func terminal(
    _ kind: TrackedTerminal.Kind, named name: String
  ) async throws(TrackingError) -> TrackedTerminal?

  func credential(
    of id: DutyModel.ID<TrackedTerminal>
  ) async throws(TrackingError) -> TerminalCredential?

  func replaceCredential(
    of id: DutyModel.ID<TrackedTerminal>, with credential: TerminalCredential
  ) async throws(TrackingError)

  /// Lets any device register for the terminal again; its old codes are worth nothing.
  func removeCredential(of id: DutyModel.ID<TrackedTerminal>) async throws(TrackingError)
}

/// What an import changed.
public struct TerminalImport: Hashable, Codable, Sendable {
  public var added: Int
  public var changed: Int
  public var unchanged: Int

  public init(added: Int = 0, changed: Int = 0, unchanged: Int = 0) {
    self.added = added
    self.changed = changed
    self.unchanged = unchanged
  }
}

/// Why the store could not do it. Nothing was stored.
public struct TrackingError: ExplainedError, Hashable {
  public enum Code: String, CaseIterable, Sendable { case full, busy, damaged, unavailable }

  public var code: Code
  /// What the store said, in English.
  public var detail: String

  public init(_ code: Code, detail: String) {
    self.code = code
    self.detail = detail
  }

  public var explanation: LocalizedName {
    switch code {
    case .full:
      LocalizedName(
        chinese: "磁盘已满，定位数据未保存，终端会重发。可以清理磁盘空间。（\(detail)）",
        english: "The disk is full; positions were not stored and terminals will send them again. "
          + "Maybe free some space. \(detail)")
    case .busy:
      LocalizedName(
        chinese: "数据库正被占用，未保存。可以稍后重试。（\(detail)）",
        english: "The database is in use and nothing was stored. Maybe try again. \(detail)")
    case .damaged:
      LocalizedName(
        chinese: "数据库中的记录无法读取。可以用备份恢复。（\(detail)）",
        english: "A stored record cannot be read. Maybe restore a backup. \(detail)")
    case .unavailable:
      LocalizedName(
        chinese: "数据库不可用。可以检查数据目录或数据库地址。（\(detail)）",
        english: "The database is not available. Maybe check its folder or address. \(detail)")
    }
  }
}
