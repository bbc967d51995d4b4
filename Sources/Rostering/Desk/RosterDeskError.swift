// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// Why the roster desk did not do it. Nothing was stored.
public enum RosterDeskError: ExplainedError {
  case store(RosterStoreError)
  case refused(RosterRefused)
  case repair(RepairError)
  case override(RuleOverrideError)
  /// No new draft.
  case solving(RosterError)
  /// Not the roster's next weeks.
  case weeks(RosterWeeksError)
  /// No rule in force asks for the weather.
  case noHeatRules
  case unknownRule(String)
  /// Not published: hard rules are broken that nobody set aside.
  case rulesBroken([HardRuleViolation])

  public var explanation: LocalizedName {
    switch self {
    case .store(let error): error.explanation
    case .refused(let error): error.explanation
    case .repair(let error): error.explanation
    case .override(let error): error.explanation
    case .solving(let error): error.explanation
    case .weeks(let error): error.explanation
    case .noHeatRules:
      LocalizedName(
        chinese: "现行规则集没有高温规则，气温预报不起作用。可以用 chengxu roster week --rules china 排班。",
        english: "No rule in force asks for the weather. Maybe make the roster with chengxu roster "
          + "week --rules china.")
    case .unknownRule(let key):
      LocalizedName(
        chinese: "没有名为“\(key)”的规则。可以从规则列表或检查结果中选取。",
        english:
          "There is no rule \"\(key)\". Maybe take it from the list of rules or from what the "
          + "check said.")
    case .rulesBroken(let violations): RosterError.hardRulesBroken(violations).explanation
    }
  }
}
