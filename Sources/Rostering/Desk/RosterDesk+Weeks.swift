// SPDX-License-Identifier: Apache-2.0

public import DutyModel

extension RosterDesk {
  /// Refuses weeks that cannot be the roster's next: not whole, not right after its last, over, too many,
  /// or without a plan or a calendar.
  ///
  /// - Parameter last: a Sunday.
  public func checkWeeks(
    from first: CivilDate, to last: CivilDate, seen revision: Int, at now: Instant
  ) async throws(RosterDeskError) {
    let draft = try await current(seen: revision).draft
    guard first.weekday == .monday, last.weekday == .sunday, first < last else {
      throw .weeks(.notWholeWeeks(from: first, to: last))
    }
    guard first >= draft.end else { throw .weeks(.overlap(from: first, end: draft.end)) }
    guard first == draft.end else { throw .weeks(.gap(from: first, end: draft.end)) }
    guard CivilTime(date: last.adding(days: 1)) > planningTime(now) else {
      throw .weeks(.over(to: last))
    }
    let days = Int(last.day - draft.firstDate.day) + 1
    guard days <= RosterWeeks.mostWeeks * 7 else {
      throw .weeks(.tooMany(weeks: (days + 6) / 7, most: RosterWeeks.mostWeeks))
    }
    let asks = try span(days).pools.contains { pool in
      pool.slots.contains { $0.date >= first && !$0.occurrences.isEmpty }
    }
    guard asks else { throw .weeks(.noPlan(from: first, to: last)) }
  }

  /// Solves the roster's next weeks by the rules, weights, staff and absences in force, after all that the
  /// draft has. The draft stays as it is.
  public func weeks(
    from first: CivilDate, to last: CivilDate, timeLimit: Duration, seen revision: Int,
    at now: Instant, stop: RosterStop = RosterStop(),
    progress: @escaping @Sendable (RosterProgress) -> Void = { _ in }
  ) async throws(RosterDeskError) -> RosterWeeks {
    try await checkWeeks(from: first, to: last, seen: revision, at: now)
    let book = try await current(seen: revision)
    let problem = try problem(of: book, days: Int(last.day - book.draft.firstDate.day) + 1)
    let solvers: RosterSolvers
    do { solvers = try self.solvers() } catch { throw .repair(error) }
    do {
      return try await RosterWeeks.solve(
        after: book.draft, of: problem, from: first, now: planningTime(now), solvers: solvers,
        options: RosterOptions(timeLimit: timeLimit), stop: stop, progress: progress)
    } catch { throw .solving(error) }
  }

  /// Adds new weeks to the draft. Nobody works by them until they are published.
  public func add(
    _ weeks: RosterWeeks, seen revision: Int, by person: RosterPerson, at now: Instant
  ) async throws(RosterDeskError) -> RosterBook {
    try await record(.extend(weeks), seen: revision, by: person, at: now)
  }
}
