// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// Demands and rules of one pool's week that cannot hold together, none of them to spare, and the
/// cheapest ways out.
public struct RosterConflict: Hashable, Codable, Sendable {
  /// So many people in one shift.
  public struct Demand: Hashable, Codable, Sendable {
    public var date: CivilDate
    public var words: LocalizedName
  }

  public struct Rule: Hashable, Codable, Sendable {
    public var key: String
    public var sentence: LocalizedName
  }

  public struct Relaxation: Hashable, Codable, Sendable {
    /// The rule to set aside; `nil` for people to be found.
    public var rule: String?
    public var words: LocalizedName
  }

  public var pool: LocalizedName
  /// The Monday of the week.
  public var week: CivilDate
  public var demands: [Demand]
  public var rules: [Rule]
  /// People missing at the least, then single rules without which there is a roster.
  public var relaxations: [Relaxation]
  /// False if the effort ran out before every part was tried.
  public var isMinimal: Bool

  public var explanation: LocalizedName {
    let (zh, en) = (
      demands.map(\.words.chinese).joined(separator: "；"),
      demands.map(\.words.english).joined(separator: "; ")
    )
    let rulesChinese = rules.map(\.sentence.chinese).joined(separator: "；")
    let rulesEnglish = rules.map(\.sentence.english).joined(separator: "; ")
    return LocalizedName(
      chinese:
        "\(pool.chinese)在\(week)起的一周，以下要求不能同时满足：\(zh)\(rules.isEmpty ? "" : "；规则：\(rulesChinese)")。"
        + "可以：" + relaxations.map(\.words.chinese).joined(separator: "；或") + "。",
      english: "For \(pool.english) in the week from \(week) these cannot hold together: \(en)"
        + (rules.isEmpty ? "" : "; with the rules: \(rulesEnglish)") + ". Maybe "
        + relaxations.map(\.words.english).joined(separator: "; or ") + ".")
  }
}
