// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Foundation
import Supervision
import Testing

@Suite("The definitions of the KPIs")
struct KPIDefinitionTests {
  @Test("stand in docs/kpis.md as the program prints them")
  func documented() throws {
    let file = URL(filePath: #filePath).resolvingSymlinksInPath()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "docs/kpis.md")
    if ProcessInfo.processInfo.environment["CHENGXU_WRITE_DOCS"] != nil {
      try Data(KPIRegistry.markdown().utf8).write(to: file)
    }
    let committed = try String(contentsOf: file, encoding: .utf8)
    #expect(
      committed == KPIRegistry.markdown(),
      "docs/kpis.md is not what the code says. Maybe run this test with CHENGXU_WRITE_DOCS=1.")
  }

  @Test("have keys of their own, a formula in both languages and a version")
  func complete() {
    let definitions = KPIRegistry.all.map(\.definition)
    #expect(Set(definitions.map(\.id)).count == definitions.count)
    for one in definitions {
      #expect(!one.formula.chinese.isEmpty && !one.formula.english.isEmpty, "\(one.id)")
      #expect(one.version >= 1, "\(one.id)")
    }
  }

  @Test("are about no person: no scope has one and no key names one")
  func noPerson() {
    // Written out, so that a new scope makes this test fail to compile until it is thought about.
    func isAboutAPerson(_ scope: KPIScope) -> Bool {
      switch scope {
      case .detachment, .area, .brigade, .squadron, .place, .mode, .hour: false
      }
    }
    #expect(!isAboutAPerson(.detachment))
    for one in KPIRegistry.all.map(\.definition) {
      #expect(!one.id.contains("officer") && !one.id.contains("ranking"), "\(one.id)")
    }
  }

  @Test("say their numerator, denominator and window in both languages, shortly too")
  func told() {
    for one in KPIRegistry.all.map(\.definition) {
      for text in [one.numerator, one.denominator, one.window, one.exclusions, one.gist, one.name] {
        #expect(!text.chinese.isEmpty && !text.english.isEmpty, "\(one.id)")
        #expect(text != .notSaid, "\(one.id)")
      }
      #expect(one.gist.chinese.count <= 24, "\(one.id): \(one.gist.chinese)")
    }
  }

  @Test("have all that duty is measured by")
  func all() {
    let wanted = [
      "on-time-arrival", "on-post-rate", "off-post-events", "visibility-rate",
      "visibility-rate-weighted", "perceived-visibility", "chance-of-police",
      "revisit-interval-median", "revisit-interval-p90", "revisit-interval-max", "night-control",
      "handling-rate", "handling-rate-pedestrian", "handling-rate-non-motor",
      "handling-rate-motor", "intervention-intensity", "dissuasion-share", "compliance-rate",
      "call-to-arrival-median", "call-to-arrival-p90", "call-to-dispatch-median",
      "dispatch-to-departure-median", "travel-time-median", "on-time-response",
      "clearance-time-median", "jam-clearance-median", "deployment-match", "grid-accountability",
      "hand-over-timeliness", "hand-over-closure", "hand-over-returns", "unexplained-release",
      "inspection-coverage", "rectification", "rectification-on-time", "night-fairness-span",
      "night-fairness-gini", "person-times", "vehicle-times",
    ]
    let found = Set(KPIRegistry.all.map(\.definition.id))
    for id in wanted { #expect(found.contains(id), "\(id)") }
  }
}

@Suite("The Wilson interval")
struct WilsonTests {
  /// Source of the values: Newcombe 1998, table I, doi:10.1002/(SICI)1097-0258(19980430)17:8<857.
  @Test(
    "agrees with published values",
    arguments: [
      (81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (1, 29, 0.0061, 0.1718),
    ])
  func published(successes: Int, cases: Int, lower: Double, upper: Double) throws {
    let interval = try #require(ConfidenceInterval.wilson(successes: successes, cases: cases))
    #expect(abs(interval.lower - lower) < 0.000_06)
    #expect(abs(interval.upper - upper) < 0.000_06)
  }

  @Test("begins at 0 without a success and ends at 1 without a failure")
  func ends() throws {
    let none = try #require(ConfidenceInterval.wilson(successes: 0, cases: 10))
    #expect(none.lower == 0)
    #expect(abs(none.upper - 0.277_53) < 0.000_05)
    #expect(ConfidenceInterval.wilson(successes: 10, cases: 10)?.upper == 1)
    #expect(ConfidenceInterval.wilson(successes: 0, cases: 0) == nil)
    #expect(ConfidenceInterval.wilson(successes: 3, cases: 2) == nil)
  }

  @Test("contains the rate and shrinks with more cases")
  func shrinks() throws {
    var width = 2.0
    for factor in [1, 4, 16, 64] {
      let interval = try #require(
        ConfidenceInterval.wilson(successes: 3 * factor, cases: 10 * factor))
      #expect(interval.lower < 0.3 && 0.3 < interval.upper)
      #expect(interval.upper - interval.lower < width)
      width = interval.upper - interval.lower
    }
  }
}
