// SPDX-License-Identifier: Apache-2.0

import CPSAT
import DutyModel

/// Says why a week has no roster: an irreducible set of demands and rules.
///
/// The cheapest proofs come first. A draft whose rows of the week keep every hard rule proves that it
/// can be filled. Days by themselves, then two and three in a row, prove that it cannot, since nobody has
/// to work a shift that was left out. Only then the whole week is searched as `RosterSolver` would, up
/// to its first roster.
///
/// CP-SAT names demands that cannot hold together (assumptions); a deletion filter drops those that
/// are not needed, then rules that are not (Chinneck and Dravnieks 1991,
/// doi:10.1287/ijoc.3.2.157). What is left has no part to spare; there may be smaller sets elsewhere.
public struct ConflictSearch {
  let problem: RosterProblem
  let solvers: RosterSolvers
  let options: RosterOptions
  let clock: RosterClock

  /// What is known of a week.
  public enum Finding: Hashable, Sendable {
    case conflict(RosterConflict)
    /// The shifts of all can be filled.
    case fillable
    /// Effort or time were too little to say, for one pool at least.
    case undecided
  }

  /// - Parameters:
  ///   - problem: of one week.
  ///   - rows: what a draft has in the week, of any pools.
  /// - Returns: the first pool's conflict in order.
  public static func conflict(
    in problem: RosterProblem, filledBy rows: [RosteredDuty] = [], solvers: RosterSolvers,
    options: RosterOptions = RosterOptions()
  ) async throws(RosterError) -> Finding {
    let stop = RosterStop()
    // Any roster will do.
    stop.stop()
    let search = ConflictSearch(
      problem: problem, solvers: solvers, options: options,
      clock: RosterClock(options.timeLimit, stop: stop))
    var whole = Finding.fillable
    for pool in problem.pools {
      let finding = try await search.finding(of: pool, filledBy: rows)
      if case .conflict = finding { return finding }
      if finding == .undecided { whole = .undecided }
    }
    return whole
  }

  private func finding(
    of pool: RosterPool, filledBy rows: [RosteredDuty]
  ) async throws(RosterError) -> Finding {
    if clock.isOver { return .undecided }
    if isFilled(pool, by: rows) { return .fillable }
    for days in 1...3 {
      if let found = try await conflict(of: pool, withinDays: days) { return .conflict(found) }
    }
    if clock.isOver { return .undecided }
    let lists = WeekLists(frame: PoolFrame(problem: problem, pool: pool))
    if try await hasRoster(lists) { return .fillable }
    let model = ShiftModel(lists, Coverage(lists), goal: .conflict)
    switch try await core(of: model) {
    case .together: return .fillable
    case .unknown: return .undecided
    // Weeks that were not listed might hold them together.
    case .apart(let core):
      return lists.isComplete ? .conflict(try await conflict(of: core, pool)) : .undecided
    }
  }

  /// Whether the rows of the pool's people keep every hard rule, full shifts among them.
  private func isFilled(_ pool: RosterPool, by rows: [RosteredDuty]) -> Bool {
    let members = Set(pool.members.map(\.id))
    var part = problem
    part.pools = [pool]
    let own = Roster(
      version: problem.plan, plan: problem.plan, isDemoData: problem.isDemoData,
      firstDate: problem.firstDate, days: problem.days,
      duties: rows.filter { members.contains($0.officer) }, brokenRules: [], solves: [])
    return RosterChecker(problem: part).violations(of: own).isEmpty
  }

  /// What is at odds within some days in a row.
  private func conflict(
    of pool: RosterPool, withinDays days: Int
  ) async throws(RosterError) -> RosterConflict? {
    for first in 0..<max(1, problem.days - days + 1) where !clock.isOver {
      let dates =
        problem.firstDate.adding(
          days: first)..<problem.firstDate.adding(
          days: first + days)
      let kept = pool.slots.indices.filter { dates.contains(pool.slots[$0].date) }
      guard !kept.isEmpty else { continue }
      var part = pool
      part.slots = kept.map { pool.slots[$0] }
      let model = model(of: part, problem)
      guard model.lists.isComplete, case .apart(let core) = try await core(of: model) else {
        continue
      }
      return try await conflict(
        of: core.map { Requirement(slot: kept[$0.slot], kind: $0.kind) }, pool)
    }
    return nil
  }

  /// Whether a search as for a roster finds one.
  private func hasRoster(_ lists: WeekLists) async throws(RosterError) -> Bool {
    let search = ShiftSearch(lists: lists, solvers: solvers, options: options, clock: clock)
    let coverage = Coverage(lists)
    let outcome = try await search.best(coverage)
    if outcome.answer != nil { return true }
    guard !outcome.isInfeasible, !clock.isOver else { return false }
    return try await search.leastShortage(coverage, after: outcome).answer?.objective == 0
  }

