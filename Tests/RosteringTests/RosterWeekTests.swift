// SPDX-License-Identifier: Apache-2.0

import CPSAT
import DutyModel
import DutyPlanning
import Foundation
import Rostering
import Synchronization
import Testing

@Suite("A week of the whole detachment, with a special order")
struct RosterWeekTests {
  @Test("keeps every hard rule, proves each pool's shifts best, and counts people and vehicles")
  func week() async throws {
    let demo = DemoWeek(isSpecial: true)
    let problem = try RosterProblem(plans: demo.plans, organization: demo.organization)
    let finished = Mutex<[Int]>([])
    let roster = try await RosterSolver.solve(problem, solvers: Library.solvers()) { progress in
      finished.withLock { $0.append(progress.finished) }
    }
    #expect(RosterChecker(problem: problem).violations(of: roster).isEmpty)
    #expect(finished.withLock { $0 } == Array(1...9))
    #expect(roster.solves.count == 9)
    #expect(roster.solves.allSatisfy { $0.status == .optimal && $0.gap == 0 })
    #expect(Set(roster.duties.map(\.id)).count == roster.duties.count)
    let monday = roster.dayTallies[0]
    // 84 at the peaks of each office shift, twice; 18 patrols of two in the day, 6 riders at night.
    #expect(monday.personTimesByMode[.peak] == 336)
    #expect(monday.vehicleTimes == 2 * (10 + 10 + 6) + 6)
    let copy = try JSONDecoder().decode(Roster.self, from: JSONEncoder().encode(roster))
    #expect(copy == roster)
  }
}
