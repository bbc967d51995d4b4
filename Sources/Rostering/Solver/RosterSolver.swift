// SPDX-License-Identifier: Apache-2.0

public import CPSAT
import DutyModel
import IncidentAnalysis

/// Makes a roster: week after week, and in each week pool by pool, because no person and no demand
/// is in two pools.
public struct RosterSolver: Sendable {
  /// - Parameter progress: called each time a pool's week is done, from any thread.
  /// - Throws: `RosterError`, with the smallest shortage in numbers if there is no roster. What
  ///   comes back keeps every hard rule; the checker has looked at it.
  public static func solve(
    _ problem: RosterProblem, cpsat: CPSATLibrary, options: RosterOptions = RosterOptions(),
    progress: @escaping @Sendable (RosterProgress) -> Void = { _ in }
  ) async throws(RosterError) -> Roster {
    let solver = RosterSolver(
      problem: problem, solver: CPSolver(library: cpsat), options: options, progress: progress)
    return try await solver.roster()
  }

  let problem: RosterProblem
  let solver: CPSolver
  let options: RosterOptions
  let progress: @Sendable (RosterProgress) -> Void

  private func roster() async throws(RosterError) -> Roster {
    var duties: [RosteredDuty] = []
    var solves: [SolveRecord] = []
    for start in stride(from: 0, to: problem.days, by: 7) {
      let week = problem.part(
        from: problem.firstDate.adding(days: start), days: min(7, problem.days - start),
        pinned: duties)
      for answer in try await answers(of: week, finished: start / 7 * week.pools.count) {
        duties += answer.duties
        solves += answer.solves
      }
    }
    return try publish(duties, solves)
  }

  /// A few pools at a time, in any order; the answers come in the order of the pools.
  private func answers(
    of week: RosterProblem, finished before: Int
  ) async throws(RosterError) -> [PoolSolver.Answer] {
    let total = problem.weeks.count * week.pools.count
    let results = await withTaskGroup(
      of: (Int, Result<PoolSolver.Answer, RosterError>).self
    ) { group in
      var results: [Result<PoolSolver.Answer, RosterError>?] = week.pools.map { _ in nil }
      var next = 0
      var finished = before
      func startNext() {
        guard next < week.pools.count else { return }
        let index = next
        next += 1
        group.addTask { (index, await result(of: week, pool: index)) }
      }
      for _ in 0..<options.pools { startNext() }
      while let (index, result) = await group.next() {
        results[index] = result
        finished += 1
        progress(
          RosterProgress(pool: week.pools[index].name, finished: finished, total: total))
        if case .success = result { startNext() }
      }
      return results
    }
    var answers: [PoolSolver.Answer] = []
    for result in results { if let result { answers.append(try result.get()) } }
    return answers
  }

  private func result(
    of week: RosterProblem, pool: Int
  ) async -> Result<PoolSolver.Answer, RosterError> {
    let pool = PoolSolver(
      problem: week, pool: week.pools[pool], solver: solver, options: options)
    do throws(RosterError) { return .success(try await pool.solve()) } catch {
      return .failure(error)
    }
  }

  /// Numbers the duties, weighs the soft rules, and refuses what breaks a hard one.
  func publish(
    _ duties: [RosteredDuty], _ solves: [SolveRecord]
  ) throws(RosterError) -> Roster {
    let ordered = duties.sorted {
      ($0.interval.start, $0.officer) < ($1.interval.start, $1.officer)
    }
    var roster = Roster(
      version: version, plan: problem.plan, isDemoData: problem.isDemoData,
      firstDate: problem.firstDate, days: problem.days,
      duties: ordered.enumerated().map { index, duty in
        // The date makes the numbers differ from those of rosters before and after.
        RosteredDuty(
          id: ID(rawValue: problem.firstDate.day * 100_000 + Int64(index)), officer: duty.officer,
          shift: duty.shift, interval: duty.interval, tasks: duty.tasks, vehicle: duty.vehicle)
      }, brokenRules: [], solves: solves)
    let checker = RosterChecker(problem: problem)
    let violations = checker.violations(of: roster)
    guard violations.isEmpty else { throw .hardRulesBroken(violations) }
    roster.brokenRules = checker.brokenRules(of: roster)
    return roster
  }

  private var version: Version {
    let people = problem.members.map { "\($0.id) \($0.unit) \($0.leave.map(\.start))" }
    let rules =
      problem.rules.hard.map(\.sentence.english) + problem.rules.soft.map(\.sentence.english)
    return Version(
      stage: "roster",
      madeFrom: [
        problem.plan.digest, "\(problem.firstDate)", "\(problem.days)", "\(options.seed)",
        "\(options.effort)",
      ] + people + rules + problem.dayKinds.differences.map { "\($0)" }
        + problem.history.map { "\($0.officer) \($0.interval.start)" })
  }
}
