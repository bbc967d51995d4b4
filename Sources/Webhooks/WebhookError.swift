// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import Operations

/// Why a webhook was refused, or the store could not do it. Nothing was stored.
public enum WebhookError: ExplainedError, Hashable {
  case missing(ID<Webhook>)
  case badName
  case nameTaken(String)
  case badAddress(String)
  /// The server's settings do not name it.
  case notAllowed(origin: String)
  case noKinds
  case unknownKind(String)
  case badOverlap
  case beyondLog(ID<DutyEvent>, end: ID<DutyEvent>)
  case full(detail: String)
  case busy(detail: String)
  case damaged(detail: String)
  case unavailable(detail: String)

  public var explanation: LocalizedName {
    switch self {
    case .missing(let id):
      LocalizedName(
        chinese: "没有 \(id) 号推送。可以用 chengxu webhook list 核对。",
        english: "There is no webhook number \(id). Maybe look at chengxu webhook list.")
    case .badName:
      LocalizedName(
        chinese: "推送名称应为 1–100 个字符。可以写接收系统的名称。",
        english: "A webhook's name has 1 to 100 characters. Maybe write whose system it is.")
    case .nameTaken(let name):
      LocalizedName(
        chinese: "已有名为“\(name)”的推送。可以换个名称，或先删除原来的。",
        english:
          "There is a webhook named \"\(name)\". Maybe choose another name, or remove it first.")
    case .badAddress(let text):
      LocalizedName(
        chinese: "“\(text.prefix(100))”不能作为推送地址。"
          + "可以写不含账号和片段的 http(s) 地址，最多 \(WebhookAddress.longest) 个字符。",
        english:
          "\"\(text.prefix(100))\" is no address for a webhook. Maybe write an http(s) address "
          + "without account and fragment, of at most \(WebhookAddress.longest) characters.")
    case .notAllowed(let origin):
      LocalizedName(
        chinese: "设置 webhooks.targets 不含 \(origin)。可以请运维人员把它加入设置（见 docs/operations.md）。",
        english:
          "The setting webhooks.targets does not name \(origin). Maybe have whoever runs the "
          + "server add it (docs/operations.md).")
    case .noKinds:
      LocalizedName(
        chinese: "没有写明要推送哪些事件。可以选：\(Self.kinds)。",
        english: "It is not said which events to send. Maybe some of: \(Self.kinds).")
    case .unknownKind(let text):
      LocalizedName(
        chinese: "没有名为“\(text.prefix(40))”的事件。可以选：\(Self.kinds)。",
        english: "There is no kind of event \"\(text.prefix(40))\". Maybe some of: \(Self.kinds).")
    case .badOverlap:
      LocalizedName(
        chinese: "新旧密钥并用的时间应为 0–\(WebhookSecrets.longestOverlapHours) 小时。"
          + "密钥已泄露时可以写 0，旧密钥立即失效。",
        english:
          "Both secrets sign for 0 to \(WebhookSecrets.longestOverlapHours) hours. "
          + "Maybe 0 where the present one was given away: it ends at once.")
    case .beyondLog(let id, let end):
      LocalizedName(
        chinese: "事件编号 \(id) 超出日志，日志到 \(end) 为止。可以用 0 从头推送。",
        english: "Event \(id) is not in the log, which ends with \(end). Maybe 0, for all of it.")
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
        chinese: "库中的推送或事件无法读取。可以用备份恢复。（\(detail)）",
        english: "A stored webhook or event cannot be read. Maybe restore a backup. \(detail)")
    case .unavailable(let detail):
      LocalizedName(
        chinese: "数据库不可用。可以检查数据目录的权限和磁盘。（\(detail)）",
        english: "The database is not available. Maybe check the folder and the disk. \(detail)")
    }
  }

  private static var kinds: String {
    DutyEvent.Kind.allCases.map(\.rawValue).joined(separator: ", ")
  }
}
