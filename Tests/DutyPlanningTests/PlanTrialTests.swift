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
      holding: [edit], change: .limit(3), on: sample.plans, sample.snapshot, risk: sample.risk,
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

    // Taken back, nothing forbids the place any more, though the plan in force still does.
    let time = try #require(CivilTime("2018-02-01T09:00"))
    var held = PlanEdits(edits: trial.editsInForce)
    let withdrawal = PlanEdits.Withdrawal(
      edit: edit, person: "zhao.min", time: time, reason: "施工结束")
    #expect(held.withdraw(withdrawal) && !held.withdraw(withdrawal))
    #expect(held.edits.isEmpty && held.withdrawn == [withdrawal])
    let after = try DutyPlanner.trial(
      holding: held.edits, change: nil, on: trial, sample.snapshot, risk: sample.risk, basis: basis,
      solvers: sample.solvers)
    #expect(after.editsInForce.isEmpty)
  }
}
