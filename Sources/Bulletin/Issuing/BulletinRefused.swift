// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// A step that the rules of issuing do not allow. The register stays as it was.
public struct BulletinRefused: ExplainedError, Hashable {
  public enum Reason: Hashable, Sendable {
    case notAllowedInState
    case frozen
    case mayNotWrite
    case mayNotSign
    case ownWork
    case withoutReason
    case beforeEarlierEvent
    /// The document has a hole in it.
    case incomplete(LayoutError)
    /// What is signed is not what was approved, or its seal does not fit.
    case otherDocument
    case wrongNumber(expected: DutyModel.ID<BulletinIssue>)
    case numberingUnderWay(year: Int)
    case unknownIssue
  }

  /// `nil` for what concerns the register.
  public var issue: DutyModel.ID<BulletinIssue>?
  /// The state's key, such as `submitted`.
  public var state: String
  /// The step's key, such as `sign`.
  public var step: String
  public var reason: Reason

  public var explanation: LocalizedName {
    let cause = reason.sentence
    guard let issue else {
      return LocalizedName(
        chinese: "专报登记簿不能执行“\(step)”：\(cause.chinese)",
        english: "The register of bulletins refuses \(step): \(cause.english)")
    }
    return LocalizedName(
      chinese: "专报文稿 \(issue)（\(state)）不能执行“\(step)”：\(cause.chinese)",
      english: "Bulletin draft \(issue) (\(state)) refuses \(step): \(cause.english)")
  }
}

extension BulletinRefused.Reason {
  fileprivate var sentence: LocalizedName {
    switch self {
    case .notAllowedInState:
      both(
        "该状态下没有这一步。可以用 chengxu bulletin issues 查看当前状态。",
        "that state has no such step. Maybe look at its state with chengxu bulletin issues.")
    case .frozen:
      both(
        "已签发，内容不再改动。可以另发一期更正。",
        "it is signed and stays as it is. Maybe correct it in a further issue.")
    case .mayNotWrite:
      both(
        "本账号没有撰稿权限。可以请管理员调整角色。",
        "this account may not write bulletins. Maybe ask an administrator for the role.")
    case .mayNotSign:
      both(
        "本账号没有签发权限。可以请有签发权限的领导办理。",
        "this account may not sign bulletins. Maybe ask a leader who may.")
    case .ownWork:
      both(
        "撰稿人不得核稿、审批、签发自己的稿件。可以换人办理。",
        "who wrote it neither reviews, approves nor signs it. Maybe ask somebody else.")
    case .withoutReason:
      both("没有写明理由。可以用 --reason 补写。", "no reason is given. Maybe add --reason.")
    case .beforeEarlierEvent:
      both(
        "时间早于已记录的上一步。可以检查时钟。",
        "it lies before the step already recorded. Maybe check the clock.")
    case .incomplete(let error): error.explanation
    case .otherDocument:
      both(
        "要签发的文稿与审批的不一致，或封印不符。可以重新审批。",
        "what is signed is not what was approved, or its seal does not fit. Maybe approve it again."
      )
    case .wrongNumber(let expected):
      both(
        "编号应为 \(expected)。可以重新读取登记簿后再试。",
        "its number must be \(expected). Maybe read the register again.")
    case .numberingUnderWay(let year):
      both(
        "\(year) 年已有期号，或起始期号不成立（从 1 起）。可以查看登记簿。",
        "\(year) has numbers already, or the number is below 1. Maybe look at the register.")
    case .unknownIssue:
      both(
        "没有这份文稿。可以用 chengxu bulletin issues 查看编号。",
        "there is no such draft. Maybe look for its number with chengxu bulletin issues.")
    }
  }

  private func both(_ chinese: String, _ english: String) -> LocalizedName {
    LocalizedName(chinese: chinese, english: english)
  }
}
