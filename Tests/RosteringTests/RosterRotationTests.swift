// SPDX-License-Identifier: Apache-2.0

import CPSAT
import DutyModel
import DutyPlanning
import Rostering
import Testing

@Suite("A roster of many weeks by rotation")
struct RosterRotationTests {
  @Test(
    "keeps every hard rule over two weeks, meets each week's demand, and hands the weeks round")
  func twoWeeks() async throws {
    let demo = DemoWeek()
    let problem = try RosterProblem(
      plans: demo.plans, organization: demo.organization, days: 14)
    let roster = try await RosterRotation.solve(problem, solvers: Library.solvers())
    #expect(RosterChecker(problem: problem).violations(of: roster).isEmpty)
    // Fewer solves than pools and weeks: alike weeks are solved once.
    let pools = problem.pools.count
    #expect((pools..<2 * pools).contains(roster.solves.count), "\(roster.solves.count) solves")
    let peaks = roster.dayTallies.map { $0.personTimesByMode[.peak] ?? 0 }
    #expect(peaks[0] > 0)
    #expect(Array(peaks[7..<14]) == Array(peaks[0..<7]))
    #expect(Self.shifts(roster, week: 0) != Self.shifts(roster, week: 1))
  }

  /// Who is on which shift, by the days from the week's Monday.
  private static func shifts(_ roster: Roster, week: Int) -> Set<String> {
    let first = roster.firstDate.adding(days: 7 * week)
    let own = roster.duties.filter { (0..<7).contains($0.interval.start.date.day - first.day) }
    return Set(own.map { "\($0.officer) \($0.shift) \($0.interval.start.date.day - first.day)" })
  }
}
