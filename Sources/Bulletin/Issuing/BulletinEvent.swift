// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// Somebody's account at the time of the step: the name that is printed, and what it may do.
public struct BulletinHand: Hashable, Codable, Sendable {
  public var account: String
  public var name: String
  public var mayWrite: Bool
  public var maySign: Bool

  public init(account: String, name: String, mayWrite: Bool, maySign: Bool) {
    self.account = account
    self.name = name
    self.mayWrite = mayWrite
    self.maySign = maySign
  }
}

/// What is done to one issue.
public enum BulletinStep: Hashable, Codable, Sendable {
  case revise(BulletinDocument)
  /// The scorecard moved on: all fields get its figures.
  case updateFigures(FigureFields)
  case submit
  /// 核稿
  case review
  /// 审批
  case approve
  /// 签发: the document as it goes out, and its seal.
  case sign(BulletinDocument, seal: Version)
  /// 退改
  case sendBack(reason: String)
  case withdraw(reason: String)

  /// A stable key, such as `submit`.
  public var key: String {
    switch self {
    case .revise: "revise"
    case .updateFigures: "updateFigures"
    case .submit: "submit"
    case .review: "review"
    case .approve: "approve"
    case .sign: "sign"
    case .sendBack: "sendBack"
    case .withdraw: "withdraw"
    }
  }
}

/// One thing that happened in the register of issues, which is only ever added to.
public struct BulletinEvent: Hashable, Codable, Sendable {
  public enum Content: Hashable, Codable, Sendable {
    /// Issues of the year up to `last` went out before the register was kept.
    case startNumbering(year: Int, last: Int, reason: String)
    case open(issue: DutyModel.ID<BulletinIssue>, draft: BulletinDocument)
    case step(issue: DutyModel.ID<BulletinIssue>, BulletinStep)
  }

  public var at: Instant
  public var by: BulletinHand
  public var content: Content

  public init(at: Instant, by: BulletinHand, content: Content) {
    self.at = at
    self.by = by
    self.content = content
  }
}
