// SPDX-License-Identifier: Apache-2.0

public import DutyModel
import IncidentAnalysis

/// A new draft of a roster from one week on: which rows go, which are new or other than they were, and
/// what that does to the points. All other rows stay.
public struct RosterRedraft: Hashable, Codable, Sendable {
  /// The Monday from which weeks were solved anew.
  public var from: CivilDate
  /// What each change of a row cost in the search.
  public var changeWeight: Int
  /// Rows of the draft that nobody works any more.
  public var removed: [ID<RosteredDuty>]
  /// New rows, and rows with other people, places or vehicles, as they are from then on.
  public var rows: [RosteredDuty]
  /// Pinned rows that could not stay, because whoever had them cannot come.
  public var unpinned: [ID<RosteredDuty>]
  /// Soft-rule points of the whole roster, before and after.
  public var penaltyBefore: Int
  public var penaltyAfter: Int
  /// Of the first level, pool by pool and week by week; the price of changes is among them.
  public var solves: [SolveRecord]

  public var isEmpty: Bool { removed.isEmpty && rows.isEmpty }

  /// Solves the weeks from `from` to the end of the roster anew. Rows that began before `now` and
  /// pinned ones stay with whom they are, unless rules about that person forbid it by now.
  ///
  /// - Parameters:
  ///   - problem: by which the draft is judged now.
  ///   - changeWeight: points for each duty that somebody did not have; more keeps more.
  ///   - stop: ends the search for better rosters; each pool then has the best found, or its first.
  public static func solve(
    _ draft: Roster, of problem: RosterProblem, from: CivilDate, changeWeight: Int,
    pinned: Set<ID<RosteredDuty>>, now: CivilTime, solvers: RosterSolvers,
    options: RosterOptions = RosterOptions(), stop: RosterStop = RosterStop(),
    progress: @escaping @Sendable (RosterProgress) -> Void = { _ in }
  ) async throws(RosterError) -> RosterRedraft {
    guard from.weekday == .monday else { throw .notAMonday(from) }
    let skipped = Int(from.day - problem.firstDate.day)
    guard skipped >= 0, skipped < problem.days else { throw .noDays(problem.days - skipped) }
    // What has begun is over for planning, also in the midst of a week.
    let begin = max(CivilTime(date: from), now)
    let before = draft.duties.filter { $0.interval.start < begin }
    let inside = draft.duties.filter { $0.interval.start >= begin }
    var part = problem.part(from: from, days: problem.days - skipped, pinned: before)
    for pool in part.pools.indices {
      part.pools[pool].slots.removeAll { $0.interval.start < begin }
    }
    part.pools.removeAll { $0.slots.isEmpty }
    part.kept = KeptRows(inside, pinned: pinned)
    if changeWeight > 0 { part.rules.soft.append(KeptDuties(weight: changeWeight, rows: inside)) }
    let solved = try await RosterSolver.solve(
      part, solvers: solvers, options: options, stop: stop, progress: progress)
    let numbered = Self.numbered(solved.duties, after: draft.duties, inside, of: problem)
    let old = Dictionary(inside.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let kept = Set(numbered.map(\.id))
    let changed = numbered.filter { old[$0.id] != $0 }
    let removed = inside.map(\.id).filter { !kept.contains($0) }
    var after = draft
    after.duties = (before + numbered).sorted(by: RosteredDuty.isOrdered)
    let checker = RosterChecker(problem: problem)
    let touched = Set(removed).union(changed.map(\.id))
    return RosterRedraft(
      from: from, changeWeight: changeWeight, removed: removed, rows: changed,
      unpinned: pinned.intersection(touched).sorted(),
      penaltyBefore: checker.brokenRules(of: draft).reduce(0) { $0 + $1.penalty },
      penaltyAfter: checker.brokenRules(of: after).reduce(0) { $0 + $1.penalty },
      solves: solved.solves)
  }

  /// Gives rows the numbers of the draft: first who keeps a shift, then who takes somebody's place in
  /// it; only what is left is new.
  private static func numbered(
    _ rows: [RosteredDuty], after all: [RosteredDuty], _ old: [RosteredDuty],
    of problem: RosterProblem
  ) -> [RosteredDuty] {
    let pools = Dictionary(
      problem.pools.enumerated().flatMap { index, pool in pool.members.map { ($0.id, index) } },
      uniquingKeysWith: { first, _ in first })
    func key(_ row: RosteredDuty) -> ShiftKey {
      ShiftKey(pool: pools[row.officer] ?? -1, shift: row.shift, interval: row.interval)
    }
    var free = Dictionary(grouping: old, by: key)
    var numbers: [ID<RosteredDuty>?] = rows.map { row in
      let own = key(row)
      guard let place = free[own]?.firstIndex(where: { $0.officer == row.officer }) else {
        return nil
      }
      return free[own]?.remove(at: place).id
    }
    var next = (all.map(\.id.rawValue).max() ?? 0) + 1
    for index in rows.indices where numbers[index] == nil {
      let own = key(rows[index])
      if free[own]?.isEmpty == false {
        numbers[index] = free[own]?.removeFirst().id
      } else {
        numbers[index] = ID(rawValue: next)
        next += 1
      }
    }
    return zip(rows, numbers).map { row, number in
      RosteredDuty(
        id: number ?? row.id, officer: row.officer, shift: row.shift, interval: row.interval,
        tasks: row.tasks, vehicle: row.vehicle)
    }
  }

  private struct ShiftKey: Hashable {
    var pool: Int
    var shift: String
    var interval: CivilInterval
  }
}

extension RosteredDuty {
  /// By start, then by officer.
  static func isOrdered(_ first: RosteredDuty, _ second: RosteredDuty) -> Bool {
    (first.interval.start, first.officer) < (second.interval.start, second.officer)
  }
}

extension Roster {
  /// - Throws: `.outdated` where a row that goes is not there any more.
  mutating func apply(_ redraft: RosterRedraft) throws(RosterRefused) {
    let known = Set(duties.map(\.id))
    if let missing = redraft.removed.first(where: { !known.contains($0) }) {
      throw .outdated(missing)
    }
    let gone = Set(redraft.removed).union(redraft.rows.map(\.id))
    duties = (duties.filter { !gone.contains($0.id) } + redraft.rows)
      .sorted(by: RosteredDuty.isOrdered)
    version = Version(
      stage: version.stage, madeFrom: [version.digest] + duties.map { "\($0.id) \($0.officer)" })
  }
}
