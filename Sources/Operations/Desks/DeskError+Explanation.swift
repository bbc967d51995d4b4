// SPDX-License-Identifier: Apache-2.0

public import DutyModel

extension DeskError {
  public var explanation: LocalizedName {
    switch self {
    case .conflict(_, let key, let version):
      LocalizedName(
        chinese: "\(key.number) 号记录刚被别人更新为第 \(version) 版，您的修改未保存。可以刷新后重试。",
        english: "Somebody else changed file \(key.number) first (now version \(version)); your "
          + "change was not stored. Maybe reload and try again.")
    case .missing(let subject, let key):
      LocalizedName(
        chinese: "没有 \(subject.rawValue) \(key.number) 号记录。可以核对编号。",
        english: "There is no \(subject.rawValue) number \(key.number). Maybe check the number.")
    case .refused(let refusal): refusal.explanation
    case .outsideTerritory:
      LocalizedName(
        chinese: "该记录不在本账号的管辖范围内。可以请所属单位或支队办理。",
        english: "This file lies outside the account's territory. Maybe ask its unit or the "
          + "detachment.")
    case .keyReused:
      LocalizedName(
        chinese: "同一请求编号已用于另一请求。可以换一个编号。",
        english: "The idempotency key was used for another request. Maybe choose a new one.")
    case .invalid(let text): text
    case .full(let detail):
      LocalizedName(
        chinese: "磁盘已满，未保存。可以清理磁盘空间后重试。（\(detail)）",
        english: "The disk is full and nothing was stored. Maybe free some space. \(detail)")
    case .busy(let detail):
      LocalizedName(
        chinese: "数据库正被占用，未保存。可以稍后重试。（\(detail)）",
        english: "The database is in use and nothing was stored. Maybe try again. \(detail)")
    case .damaged(let detail):
      LocalizedName(
        chinese: "库中的记录无法读取。可以用备份恢复。（\(detail)）",
        english: "A stored file cannot be read. Maybe restore a backup. \(detail)")
    case .unavailable(let detail):
      LocalizedName(
        chinese: "数据库不可用。可以检查数据目录的权限和磁盘。（\(detail)）",
        english: "The database is not available. Maybe check the folder and the disk. \(detail)")
    }
  }
}
