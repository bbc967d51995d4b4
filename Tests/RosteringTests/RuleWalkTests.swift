// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Foundation
import Rostering
import Testing

@Suite("Every rule of every set")
struct RuleWalkTests {
  private static let sets: [RosterRules] =
    [.standard] + RosterRuleSet.allCases.map(\.rules)
  private static let hard = Dictionary(grouping: sets.flatMap(\.hard), by: \.key)
  private static let soft = Dictionary(grouping: sets.flatMap(\.soft), by: \.key)
  private static let keys = (Array(hard.keys) + Array(soft.keys)).sorted()

  @Test("has an example in which it is broken, of its own type, and no example is of none")
  func examples() {
    let hardExamples = Dictionary(grouping: HardRuleExamples.all, by: \.rule.key)
    let softExamples = Dictionary(grouping: SoftRuleExamples.all, by: \.rule.key)
    #expect(Set(hardExamples.keys) == Set(Self.hard.keys))
    #expect(Set(softExamples.keys) == Set(Self.soft.keys))
    for (key, rules) in Self.hard {
      let example = hardExamples[key]?.first?.rule
      #expect(rules.allSatisfy { rule in example.map { type(of: rule) == type(of: $0) } == true })
    }
    for (key, rules) in Self.soft {
      let example = softExamples[key]?.first?.rule
      #expect(rules.allSatisfy { rule in example.map { type(of: rule) == type(of: $0) } == true })
    }
  }

  @Test("says in both languages, with the same numbers, what is broken by whom and when")
  func hardRules() throws {
    for example in HardRuleExamples.all {
      let broken = example.rule.violations(
        in: RosterView(
          problem: example.problem, roster: Bench.roster(example.problem, example.duties)))
      let first = try #require(broken.first, "\(example.rule.key)")
      #expect(broken.allSatisfy { $0.rule == example.rule.key })
      #expect(first.explanation == example.says, "\(example.rule.key)")
      #expect(first.date != nil, "\(example.rule.key)")
    }
  }

  @Test("costs the points that its sentence says, and none where it weighs nothing")
  func softRules() throws {
    for example in SoftRuleExamples.all {
      let view = RosterView(
        problem: example.problem, roster: Bench.roster(example.problem, example.duties))
      let broken = example.rule.penalties(in: view)
      let first = try #require(broken.first, "\(example.rule.key)")
      #expect(broken.allSatisfy { $0.rule == example.rule.key })
      #expect(first.explanation == example.says, "\(example.rule.key)")
      #expect(broken.reduce(0) { $0 + $1.penalty } == example.points, "\(example.rule.key)")
      #expect(example.rule.sentence.chinese.contains("\(example.rule.weight)分"))
      #expect(example.rule.sentence.english.contains("\(example.rule.weight) "))
      var off = example.rule
      off.weight = 0
      #expect(off.penalties(in: view).isEmpty, "\(example.rule.key) with weight 0")
    }
  }

  @Test("says what it waits for where it was told nothing, and no more once it was")
  func awaiting() {
    let untold = Self.sets.flatMap { $0.hard as [any RosterRule] + $0.soft }
      .filter { ($0 as? any AwaitingRule)?.awaits != nil }
    #expect(
      Set(untold.map(\.key)) == [
        "forced-rest", "arterial-crew", "hazardous-night", "preferences", "heat", "hottest-hours",
        "heat-overtime", "heat-rotation", "publication-notice",
      ])
    let told: [any RosterRule] = HardRuleExamples.all.map(\.rule) + SoftRuleExamples.all.map(\.rule)
    #expect(told.allSatisfy { ($0 as? any AwaitingRule)?.awaits == nil })
  }

  @Test("has a sentence in both languages and a place in docs/models/rostering.md")
  func documented() throws {
    let file = URL(filePath: #filePath).resolvingSymlinksInPath()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "docs/models/rostering.md")
    let page = try String(contentsOf: file, encoding: .utf8)
    for key in Self.keys { #expect(page.contains("`\(key)`"), "\(key)") }
    for rule in Self.sets.flatMap({ $0.hard as [any RosterRule] + $0.soft }) {
      #expect(rule.sentence.chinese.contains { $0 >= "一" && $0 <= "龥" }, "\(rule.key)")
      #expect(rule.sentence.english.allSatisfy(\.isASCII) || rule.sentence.english.contains("°"))
      #expect(!rule.sentence.english.isEmpty)
    }
  }
}
