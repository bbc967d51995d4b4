// SPDX-License-Identifier: Apache-2.0

import CPSAT
import DutyModel
import DutyPlanning
import Rostering
import Testing

@Suite("A week of the whole detachment")
struct RosterWeekTests {
  @Test("keeps every hard rule, and says bound and gap for each pool")
  func week() async throws {
    let demo = DemoWeek()
    let problem = try RosterProblem(
      plans: demo.plans, organization: demo.organization, firstDate: DemoWeek.monday)
    let roster = try await RosterSolver.solve(problem, cpsat: Library.cpsat())
    for solve in roster.solves {
      print(solve.problem, solve.status, solve.objective, solve.bound, solve.gap, solve.seconds)
    }
    print(roster.duties.count, roster.brokenRules.count, roster.penalty)
    for (rule, broken) in Dictionary(grouping: roster.brokenRules, by: \.rule) {
      print(rule, broken.count, broken.reduce(0) { $0 + $1.penalty }, broken[0].explanation)
    }
    for tally in roster.dayTallies { print(tally) }
    #expect(RosterChecker(problem: problem).violations(of: roster).isEmpty)
  }
}
