// SPDX-License-Identifier: Apache-2.0

import DutyModel
import DutyPlanning
import Rostering
import Synchronization
import Testing

@Suite("A draft that is solved anew")
struct RosterRedraftTests {
  private static let demo = DemoWeek()

  private func solved(
    days: Int = 7
  ) async throws -> (problem: RosterProblem, roster: Roster) {
    var problem = try RosterProblem(
      plans: Self.demo.plans, organization: Self.demo.organization, days: days)
    // Two brigades are as good as all, and much sooner solved.
    problem.pools = Array(problem.pools.prefix(2))
    return (problem, try await RosterSolver.solve(problem, solvers: try Library.solvers()))
  }

  private func redraft(
    _ roster: Roster, _ problem: RosterProblem, from: CivilDate? = nil, changeWeight: Int = 40,
    pinned: Set<DutyModel.ID<RosteredDuty>> = [], now: CivilTime = Bench.time(-1, 20),
    stop: RosterStop = RosterStop(),
    progress: @escaping @Sendable (RosterProgress) -> Void = { _ in }
  ) async throws -> RosterRedraft {
    try await RosterRedraft.solve(
      roster, of: problem, from: from ?? problem.firstDate, changeWeight: changeWeight,
      pinned: pinned, now: now, solvers: try Library.solvers(), stop: stop, progress: progress)
  }

  private func applied(_ redraft: RosterRedraft, to roster: Roster) -> Roster {
    let gone = Set(redraft.removed).union(redraft.rows.map(\.id))
    var after = roster
    after.duties = roster.duties.filter { !gone.contains($0.id) } + redraft.rows
    return after
  }

  @Test("stays as it was where nothing has changed and a change costs more than it brings")
  func nothingNew() async throws {
    let (problem, roster) = try await solved()
    let redraft = try await redraft(roster, problem, changeWeight: 1000)
    // Who has which shift stays; who stands where may be settled better.
    let before = Set(roster.duties.map { "\($0.officer) \($0.interval.start)" })
    let after = Set(
      applied(redraft, to: roster).duties.map { "\($0.officer) \($0.interval.start)" })
    #expect(after == before)
    #expect(redraft.removed.isEmpty && redraft.unpinned.isEmpty)
  }

  @Test("gives the duties of whoever is away to others and leaves most as they are")
  func leastChange() async throws {
    var (problem, roster) = try await solved()
    let away = try #require(
      roster.duties.first { $0.tasks.contains { $0.demand != nil } })
    let interval = CivilInterval(
      start: CivilTime(date: problem.firstDate),
      end: CivilTime(date: problem.firstDate.adding(days: 7)))
    for pool in problem.pools.indices {
      for member in problem.pools[pool].members.indices
      where problem.pools[pool].members[member].id == away.officer {
        problem.pools[pool].members[member].leave.append(interval)
      }
    }
    let own = roster.duties.filter { $0.officer == away.officer }
    let heavy = try await redraft(roster, problem)
    let after = applied(heavy, to: roster)
    #expect(RosterChecker(problem: problem).violations(of: after).isEmpty)
    #expect(!after.duties.contains { $0.officer == away.officer })
    let free = try await redraft(roster, problem, changeWeight: 0)
    func moved(_ redraft: RosterRedraft) -> Int {
      let old = Dictionary(uniqueKeysWithValues: roster.duties.map { ($0.id, $0.officer) })
      return redraft.removed.count + redraft.rows.count { old[$0.id] != $0.officer }
    }
    #expect(moved(heavy) >= own.count && moved(heavy) <= 4 * own.count, "\(moved(heavy))")
    #expect(moved(heavy) < moved(free), "\(moved(heavy)) and \(moved(free))")
  }

  @Test("keeps pinned rows with people, places and vehicles, and those that have begun")
  func pins() async throws {
    var (problem, roster) = try await solved()
    let now = Bench.time(2, 8)
    let begun = roster.duties.filter { $0.interval.start < now }
    let pinned = roster.duties.filter { $0.interval.start >= now }.enumerated()
      .filter { $0.offset % 9 == 0 }.map(\.element)
    // Somebody with a pinned row falls ill: that one cannot stay.
    let ill = try #require(pinned.first)
    for pool in problem.pools.indices {
      for member in problem.pools[pool].members.indices
      where problem.pools[pool].members[member].id == ill.officer {
        problem.pools[pool].members[member].leave.append(ill.interval)
      }
    }
    let redraft = try await redraft(
      roster, problem, changeWeight: 0, pinned: Set(pinned.map(\.id)), now: now)
    let after = applied(redraft, to: roster)
    #expect(redraft.unpinned == [ill.id])
    for row in begun + pinned.dropFirst() where row.id != ill.id {
      #expect(after.duties.contains(row), "\(row.id) of \(row.officer) did not stay")
    }
    #expect(RosterChecker(problem: problem).violations(of: after).isEmpty)
    #expect(Set(after.duties.map(\.id)).count == after.duties.count)
  }

  @Test("says what it has and what is left, and once stopped ends with rosters for all")
  func stopped() async throws {
    let (problem, roster) = try await solved(days: 14)
    let second = problem.firstDate.adding(days: 7)
    let stop = RosterStop()
    stop.stop()
    let heard = Mutex<[RosterProgress]>([])
    let redraft = try await redraft(roster, problem, from: second, stop: stop) { step in
      heard.withLock { $0.append(step) }
    }
    let steps = heard.withLock { $0 }
    #expect(steps.last.map { $0.finished == $0.total } == true)
    #expect(steps.allSatisfy { $0.objective >= $0.bound })
    let after = applied(redraft, to: roster)
    #expect(RosterChecker(problem: problem).violations(of: after).isEmpty)
    #expect(redraft.rows.allSatisfy { $0.interval.start >= CivilTime(date: second) })
  }

  @Test("prices each duty that somebody did not have, and says which")
  func price() {
    let rule = KeptDuties(rows: [Bench.duty(1, "early", day: 0)])
    let early = DutySpan(interval: Bench.duty(1, "early", day: 0).interval)
    let late = DutySpan(interval: Bench.duty(1, "late", day: 1).interval)
    #expect(rule.points(for: early, by: Bench.officer(1)) == 0)
    #expect(rule.points(for: early, by: Bench.officer(2)) == 40)
    #expect(rule.points(for: late, by: Bench.officer(1)) == 40)
    #expect(
      rule.text(late, by: Bench.officer(1)).english
        == "did not have the duty from 2017-05-02T12:30 before")
  }

  @Test("is refused from a day that is no Monday of the roster")
  func badWeek() async throws {
    let problem = Bench.problem([Bench.officer(1)], [])
    let roster = Bench.roster(problem, [])
    for day in [1, -7, 7] {
      await #expect(throws: RosterError.self) {
        try await redraft(roster, problem, from: Bench.monday.adding(days: day))
      }
    }
  }
}
