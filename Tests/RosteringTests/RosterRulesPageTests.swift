// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Foundation
import Rostering
import Testing

@Suite("The page of the roster rules")
struct RosterRulesPageTests {
  @Test("stands in docs/roster-rules.md as the program prints it")
  func documented() throws {
    let file = URL(filePath: #filePath).resolvingSymlinksInPath()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "docs/roster-rules.md")
    if ProcessInfo.processInfo.environment["CHENGXU_WRITE_DOCS"] != nil {
      try Data(RosterRules.markdown().utf8).write(to: file)
    }
    let committed = try String(contentsOf: file, encoding: .utf8)
    #expect(
      committed == RosterRules.markdown(),
      "docs/roster-rules.md is not what the code says. Maybe run this test with CHENGXU_WRITE_DOCS=1."
    )
  }

  @Test("has a section for every rule of every set")
  func complete() {
    let page = RosterRules.markdown()
    let sets = [RosterRules.standard] + RosterRuleSet.allCases.map(\.rules)
    for set in sets {
      for rule in set.hard as [any RosterRule] + set.soft {
        #expect(page.contains("\n## \(rule.key)\n"), "\(rule.key)")
        #expect(
          page.contains("- \(rule.sentence.chinese)<br>\(rule.sentence.english)"), "\(rule.key)")
      }
    }
  }
}