  /// The smallest part of `core` that is still at odds, in words.
  private func conflict(
    of core: [Requirement], _ pool: RosterPool
  ) async throws(RosterError) -> RosterConflict {
    // Nobody has to work a shift without a demand, so that the others may be left out.
    let slots = Set(core.map(\.slot))
    let kept = pool.slots.indices.filter(slots.contains)
    var part = pool
    part.slots = kept.map { pool.slots[$0] }
    var demands = core.map { key in
      Requirement(slot: kept.firstIndex(of: key.slot) ?? 0, kind: key.kind)
    }
    var isMinimal = true
    // Backwards, so that sworn officers are named rather than people in general.
    for demand in demands.reversed() {
      let without = demands.filter { $0 != demand }
      switch try await isImpossible(without, part, problem.rules) {
      case true?: demands = without
      case false?: break
      case nil: isMinimal = false
      }
    }
    var rules = problem.rules
    for rule in rules.hard where rule.scope == .person {
      let without = rules.dropping(rule.key)
      switch try await isImpossible(demands, part, without) {
      case true?: rules = without
      case false?: break
      case nil: isMinimal = false
      }
    }
    return RosterConflict(
      pool: pool.name, week: problem.firstDate, demands: words(demands, part),
      rules: needed(rules).map { .init(key: $0.key, sentence: $0.sentence) },
      relaxations: try await relaxations(pool, needed(rules)), isMinimal: isMinimal)
  }

  private func model(
    of pool: RosterPool, _ problem: RosterProblem, _ goal: ShiftModel.Goal = .conflict
  ) -> ShiftModel {
    let lists = WeekLists(frame: PoolFrame(problem: problem, pool: pool))
    return ShiftModel(lists, Coverage(lists), goal: goal)
  }

  typealias Requirement = ShiftModel.Requirement

  /// Rules about one person that are left; whose shift it is states a fact and is no rule to name.
  private func needed(_ rules: RosterRules) -> [any HardRule] {
    rules.hard.filter { $0.scope == .person && !($0 is OwnDuty) && !($0 is OutdoorExemption) }
      .filter { !($0 is NightTurn) }
  }

  /// Whether all demands can hold together.
  private enum Together {
    case together, unknown
    case apart([Requirement])
  }

  private func core(of model: ShiftModel) async throws(RosterError) -> Together {
    var model = model
    model.model.assume(model.requirements.map(\.literal))
    let solution = try await solve(model.model)
    guard solution.status == .infeasible else {
      return solution.assignment == nil ? .unknown : .together
    }
    let named = model.requirements.filter { solution.infeasibilityCore.contains($0.literal) }
    // A model that presolve alone refutes names nothing: then all of them.
    return .apart((named.isEmpty ? model.requirements : named).map(\.key))
  }

  private func isImpossible(
    _ demands: [Requirement], _ pool: RosterPool, _ rules: RosterRules
  ) async throws(RosterError) -> Bool? {
    if clock.isOver { return nil }
    var problem = problem
    problem.rules = rules
    var model = model(of: pool, problem)
    for requirement in model.requirements where demands.contains(requirement.key) {
      model.model.add(boolAnd: [requirement.literal])
    }
    let status = try await solve(model.model).status
    if status == .infeasible { return model.lists.isComplete ? true : nil }
    return status == .optimal || status == .feasible ? false : nil
  }

  private func solve(_ model: CPModel) async throws(RosterError) -> CPSolution {
    do {
      return try await CPSolver(library: solvers.cpsat).solve(
        model,
        parameters: CPParameters(
          workers: 1, timeLimit: clock.left(hasAnswer: false),
          deterministicTime: options.effort * 5,
          seed: Int32(truncatingIfNeeded: options.seed & 0x7fff_ffff)))
    } catch {
      throw .solver(error.description)
    }
  }

  private func words(_ demands: [Requirement], _ pool: RosterPool) -> [RosterConflict.Demand] {
    let model = model(of: pool, problem)
    return model.requirements.filter { demands.contains($0.key) }.map { requirement in
      RosterConflict.Demand(
        date: requirement.shortage.date, words: requirement.shortage.need)
    }
  }

  private func relaxations(
    _ pool: RosterPool, _ rules: [any HardRule]
  ) async throws(RosterError) -> [RosterConflict.Relaxation] {
    var found: [RosterConflict.Relaxation] = []
    if clock.isOver { return found }
    let relaxed = model(of: pool, problem, .leastShortage)
    if let assignment = try await solve(relaxed.model).assignment {
      let all = relaxed.shortages(in: assignment)
      let shortages = all.prefix(5)
      let more = all.count - shortages.count
      found.append(
        RosterConflict.Relaxation(
          rule: nil,
          words: LocalizedName(
            chinese: "增派人员：" + shortages.map(\.words.chinese).joined(separator: "，")
              + (more > 0 ? "，另有\(more)处" : ""),
            english: "find people: " + shortages.map(\.words.english).joined(separator: ", ")
              + (more > 0 ? ", and \(more) more" : ""))))
    }
    for rule in rules where rule.mayBeOverridden && !clock.isOver {
      var problem = problem
      problem.rules = problem.rules.dropping(rule.key)
      var model = model(of: pool, problem)
      for requirement in model.requirements { model.model.add(boolAnd: [requirement.literal]) }
      let status = try await solve(model.model).status
      guard status == .optimal || status == .feasible else { continue }
      found.append(
        RosterConflict.Relaxation(
          rule: rule.key,
          words: LocalizedName(
            chinese: "经批准放宽“\(rule.sentence.chinese)”",
            english: "have a leader relax “\(rule.sentence.english)”")))
    }
    return found
  }
}

extension RosterRules {
  fileprivate func dropping(_ key: String) -> RosterRules { replacing(dropping: [key]) }
}
