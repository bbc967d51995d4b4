// SPDX-License-Identifier: Apache-2.0

public import DutyModel

extension RosterDesk {
  /// Solves the draft's weeks from a Monday to its end anew, by the rules, weights, staff and absences
  /// in force, keeping pinned and begun rows and as many others as the weight of a change asks for.
  /// The draft stays as it is.
  public func redraft(
    from: CivilDate, changeWeight: Int, timeLimit: Duration, seen revision: Int, at now: Instant,
    stop: RosterStop = RosterStop(),
    progress: @escaping @Sendable (RosterProgress) -> Void = { _ in }
  ) async throws(RosterDeskError) -> RosterRedraft {
    let book = try await current(seen: revision)
    let problem = try problem(of: book)
    let solvers: RosterSolvers
    do { solvers = try self.solvers() } catch { throw .repair(error) }
    do {
      return try await RosterRedraft.solve(
        book.draft, of: problem, from: from, changeWeight: changeWeight,
        pinned: Set(book.pins.keys), now: planningTime(now), solvers: solvers,
        options: RosterOptions(timeLimit: timeLimit), stop: stop, progress: progress)
    } catch { throw .solving(error) }
  }

  /// Makes a new draft the draft. What was published stays until the next publication.
  public func adopt(
    _ redraft: RosterRedraft, seen revision: Int, by person: RosterPerson, at now: Instant
  ) async throws(RosterDeskError) -> RosterBook {
    try await record(.redraft(redraft), seen: revision, by: person, at: now)
  }
}
