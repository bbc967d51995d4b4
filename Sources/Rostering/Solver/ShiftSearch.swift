// SPDX-License-Identifier: Apache-2.0

import CPSAT
import DutyModel
import HiGHS

/// Looks for the best whole-numbered solution of the first level.
///
/// Where the lists are short, CP-SAT gets all weeks. Else the linear relaxation says which of them
/// matter: CP-SAT first gets those of the least reduced price, and once a solution is known those
/// that can be in a better one. No others need be looked at for a proof.
struct ShiftSearch {
  /// CP-SAT takes this many weeks without trouble.
  private static let few = 3000
  /// More than this are not worth a second look.
  private static let many = 20_000
  /// What the arithmetic of the relaxation may be off by.
  private static let tolerance = 1e-4

  let lists: WeekLists
  let solvers: RosterSolvers
  let options: RosterOptions
  let clock: RosterClock

  struct Answer {
    var model: ShiftModel
    var assignment: CPAssignment
    var objective: Int
  }

  struct Outcome {
    var answer: Answer?
    /// No solution is below it.
    var bound: Int
    /// Whether there is proof that no solution exists.
    var isInfeasible = false
    /// Where the lists are long.
    var relaxation: ShiftRelaxation?

    var isProven: Bool { isInfeasible || answer.map { $0.objective <= bound } ?? false }
  }

  /// The least penalty: most weeks are proven at once, the others get a second, longer look.
  func best(_ coverage: Coverage) async throws(RosterError) -> Outcome {
    try await search(coverage, goal: .best, efforts: [0.6, 1])
  }

  /// The least shortage, after a long look.
  /// - Parameter priced: the search for the least penalty, which found no roster. Where the relaxation
  ///   has no shortage, the weeks that it would take are looked at first.
  func leastShortage(
    _ coverage: Coverage, after priced: Outcome
  ) async throws(RosterError) -> Outcome {
    try await search(
      coverage, goal: .leastShortage, efforts: [10, 10], near: priced.relaxation)
  }

  private func search(
    _ coverage: Coverage, goal: ShiftModel.Goal, efforts: [Double],
    near guide: ShiftRelaxation? = nil
  ) async throws(RosterError) -> Outcome {
    let relaxation =
      lists.columnCount > Self.few
      ? try ShiftRelaxation(
        lists, coverage, goal: goal, highs: solvers.highs, deadline: clock.share) : nil
    var outcome = Outcome(bound: max(0, relaxation.map(lowest) ?? 0), relaxation: relaxation)
    for (round, effort) in efforts.enumerated() where !outcome.isProven {
      if clock.left(hasAnswer: outcome.answer != nil) == .zero { break }
      let isGuided = outcome.answer == nil && outcome.bound == 0 && round == 0
      let (weeks, reach) =
        if isGuided, let guide {
          (lists.keeping(guide.cheapest(2 * Self.few).places), -Double.infinity)
        } else { columns(relaxation, better: outcome.answer, round) }
      var model = ShiftModel(weeks, coverage, goal: goal, hasTotals: round > 0)
      if let answer = outcome.answer { model.hint(from: answer) } else { model.hintKept() }
      let solution = try await solve(model.model, effort: effort, hasAnswer: outcome.answer != nil)
      if let assignment = solution.assignment, let objective = solution.objective,
        objective < outcome.answer?.objective ?? .max
      {
        outcome.answer = Answer(model: model, assignment: assignment, objective: objective)
      }
      guard reach == .infinity || reach + Self.tolerance >= distance(relaxation, outcome.answer)
      else { continue }
      // All that can be in a better solution was there.
      if solution.status == .infeasible {
        if outcome.answer == nil { outcome.isInfeasible = reach == .infinity }
        outcome.bound = outcome.answer?.objective ?? outcome.bound
      } else if let bound = solution.bound {
        outcome.bound = max(outcome.bound, min(bound, outcome.answer?.objective ?? bound))
      }
    }
    // Weeks that were not listed may be cheaper: then nothing is known but that no price is below 0.
    if !lists.isComplete {
      outcome.bound = 0
      outcome.isInfeasible = false
    }
    return outcome
  }

  private func lowest(_ relaxation: ShiftRelaxation) -> Int {
    // A price of this size is that of people missing.
    Int((min(relaxation.bound, 1e12) - Self.tolerance).rounded(.up))
  }

  /// The reduced price up to which a week may be in a better solution than the one known.
  private func distance(_ relaxation: ShiftRelaxation?, _ answer: Answer?) -> Double {
    guard let relaxation, let answer else { return .infinity }
    return Double(answer.objective - 1) - relaxation.bound
  }

  /// - Returns: the weeks to look at, and the reduced price up to which none is left out.
  private func columns(
    _ relaxation: ShiftRelaxation?, better answer: Answer?, _ round: Int
  ) -> (lists: WeekLists, reach: Double) {
    guard let relaxation else { return (lists, .infinity) }
    let distance = distance(relaxation, answer) + Self.tolerance
    if answer != nil, relaxation.count(upTo: distance) <= Self.many {
      return (lists.keeping(relaxation.places(upTo: distance)), distance)
    }
    let cheapest = relaxation.cheapest(Self.few << round)
    var places = cheapest.places
    for (group, kept) in (lists.keptWeeks() ?? []).enumerated() {
      // A draft that is solved anew is a good beginning, whatever it costs.
      if let kept, !places[group].contains(kept) {
        places[group] = (places[group] + [kept]).sorted()
      }
    }
    return (lists.keeping(places), cheapest.reach)
  }

  private func solve(
    _ model: CPModel, effort: Double, hasAnswer: Bool
  ) async throws(RosterError) -> CPSolution {
    // A small effort asks for less polish, never for no roster.
    let unit = hasAnswer ? options.effort : max(1, options.effort)
    let parameters = CPParameters(
      workers: 1, timeLimit: clock.left(hasAnswer: hasAnswer), deterministicTime: unit * effort,
      seed: Int32(truncatingIfNeeded: options.seed & 0x7fff_ffff),
      stopsAtFirstSolution: !hasAnswer && clock.stop.isStopped, presolve: .light,
      linearization: 2)
    do {
      // Without a roster the search goes on to the first, also after a stop.
      let stop = hasAnswer ? clock.stop.search : CPStop()
      return try await CPSolver(library: solvers.cpsat).solve(
        model, parameters: parameters, stop: stop)
    } catch {
      throw .solver(error.description)
    }
  }
}
