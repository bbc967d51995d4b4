// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// A named person's decision that one officer's duties of one day may break one hard rule.
public struct RuleOverride: Hashable, Codable, Sendable {
  /// The rule's key.
  public let rule: String
  public let officer: ID<Officer>
  public let date: CivilDate
  /// Who answers for it: name and badge number.
  public let person: String
  public let reason: String
  public let decidedAt: CivilTime

  /// - Throws: `RuleOverrideError` without a person or a reason, and for rules that protect a
  ///   person or that no order can suspend.
  public init(
    of rule: any HardRule, officer: ID<Officer>, date: CivilDate, person: String, reason: String,
    decidedAt: CivilTime
  ) throws(RuleOverrideError) {
    guard rule.mayBeOverridden else { throw .notAllowed(rule: rule.key, sentence: rule.sentence) }
    guard !person.isBlank else { throw .noPerson(rule: rule.key) }
    guard !reason.isBlank else { throw .noReason(rule: rule.key) }
    self.rule = rule.key
    self.officer = officer
    self.date = date
    self.person = person
    self.reason = reason
    self.decidedAt = decidedAt
  }

  func covers(_ violation: HardRuleViolation) -> Bool {
    violation.rule == rule && violation.officer == officer && violation.date == date
  }
}

/// Why a rule is not set aside.
public enum RuleOverrideError: ExplainedError, Hashable {
  case notAllowed(rule: String, sentence: LocalizedName)
  case noPerson(rule: String)
  case noReason(rule: String)

  public var explanation: LocalizedName {
    switch self {
    case .notAllowed(let rule, let sentence):
      LocalizedName(
        chinese: "规则[\(rule)]不得突破：\(sentence.chinese)。可以改派他人。",
        english: "Nobody may set aside [\(rule)]: \(sentence.english). Maybe choose someone else.")
    case .noPerson(let rule):
      LocalizedName(
        chinese: "突破规则[\(rule)]须写明批准人。可以填写姓名和警号。",
        english: "Setting aside [\(rule)] needs a person. Maybe give a name and badge number.")
    case .noReason(let rule):
      LocalizedName(
        chinese: "突破规则[\(rule)]须写明理由。可以写明所依据的命令。",
        english: "Setting aside [\(rule)] needs a reason. Maybe name the order behind it.")
    }
  }
}

extension String {
  var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
