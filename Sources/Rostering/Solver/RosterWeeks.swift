// SPDX-License-Identifier: Apache-2.0

public import DutyModel
import IncidentAnalysis

/// New weeks of a roster: the rows that begin in the days after its last.
public struct RosterWeeks: Hashable, Codable, Sendable {
  /// The Monday after the roster's last day.
  public var from: CivilDate
  /// Whole weeks.
  public var days: Int
  public var rows: [RosteredDuty]
  /// Soft-rule points of the whole roster with them; without them it had fewer days to break rules in.
  public var penalty: Int
  /// Of the first level, pool by pool and week by week.
  public var solves: [SolveRecord]

  public init(
    from: CivilDate, days: Int, rows: [RosteredDuty], penalty: Int, solves: [SolveRecord]
  ) {
    self.from = from
    self.days = days
    self.rows = rows
    self.penalty = penalty
    self.solves = solves
  }

  public var dates: Range<CivilDate> { from..<from.adding(days: days) }

  /// How many weeks one roster may have; the desk and the page hold all of them at once.
  public static let mostWeeks = 26

  /// Solves the weeks from `from` to the end of `problem`. All that the draft has before them, and the
  /// problem's history, is pinned: rest, runs and fairness go on from it.
  ///
  /// - Parameters:
  ///   - problem: of the draft's days and the new ones.
  ///   - now: what begins before it is not planned any more.
  ///   - stop: ends the search for better rosters; each pool then has the best found, or its first.
  public static func solve(
    after draft: Roster, of problem: RosterProblem, from: CivilDate, now: CivilTime,
    solvers: RosterSolvers, options: RosterOptions = RosterOptions(),
    stop: RosterStop = RosterStop(),
    progress: @escaping @Sendable (RosterProgress) -> Void = { _ in }
  ) async throws(RosterError) -> RosterWeeks {
    guard from.weekday == .monday else { throw .notAMonday(from) }
    let days = problem.days - Int(from.day - problem.firstDate.day)
    guard days > 0 else { throw .noDays(days) }
    var part = problem.part(from: from, days: days, pinned: draft.duties)
    let known = from.adding(days: -7 * weeksBefore(problem.rules))
    part.history.removeAll { $0.interval.start.date < known }
    for pool in part.pools.indices {
      part.pools[pool].slots.removeAll { $0.interval.start < now }
    }
    part.pools.removeAll { $0.slots.isEmpty }
    let solved = try await RosterSolver.solve(
      part, solvers: solvers, options: options, stop: stop, progress: progress)
    let last = draft.duties.map(\.id.rawValue).max() ?? 0
    let rows = solved.duties.enumerated().map { index, row in
      RosteredDuty(
        id: ID(rawValue: last + Int64(index) + 1), officer: row.officer, shift: row.shift,
        interval: row.interval, tasks: row.tasks, vehicle: row.vehicle)
    }
    var whole = draft
    whole.duties += rows
    whole.days = problem.days
    return RosterWeeks(
      from: from, days: days, rows: rows,
      penalty: RosterChecker(problem: problem).brokenRules(of: whole).reduce(0) { $0 + $1.penalty },
      solves: solved.solves)
  }

  /// The twelve weeks over which burdens are shared, or as many as a rule averages hours over.
  private static func weeksBefore(_ rules: RosterRules) -> Int {
    let averages =
      rules.hard(AverageHoursLimit.self).map(\.weeks)
      + rules.hard(NightWorkerHours.self).map(\.weeks)
    return max(FairnessLedger.weeks, averages.max() ?? 0)
  }
}

extension Roster {
  /// The Monday after its last day.
  public var end: CivilDate { firstDate.adding(days: days) }

  /// - Throws: `.notNext` for weeks that do not begin where it ends.
  mutating func apply(_ weeks: RosterWeeks) throws(RosterRefused) {
    guard weeks.from == end, weeks.days > 0 else { throw .notNext(weeks.from, expected: end) }
    days += weeks.days
    duties = (duties + weeks.rows).sorted(by: RosteredDuty.isOrdered)
    version = Version(
      stage: version.stage, madeFrom: [version.digest] + duties.map { "\($0.id) \($0.officer)" })
  }
}
