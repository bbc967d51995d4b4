// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// Where campaigns, markets and assessment rounds are kept: their entries as events of the chained
/// log, and the record derived from them, both in one transaction.
public protocol OrderRecordStore: Sendable {
  /// Opens a record. A key that the same person used before gives that record back unchanged.
  @discardableResult
  func open<Record: OrderRecord>(
    _ type: Record.Type, with entry: OrderEntry<Record.Step>
  ) async throws(OrderStoreError) -> StoredOrderRecord<Record>

  /// Adds an entry to a record that still has the given version; one whose key the same person used
  /// on it before does nothing again.
  func append<Record: OrderRecord>(
    _ entry: OrderEntry<Record.Step>, to number: Int64, version: Int, _ type: Record.Type
  ) async throws(OrderStoreError) -> StoredOrderRecord<Record>

  func record<Record: OrderRecord>(
    _ number: Int64, _ type: Record.Type
  ) async throws(OrderStoreError) -> StoredOrderRecord<Record>

  /// The latest first.
  func records<Record: OrderRecord>(
    _ type: Record.Type, limit: Int
  ) async throws(OrderStoreError) -> [StoredOrderRecord<Record>]

  /// All entries of a record, oldest first, as the chained log holds them.
  func entries<Record: OrderRecord>(
    of number: Int64, _ type: Record.Type
  ) async throws(OrderStoreError) -> [OrderEntry<Record.Step>]
}

/// Why the store could not do it. Nothing was stored.
public enum OrderStoreError: ExplainedError, Hashable {
  /// Somebody else changed the record first.
  case conflict(OrderSubject, Int64)
  case missing(OrderSubject, Int64)
  case refused(OrderRefused)
  /// Another person used the request's key.
  case keyTaken
  case full(detail: String)
  case busy(detail: String)
  case damaged(detail: String)
  case unavailable(detail: String)

  public var explanation: LocalizedName {
    switch self {
    case .conflict(_, let number):
      LocalizedName(
        chinese: "第 \(number) 号记录刚被别人更新，未保存。可以刷新后重试。",
        english:
          "Somebody else changed record \(number) first and nothing was stored. Maybe reload "
          + "and try again.")
    case .missing(let subject, let number):
      LocalizedName(
        chinese: "没有第 \(number) 号\(subject.chinese)。可以核对编号。",
        english: "There is no \(subject.rawValue) \(number). Maybe check the number.")
    case .refused(let refusal): refusal.explanation
    case .keyTaken:
      LocalizedName(
        chinese: "该请求编号已被他人使用。可以刷新后重试。",
        english: "Another person used this request's key. Maybe reload and try again.")
    case .full(let detail):
      LocalizedName(
        chinese: "磁盘已满，未保存。可以清理磁盘空间后重试。（\(detail)）",
        english: "The disk is full and nothing was stored. Maybe free some space. \(detail)")
    case .busy(let detail):
      LocalizedName(
        chinese: "数据库正被占用，未保存。可以稍后重试。（\(detail)）",
        english: "The database is in use and nothing was stored. Maybe try again later. \(detail)")
    case .damaged(let detail):
      LocalizedName(
        chinese: "记录无法读取。可以用备份恢复。（\(detail)）",
        english: "A stored record cannot be read. Maybe restore a backup. \(detail)")
    case .unavailable(let detail):
      LocalizedName(
        chinese: "数据库不可用。可以检查数据目录的权限和磁盘。（\(detail)）",
        english: "The database is not available. Maybe check the folder and the disk. \(detail)")
    }
  }
}

extension OrderSubject {
  fileprivate var chinese: String {
    switch self {
    case .campaign: "整治方案"
    case .market: "市场"
    case .assessment: "测评轮次"
    }
  }
}
