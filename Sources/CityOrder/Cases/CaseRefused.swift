// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// An event that a case does not allow. The case stays as it was.
public struct CaseRefused: ExplainedError, Hashable {
  public enum Reason: String, CaseIterable, Codable, Sendable {
    case notAllowedInState
    case notYourRole
    case notYourUnit
    /// Two centres: whoever solved it does not verify it.
    case solverMayNotVerify
    /// A cross-check is done by somebody who neither solved nor verified it.
    case otherPersonNeeded
    /// Whoever asked for more time does not grant it.
    case askerMayNotDecide
    case personNeeded
    case photoNeeded
    /// The verifier showed the solver's own photo.
    case samePhoto
    case returnedBefore
    /// Given by territory or by decision: it stays where it is.
    case boundByDecision
    case extendedBefore
    case overdueAlready
    case beforeEarlierEvent
    case deadlineNeeded
    case clockNotDue
    case ownDuplicate
  }

  public var id: ID<CityCase>
  /// The state's key, such as `handling`.
  public var state: String
  /// The event's key, such as `verify`.
  public var event: String
  public var reason: Reason

  public init(id: ID<CityCase>, state: String, event: String, reason: Reason) {
    self.id = id
    self.state = state
    self.event = event
    self.reason = reason
  }

  public var explanation: LocalizedName {
    let cause = reason.sentence
    return LocalizedName(
      chinese: "案件 \(id) 处于“\(state)”状态，不能执行“\(event)”：\(cause.chinese)",
      english: "Case \(id) is in state \(state) and refuses \(event): \(cause.english)")
  }
}

extension CaseRefused.Reason {
  fileprivate var sentence: LocalizedName {
    switch self {
    case .notAllowedInState:
      LocalizedName(
        chinese: "该状态下没有这一步。可以刷新后查看当前状态。",
        english: "that state has no such step. Maybe reload and look at the present state.")
    case .notYourRole:
      LocalizedName(
        chinese: "这一步由另一个岗位办理（监督与指挥分离）。可以转交有权限的人员。",
        english: "another role does this step. Maybe pass it on to them.")
    case .notYourUnit:
      LocalizedName(
        chinese: "案件派给了另一个单位。可以联系指挥中心。",
        english: "it was given to another body. Maybe ask the command centre.")
    case .solverMayNotVerify:
      LocalizedName(
        chinese: "处置人员及其单位不得自行核查。可以由监督中心另派人员。",
        english: "who solved it, or their body, may not verify it. Maybe send somebody else.")
    case .otherPersonNeeded:
      LocalizedName(
        chinese: "交叉复核须由未参与处置和核查的另一名监督员进行。可以另派人员。",
        english: "a cross-check needs a person who neither solved nor verified it.")
    case .askerMayNotDecide:
      LocalizedName(
        chinese: "申请人不得审批自己的延期申请。可以由另一位负责人审批。",
        english: "who asked for more time may not decide on it. Maybe ask another leader.")
    case .personNeeded:
      LocalizedName(
        chinese: "这一步必须记到人。可以登录后再办理。",
        english: "this step needs a named person. Maybe sign in first.")
    case .photoNeeded:
      LocalizedName(
        chinese: "须附现场照片。可以拍照后再提交。",
        english: "it needs a photo from the spot. Maybe take one and try again.")
    case .samePhoto:
      LocalizedName(
        chinese: "核查照片与处置照片是同一张。可以到现场重新拍照。",
        english: "the photo is the solver's own. Maybe go there and take another.")
    case .returnedBefore:
      LocalizedName(
        chinese: "已退回过一次，不得再退，请上报协调。可以接收后办理或申请协调。",
        english: "it was returned once before. Maybe accept it, or ask for a decision.")
    case .boundByDecision:
      LocalizedName(
        chinese: "按属地或协调决定派遣，不得退回。可以申请延期或挂账。",
        english: "it was given by territory or decision and stays. Maybe ask for more time.")
    case .extendedBefore:
      LocalizedName(
        chinese: "已延期过一次。可以申请挂账。",
        english: "it was extended once. Maybe ask for the ledger.")
    case .overdueAlready:
      LocalizedName(
        chinese: "已超过时限，不能再申请延期。可以尽快办结或申请挂账。",
        english: "it is overdue already. Maybe finish it, or ask for the ledger.")
    case .beforeEarlierEvent:
      LocalizedName(
        chinese: "时间早于已记录的上一步。可以检查设备时钟。",
        english: "it lies before the step already recorded. Maybe check the device's clock.")
    case .deadlineNeeded:
      LocalizedName(
        chinese: "缺少时限，或时限早于现在。可以在时限表中补上该类别。",
        english: "it has no deadline after now. Maybe add its class to the table of deadlines.")
    case .clockNotDue:
      LocalizedName(
        chinese: "该提醒未到时间或已发出。", english: "that reminder is not due or was given already.")
    case .ownDuplicate:
      LocalizedName(
        chinese: "案件不能是自己的重复件。可以核对编号。",
        english: "a case is no duplicate of itself. Maybe check the number.")
    }
  }
}

extension CityCase.State {
  /// A stable key, such as `onLedger`.
  public var key: String {
    switch self {
    case .reported: "reported"
    case .opened: "opened"
    case .dispatched: "dispatched"
    case .returned: "returned"
    case .handling: "handling"
    case .paused: "paused"
    case .onLedger: "onLedger"
    case .finished: "finished"
    case .verified: "verified"
    case .duplicate: "duplicate"
    case .closed: "closed"
    case .evaluated: "evaluated"
    }
  }
}
