// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// Why a roster does not take a step. It stays as it was.
public enum RosterRefused: ExplainedError, Hashable {
  case alreadyOpen
  case unknownDuty(ID<RosteredDuty>)
  case pinned(ID<RosteredDuty>)
  case notPinned(ID<RosteredDuty>)
  /// The row is no longer with whom the step takes it from.
  case outdated(ID<RosteredDuty>)
  case unknownRepair(ID<RepairRecord>)
  case repairClosed(ID<RepairRecord>)
  case unknownRequest(ID<DutyRequest>)
  case request(RequestRefused)
  case noReason
  /// A soft rule's weight outside `RuleWeight.allowed`.
  case badWeight(Int)
  case sameWeight(Int)
  case nothingToPublish
  /// A new draft is the draft that there is.
  case nothingChanges
  /// New weeks that do not begin where the draft ends.
  case notNext(CivilDate, expected: CivilDate)
  /// A file of staff or leave says nothing that is not known.
  case nothingToTake
  /// The same request led to a step already.
  case alreadyTaken
  /// The request's key was that of another request.
  case keyReused

  public var explanation: LocalizedName {
    switch self {
    case .alreadyOpen:
      LocalizedName(
        chinese: "班表已经建立。可以直接修改草稿。",
        english: "The roster is open already. Maybe change its draft.")
    case .unknownDuty(let duty):
      LocalizedName(
        chinese: "草稿中没有编号\(duty)的勤务。可以刷新后重试。",
        english: "The draft has no duty \(duty). Maybe reload the page.")
    case .pinned(let duty):
      LocalizedName(
        chinese: "勤务\(duty)已固定，不能改动。可以先取消固定。",
        english: "Duty \(duty) is pinned and stays. Maybe unpin it first.")
    case .notPinned(let duty):
      LocalizedName(
        chinese: "勤务\(duty)没有固定。可以刷新后重试。",
        english: "Duty \(duty) is not pinned. Maybe reload the page.")
    case .outdated(let duty):
      LocalizedName(
        chinese: "勤务\(duty)已另有安排，此方案不再适用。可以重新计算。",
        english: "Duty \(duty) is with somebody else by now, so this no longer fits. "
          + "Maybe work it out again.")
    case .unknownRepair(let id):
      LocalizedName(
        chinese: "没有编号\(id)的调整方案。可以刷新后重试。",
        english: "There is no proposal \(id). Maybe reload the page.")
    case .repairClosed(let id):
      LocalizedName(
        chinese: "调整方案\(id)已经处理。可以重新计算。",
        english: "Proposal \(id) was dealt with already. Maybe work out a new one.")
    case .unknownRequest(let id):
      LocalizedName(
        chinese: "没有编号\(id)的申请。可以刷新后重试。",
        english: "There is no request \(id). Maybe reload the page.")
    case .request(let refused): refused.explanation
    case .noReason:
      LocalizedName(
        chinese: "须写明理由。可以写一句话。", english: "This needs a reason. Maybe write a sentence.")
    case .badWeight(let weight):
      LocalizedName(
        chinese: "分值为\(weight)，应为\(RuleWeight.allowed.lowerBound)至"
          + "\(RuleWeight.allowed.upperBound)的整数。可以用0停用该规则。",
        english: "The weight is \(weight), expected \(RuleWeight.allowed.lowerBound) to "
          + "\(RuleWeight.allowed.upperBound). Maybe give 0 to switch the rule off.")
    case .sameWeight(let weight):
      LocalizedName(
        chinese: "该规则的分值已是\(weight)。可以换一个分值。",
        english: "The rule weighs \(weight) already. Maybe give another weight.")
    case .alreadyTaken:
      LocalizedName(
        chinese: "这项操作已经办理。可以刷新后查看。",
        english: "This was done already. Maybe reload the page.")
    case .keyReused:
      LocalizedName(
        chinese: "请求编号 Idempotency-Key 已用于另一项操作。可以换一个新编号。",
        english: "The idempotency key was used for another request. Maybe choose a new one.")
    case .nothingChanges:
      LocalizedName(
        chinese: "重新求解的结果与现有草稿相同，无需采用。可以降低改动代价后再求解。",
        english: "The new draft is the one that there is. Maybe let a change cost less and "
          + "solve again.")
    case .notNext(let from, let expected):
      LocalizedName(
        chinese: "新周从\(from)起，草稿却排到\(expected)之前，接不上。可以重新求解。",
        english: "The new weeks begin on \(from), but the draft ends before \(expected). "
          + "Maybe solve them again.")
    case .nothingToTake:
      LocalizedName(
        chinese: "文件中没有可收入的新内容。可以核对后重新选择文件。",
        english: "The file says nothing new. Maybe check it and choose it again.")
    case .nothingToPublish:
      LocalizedName(
        chinese: "草稿与已发布的班表相同，无需发布。可以先修改草稿。",
        english: "The draft is what was published; there is nothing new. Maybe change it first.")
    }
  }
}
