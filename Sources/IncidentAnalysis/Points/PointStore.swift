// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// Where the ledger of points is kept: its steps, only ever added to.
public protocol PointStore: Sendable {
  /// The ledger as its steps made it.
  func ledger() async throws(PointStoreError) -> PointLedger

  /// How many steps there are.
  func revision() async throws(PointStoreError) -> Int

  /// Adds steps, all or none of them, to a ledger that still has the revision that their author saw.
  ///
  /// - Parameters:
  ///   - account: who is signed in, for steps that people take; `nil` for a run of the program.
  ///   - isDemoData: whether a series behind the steps was made up.
  /// - Throws: `.conflict` if somebody else was first; nothing is stored then.
  func append(
    _ steps: [PointStep], by account: String?, seen revision: Int, isDemoData: Bool,
    at now: Instant
  ) async throws(PointStoreError)
}

/// Why the store could not do it. Nothing was stored.
public enum PointStoreError: ExplainedError {
  /// Somebody else changed the ledger first.
  case conflict
  case full(detail: String)
  case busy(detail: String)
  case damaged(detail: String)
  case unavailable(detail: String)

  public var explanation: LocalizedName {
    switch self {
    case .conflict:
      LocalizedName(
        chinese: "点位台账刚被别人修改，您的登记未保存。可以查看最新台账后重做。",
        english: "Somebody else changed the ledger of points first; your step was not stored. "
          + "Maybe look at it as it is now and do it again.")
    case .full(let detail):
      LocalizedName(
        chinese: "磁盘已满，点位台账未保存。可以清理磁盘空间后重试。（\(detail)）",
        english: "The disk is full and nothing was stored. Maybe clear some space. \(detail)")
    case .busy(let detail):
      LocalizedName(
        chinese: "点位台账正被占用，未保存。可以稍后重试。（\(detail)）",
        english: "The store is in use and nothing was stored. Maybe try again. \(detail)")
    case .damaged(let detail):
      LocalizedName(
        chinese: "点位台账中的记录无法读取。可以用备份恢复。（\(detail)）",
        english: "A stored step of a point cannot be read. Maybe restore a backup. \(detail)")
    case .unavailable(let detail):
      LocalizedName(
        chinese: "点位台账不可用。可以检查数据目录的权限和磁盘。（\(detail)）",
        english: "The store of points is not available. Maybe check its folder. \(detail)")
    }
  }
}
