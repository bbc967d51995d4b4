// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// A named person's decision what a soft rule weighs from now on.
public struct RuleWeight: Hashable, Codable, Sendable {
  /// The rule's key.
  public let rule: String
  /// Points for each unit that the rule's sentence names; 0 switches the rule off.
  public let weight: Int
  public let before: Int
  /// Who answers for it.
  public let person: String
  public let reason: String
  public let decidedAt: CivilTime

  /// Beyond it a soft rule would be as good as a hard one, which nobody could set aside.
  public static let allowed = 0...1000

  public init(
    rule: String, weight: Int, before: Int, person: String, reason: String, decidedAt: CivilTime
  ) {
    self.rule = rule
    self.weight = weight
    self.before = before
    self.person = person
    self.reason = reason
    self.decidedAt = decidedAt
  }
}

extension RosterRules {
  /// The same rules; soft ones with a key in `weights` weigh that.
  public func weighing(_ weights: [String: Int]) -> RosterRules {
    var rules = self
    rules.soft = soft.map { rule in
      var rule = rule
      if let weight = weights[rule.key] { rule.weight = weight }
      return rule
    }
    return rules
  }
}
