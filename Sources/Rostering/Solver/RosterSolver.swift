// SPDX-License-Identifier: Apache-2.0

import DutyModel
import IncidentAnalysis

/// Makes a roster: week after week, and in each week pool by pool, because no person and no demand
/// is in two pools.
public struct RosterSolver: Sendable {
  /// - Parameters:
  ///   - stop: ends the search for better rosters from elsewhere.
  ///   - progress: called each time a pool's week is done, from any thread.
  /// - Throws: `RosterError`, with the smallest shortage in numbers if there is no roster. What
  ///   comes back keeps every hard rule; the checker has looked at it.
  public static func solve(
    _ problem: RosterProblem, solvers: RosterSolvers, options: RosterOptions = RosterOptions(),
    stop: RosterStop = RosterStop(),
    progress: @escaping @Sendable (RosterProgress) -> Void = { _ in }
  ) async throws(RosterError) -> Roster {
    let solver = RosterSolver(
      problem: problem, solvers: solvers, options: options, progress: progress)
    do throws(Failure) {
      return try await solver.roster(RosterClock(options.timeLimit, stop: stop))
    } catch { throw error.error }
  }

  /// As `solve`; where people are too few, what is at odds in the week that has no roster is looked
  /// for in the time that is left.
  public static func explained(
    _ problem: RosterProblem, solvers: RosterSolvers, options: RosterOptions = RosterOptions(),
    progress: @escaping @Sendable (RosterProgress) -> Void = { _ in }
  ) async throws(NoRoster) -> Roster {
    let clock = RosterClock(options.timeLimit)
    let solver = RosterSolver(
      problem: problem, solvers: solvers, options: options, progress: progress)
    do throws(Failure) {
      return try await solver.roster(clock)
    } catch {
      guard error.error.isAboutPeople, let week = error.week else {
        throw NoRoster(error: error.error)
      }
      var options = options
      options.timeLimit = clock.left(hasAnswer: false)
      // Its own failure says nothing about the roster.
      let finding = try? await ConflictSearch.conflict(
        in: week, solvers: solvers, options: options)
      guard case .conflict(let conflict)? = finding else { throw NoRoster(error: error.error) }
      throw NoRoster(error: error.error, conflict: conflict)
    }
  }

  /// What went wrong, and the one pool's week in which it did, with what was worked before.
  private struct Failure: Error {
    var error: RosterError
    var week: RosterProblem?
  }

  let problem: RosterProblem
  let solvers: RosterSolvers
  let options: RosterOptions
  let progress: @Sendable (RosterProgress) -> Void

  private func roster(_ clock: RosterClock) async throws(Failure) -> Roster {
    var duties: [RosteredDuty] = []
    var solves: [SolveRecord] = []
    for start in stride(from: 0, to: problem.days, by: 7) {
      let week = problem.part(
        from: problem.firstDate.adding(days: start), days: min(7, problem.days - start),
        pinned: duties)
      let answers = try await answers(
        of: week, finished: solves, clock)
      for answer in answers {
        duties += answer.duties
        solves += answer.solves
      }
    }
    do throws(RosterError) { return try publish(duties, solves) } catch {
      throw Failure(error: error)
    }
  }

  /// A few pools at a time, in any order; the answers come in the order of the pools.
  private func answers(
    of week: RosterProblem, finished before: [SolveRecord], _ clock: RosterClock
  ) async throws(Failure) -> [PoolSolver.Answer] {
    let total = problem.weeks.count * week.pools.count
    let results = await withTaskGroup(
      of: (Int, Result<PoolSolver.Answer, RosterError>).self
    ) { group in
      var results: [Result<PoolSolver.Answer, RosterError>?] = week.pools.map { _ in nil }
      var next = 0
      var solves = before
      var finished = before.count
      func startNext() {
        guard next < week.pools.count else { return }
        let index = next
        let clock = clock.part(of: total - before.count - index, sideBySide: options.pools)
        next += 1
        group.addTask { (index, await result(of: week, pool: index, clock)) }
      }
      for _ in 0..<options.pools { startNext() }
      while let (index, result) = await group.next() {
        results[index] = result
        finished += 1
        if case .success(let answer) = result { solves += answer.solves }
        let totals = SolveTotals(solves)
        progress(
          RosterProgress(
            pool: week.pools[index].name, finished: finished, total: total,
            objective: totals.objective, bound: totals.bound))
        if case .success = result { startNext() }
      }
      return results
    }
    var answers: [PoolSolver.Answer] = []
    for (result, pool) in zip(results, week.pools) {
      switch result {
      case .success(let answer): answers.append(answer)
      case .failure(let error):
        var week = week
        week.pools = [pool]
        throw Failure(error: error, week: week)
      case nil: break
      }
    }
    return answers
  }

  private func result(
    of week: RosterProblem, pool: Int, _ clock: RosterClock
  ) async -> Result<PoolSolver.Answer, RosterError> {
    let pool = PoolSolver(
      problem: week, pool: week.pools[pool], solvers: solvers, options: options, clock: clock)
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
