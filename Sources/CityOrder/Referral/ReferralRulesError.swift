// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import Geography
public import Operations

/// Why a list of referral rules cannot be used: where, what, and what would be right.
public struct ReferralRulesError: ExplainedError, Hashable {
  public enum Problem: Hashable, Sendable {
    /// Missing, or no value of its kind.
    case unreadable
    case empty
    /// A class stands there twice: nobody could say which rule holds.
    case twice(String)
    case unknownClass(String)
    case unknownRoadUser(String)
    case unknownViolation(String)
    /// The list of violations has the code for another road user.
    case otherRoadUser(String, ViolationCase.RoadUser)
    case unknownRoadClass
    case noWidth(RoadClass)
    case width(Double)
  }

  public var file: String
  /// From 1.
  public var line: Int
  public var field: String
  public var problem: Problem

  public init(file: String, line: Int, field: String, problem: Problem) {
    self.file = file
    self.line = line
    self.field = field
    self.problem = problem
  }

  public var explanation: LocalizedName {
    let cause = sentence
    return LocalizedName(
      chinese: "\(file) 第 \(line) 行，字段 \(field)：\(cause.chinese)",
      english: "\(file), line \(line), field \(field): \(cause.english)")
  }

  private var sentence: LocalizedName {
    switch problem {
    case .unreadable:
      LocalizedName(
        chinese: "缺少该字段或格式不对。可以对照自带的 referral-rules.json。",
        english: "it is missing or no value of its kind. Maybe compare with the bundled "
          + "referral-rules.json.")
    case .empty:
      LocalizedName(chinese: "没有规则。可以补充一条。", english: "there are no rules. Maybe add one.")
    case .twice(let code):
      LocalizedName(
        chinese: "类别 \(code) 出现两次。可以删去其中一条。",
        english: "class \(code) stands there twice. Maybe delete one of the rules.")
    case .unknownClass(let code):
      LocalizedName(
        chinese: "类别表没有 \(code)。可以核对类别代码。",
        english: "the list of classes has no \(code). Maybe check the code.")
    case .unknownRoadUser(let text):
      LocalizedName(
        chinese: "“\(text)”不是 pedestrian、nonMotor 或 motor。可以改用其中之一。",
        english: "\"\(text)\" is not pedestrian, nonMotor or motor. Maybe use one of these.")
    case .unknownViolation(let code):
      LocalizedName(
        chinese: "违法代码表没有 \(code)。可以核对代码。",
        english: "the list of violations has no \(code). Maybe check the code.")
    case .otherRoadUser(let code, let user):
      LocalizedName(
        chinese: "违法代码 \(code) 属于 \(user.rawValue)。可以改正其中之一。",
        english: "violation \(code) is one of \(user.rawValue). Maybe correct either of them.")
    case .unknownRoadClass:
      LocalizedName(
        chinese: "没有这种道路等级。可以用 expressway、arterial、collector、local。",
        english:
          "there is no such class of road. Maybe use expressway, arterial, collector or local.")
    case .noWidth(let roadClass):
      LocalizedName(
        chinese: "缺少 \(roadClass.rawValue) 的半宽。可以补上。",
        english: "\(roadClass.rawValue) has no half width. Maybe add it.")
    case .width(let metres):
      LocalizedName(
        chinese: "\(metres) 米不合理。可以核对单位（米）。",
        english: "\(metres) m cannot be. Maybe check the unit (metres).")
    }
  }
}
