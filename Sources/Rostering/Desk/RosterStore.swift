// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// Where rosters are kept: each as it was solved, and its events, only ever added to.
public protocol RosterStore: Sendable {
  /// Keeps a solved roster with the event that opens it.
  ///
  /// - Returns: its number, 1, 2, 3 … in the order of opening.
  func open(
    _ base: Roster, by person: RosterPerson, at now: Instant, clock: CityClock
  ) async throws(RosterStoreError) -> ID<RosterBook>

  /// Adds an event to a roster that still has the revision that its author saw.
  ///
  /// - Throws: `.conflict` if somebody else was first; nothing is stored then.
  func append(
    _ event: RosterEvent, to id: ID<RosterBook>, revision: Int, at now: Instant
  ) async throws(RosterStoreError)

  func revision(of id: ID<RosterBook>) async throws(RosterStoreError) -> Int

  /// The roster as its events made it.
  func book(_ id: ID<RosterBook>) async throws(RosterStoreError) -> RosterBook

  /// All rosters, the newest first.
  func index() async throws(RosterStoreError) -> [RosterIndexEntry]
}

/// Which roster is which, without reading it.
public struct RosterIndexEntry: Hashable, Sendable {
  public var id: ID<RosterBook>
  /// The digest of the roster as it was solved.
  public var digest: String
  public var firstDate: CivilDate
  /// As it was solved; it may have got weeks since.
  public var days: Int
  public var revision: Int

  public init(
    id: ID<RosterBook>, digest: String, firstDate: CivilDate, days: Int, revision: Int
  ) {
    self.id = id
    self.digest = digest
    self.firstDate = firstDate
    self.days = days
    self.revision = revision
  }
}

extension RosterIndexEntry {
  /// The day after the last that it may have, with the weeks that it may have got since.
  var latestEnd: CivilDate { firstDate.adding(days: max(days, RosterWeeks.mostWeeks * 7)) }

  func mayTouch(_ span: Range<CivilDate>) -> Bool {
    firstDate < span.upperBound && latestEnd > span.lowerBound
  }
}

/// Why the store could not do it. Nothing was stored.
public enum RosterStoreError: ExplainedError {
  /// Somebody else changed the roster first.
  case conflict(ID<RosterBook>)
  case missing(ID<RosterBook>)
  case full(detail: String)
  case busy(detail: String)
  case damaged(detail: String)
  case unavailable(detail: String)

  public var explanation: LocalizedName {
    switch self {
    case .conflict:
      LocalizedName(
        chinese: "班表刚被别人修改，您的改动未保存。可以查看最新草稿后重做。",
        english: "Somebody else changed the roster first; your change was not stored. "
          + "Maybe look at the new draft and do it again.")
    case .missing(let id):
      LocalizedName(
        chinese: "没有编号\(id)的班表。可以重新启动服务。",
        english: "There is no roster \(id). Maybe start the server again.")
    case .full(let detail):
      LocalizedName(
        chinese: "磁盘已满，班表未保存。可以清理磁盘空间后重试。（\(detail)）",
        english: "The disk is full and nothing was stored. Maybe clear some space. \(detail)")
    case .busy(let detail):
      LocalizedName(
        chinese: "班表库正被占用，未保存。可以稍后重试。（\(detail)）",
        english: "The store is in use and nothing was stored. Maybe try again. \(detail)")
    case .damaged(let detail):
      LocalizedName(
        chinese: "班表库中的记录无法读取。可以用备份恢复。（\(detail)）",
        english: "A stored roster cannot be read. Maybe restore a backup. \(detail)")
    case .unavailable(let detail):
      LocalizedName(
        chinese: "班表库不可用。可以检查数据目录的权限和磁盘。（\(detail)）",
        english: "The store of rosters is not available. Maybe check its folder. \(detail)")
    }
  }
}
