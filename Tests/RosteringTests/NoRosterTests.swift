// SPDX-License-Identifier: Apache-2.0

import DutyModel
import DutyPlanning
import Rostering
import Testing

@Suite("Where there is no roster")
struct NoRosterTests {
  private func error(of problem: RosterProblem) async -> RosterError? {
    await #expect(throws: RosterError.self) {
      try await RosterSolver.solve(problem, solvers: Library.solvers())
    }
  }

  @Test("three posts and two officers are said before any search, with the remedy")
  func understaffed() async {
    let post = Bench.occurrence(1, "early", day: 0, sworn: 3)
    let problem = Bench.problem(
      [Bench.officer(1), Bench.officer(2)], [Bench.slot("early", day: 0, occurrences: [post])])
    let error = await error(of: problem)
    #expect(
      error?.explanation.english
        == "Brigade 1 has too few people for some shifts: 2017-05-01 early shift needs 3 sworn and "
        + "has 2. Maybe lower the strength there, move a leave, or draw people from elsewhere.")
    #expect(
      error?.explanation.chinese
        == "一大队人员不足，无法排班：2017-05-01early班需民警3人，只有2人。可以减少这些时段的岗位人数、调整休假，"
        + "或抽调人员支援。")
  }

  @Test("one officer for seven days on end is overburdened: 7 duties, 6 possible")
  func overburdened() async {
    let slots = (0..<7).map {
      Bench.slot("early", day: $0, occurrences: [Bench.occurrence(1, "early", day: $0)])
    }
    let error = await error(of: Bench.problem([Bench.officer(1)], slots))
    #expect(
      error?.explanation.english
        == "Brigade 1 needs 7 sworn duties in the period, and its people may have 6 at most after "
        + "leave and rest. Maybe lower the strength of some posts, or draw people from elsewhere.")
  }

  @Test("late, then early by the same two officers is proven impossible, one missing each")
  func infeasible() async {
    let slots = [("late", 0), ("early", 1)].map { shift, day in
      Bench.slot(shift, day: day, occurrences: [Bench.occurrence(1, shift, day: day, sworn: 1)])
    }
    let error = await error(of: Bench.problem([Bench.officer(1)], slots))
    guard case .infeasible(_, let shortages)? = error else {
      Issue.record("expected infeasible, found \(error?.description ?? "a roster")")
      return
    }
    // One shift is filled, the other lacks its one officer.
    #expect(shortages.allSatisfy { $0.needed == 1 && $0.available == 0 })
    #expect(Set(shortages.map(\.date)).count == 1)
  }

  @Test("skills that nobody has are named")
  func skills() async {
    let check = Bench.occurrence(1, "early", day: 0, skills: [.drone: 1])
    let problem = Bench.problem(
      [Bench.officer(1)], [Bench.slot("early", day: 0, occurrences: [check])])
    let error = await error(of: problem)
    #expect(
      error?.explanation.english.contains("needs 1 with a drone licence and has 0") == true)
  }

  @Test("two motorcycle patrols and one motorcycle are said with both numbers")
  func vehicles() async {
    let patrol = Bench.occurrence(1, "early", day: 0, sworn: 2, vehicle: .patrolMotorcycle)
    let members = [1, 2].map { Bench.officer($0, skills: [.motorcycle]) }
    let problem = Bench.problem(
      members, [Bench.slot("early", day: 0, occurrences: [patrol])],
      vehicles: [Vehicle(id: 5, kind: .patrolMotorcycle, plate: "A", unit: Bench.squadron)])
    #expect(
      await error(of: problem)
        == .noVehicle(
          pool: problem.pools[0].name, kind: .patrolMotorcycle, at: Bench.time(0, 7), needed: 2,
          available: 1))
  }

  @Test("a brigade with more posts than officers is named with both numbers")
  func detachment() async throws {
    let demo = DemoWeek(seed: 1, postSworn: 12)
    var problem = try RosterProblem(plans: demo.plans, organization: demo.organization)
    problem.pools = Array(problem.pools.prefix(1))
    let error = await error(of: problem)
    guard case .overburdened(let pool, .sworn, let needed, let available)? = error else {
      Issue.record("expected overburdened, found \(error?.description ?? "a roster")")
      return
    }
    #expect(pool.english == "unit 10")
    // Early and late on workdays 12 posts and 3 stations, at weekends 5 beats and 3; 2 at night.
    #expect(needed == 5 * 2 * (12 + 3) + 2 * 2 * (5 + 3) + 7 * 2)
    #expect(available < needed)
  }
}
