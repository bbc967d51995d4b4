// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Rostering
import Testing

@Suite("Four weeks of the whole detachment, within a limit")
struct RosterMonthTests {
  private func problem(days: Int = 28) throws -> RosterProblem {
    let demo = DemoWeek(seed: 3)
    return try RosterProblem(plans: demo.plans, organization: demo.organization, days: days)
  }

  @Test(
    "its effort spent, there is a roster that the checker passes, with a bound for each week"
  )
  func effort() async throws {
    let problem = try problem()
    let roster = try await RosterSolver.solve(
      problem, solvers: Library.solvers(), options: RosterOptions(effort: 1))
    #expect(RosterChecker(problem: problem).violations(of: roster).isEmpty)
    #expect(roster.solves.count == 4 * problem.pools.count)
    #expect(roster.solves.allSatisfy { 0 <= $0.bound && $0.bound <= $0.objective })
    #expect(roster.solves.allSatisfy { ($0.status == .optimal) == ($0.bound == $0.objective) })
  }

  @Test(
    "the time limit ends the search: a roster that the checker passes, or word that there is none yet",
    arguments: [0.2, 60.0])
  func timeLimit(seconds: Double) async throws {
    let problem = try problem()
    let clock = ContinuousClock()
    let begin = clock.now
    do throws(RosterError) {
      let roster = try await RosterSolver.solve(
        problem, solvers: try solvers(), options: RosterOptions(timeLimit: .seconds(seconds)))
      #expect(RosterChecker(problem: problem).violations(of: roster).isEmpty)
    } catch {
      guard case .undecided = error else {
        Issue.record("\(error)")
        return
      }
      #expect(seconds < 1)
    }
    // What CP-SAT and HiGHS take to stop, and a list of weeks begun before the end.
    #expect(clock.now - begin < .seconds(seconds) * 1.05 + .seconds(3))
  }

  private func solvers() throws(RosterError) -> RosterSolvers {
    do { return try Library.solvers() } catch { throw .solver("\(error)") }
  }
}
