// SPDX-License-Identifier: Apache-2.0

import DutyModel

extension RosterRules {
  /// `docs/roster-rules.md`: every rule of every set as the program says it. A test holds the file
  /// to it.
  public static func markdown() -> String {
    let book = RuleBook()
    var lines = [
      "# 排班规则 Roster rules",
      "",
      "由程序生成（`RosterRules.markdown()`），请勿手改。 Generated from the code; do not edit.",
      "",
      "硬规则不可突破，除非指定的人写明理由（“可突破”列）；软规则按分计价，分值可调，0分为停用。每个数字都是参数。",
      "No roster breaks a hard rule unless a named person sets it aside with a reason, where the "
        + "column says so; a soft rule costs points, with 0 it is off. Every number "
        + "is a parameter.",
      "",
      "| 键 key | 类型 kind | 可突破 may be set aside | 分值 points | 规则集 sets |",
      "|---|---|---|---|---|",
    ]
    lines += book.entries.map(\.row)
    lines.append("")
    for entry in book.entries { lines += entry.section }
    return lines.joined(separator: "\n")
  }
}

/// The rules of all sets, each key once, hard ones first.
private struct RuleBook {
  struct Entry {
    let key: String
    let isHard: Bool
    var aside: String
    /// What it weighs, each number once; sets may differ.
    var points: [String]
    /// A set may have the rule with numbers of its own.
    var wordings: [(sentence: LocalizedName, sets: [String])] = []

    var row: String {
      let sets = wordings.flatMap(\.sets).joined(separator: " ")
      return "| [`\(key)`](#\(key)) | \(isHard ? "硬 hard" : "软 soft") | \(aside) "
        + "| \(points.isEmpty ? "–" : points.joined(separator: ", ")) "
        + "| \(sets) |"
    }

    var section: [String] {
      ["## \(key)", ""]
        + wordings.flatMap { wording in
          [
            "- \(wording.sentence.chinese)<br>\(wording.sentence.english)<br>"
              + "（\(wording.sets.joined(separator: ", "))）"
          ]
        } + [""]
    }
  }

  private(set) var entries: [Entry] = []

  init() {
    let sets =
      [("standard", RosterRules.standard)] + RosterRuleSet.allCases.map { ($0.rawValue, $0.rules) }
    for (name, rules) in sets {
      for rule in rules.hard { add(rule, of: name, aside: rule.mayBeOverridden ? "是 yes" : "否 no") }
    }
    for (name, rules) in sets {
      for rule in rules.soft { add(rule, of: name, points: rule.weight) }
    }
  }

  private mutating func add(
    _ rule: any RosterRule, of set: String, aside: String = "–", points: Int? = nil
  ) {
    if !entries.contains(where: { $0.key == rule.key }) {
      entries.append(
        Entry(key: rule.key, isHard: rule is any HardRule, aside: aside, points: []))
    }
    guard let place = entries.firstIndex(where: { $0.key == rule.key }) else { return }
    if let points = points.map(String.init), !entries[place].points.contains(points) {
      entries[place].points.append(points)
    }
    if let known = entries[place].wordings.firstIndex(where: { $0.sentence == rule.sentence }) {
      entries[place].wordings[known].sets.append(set)
    } else {
      entries[place].wordings.append((rule.sentence, [set]))
    }
  }
}
