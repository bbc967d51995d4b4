// SPDX-License-Identifier: Apache-2.0

import DutyModel
import TestSupport
import Testing

@testable import DutyPlanning

@Suite("Trials of changes by hand")
struct PlanTrialTests {
  @Test(
    "A trial forbids a post of the plan in force, says what that costs, and moves no more than allowed"
  )
  func forbid() throws {
    let sample = try PlannedSample.shared()
    let banned = try #require(sample[.peak].posts.first)
    let edit = PlanEdit(
      mode: .peak, change: .forbid(banned.junction), person: "li.wei",
      time: try #require(CivilTime("2018-01-02T08:30")), reason: "道路施工")
    var basis = PlannedSample.options()
    basis.candidates = 60
    let trial = try DutyPlanner.trial(
      of: [edit], change: .limit(3), on: sample.plans, sample.snapshot, risk: sample.risk,
      basis: basis, solvers: sample.solvers)
    let peak = try #require(trial[.peak])
    #expect(peak.posts.count == sample[.peak].posts.count)
    #expect(!peak.posts.contains { $0.junction == banned.junction })
    let outcome = try #require(peak.edits?.first)
    #expect(outcome.edit == edit && outcome.cost >= 0)
    let comparison = try #require(peak.comparison)
    #expect(comparison.current == sample.plans.version && (1...3).contains(comparison.moves))
    // What a next trial holds to.
    #expect(trial.editsInForce == [edit])
  }
}
