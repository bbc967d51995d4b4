// SPDX-License-Identifier: Apache-2.0

import DutyModel

extension RosterDesk {
  /// Whether the roster's shifts can still be filled by the rules, with everybody away who is by now.
  ///
  /// - Returns: the first week's conflict in order; without one every week can be filled, or the
  ///   effort was too little to say.
  public func conflict() async throws(RosterDeskError) -> RosterConflict? {
    let book = try await current()
    let problem = book.problem(problem)
    do throws(RepairError) {
      let library = try cpsat()
      for start in stride(from: 0, to: problem.days, by: 7) {
        let monday = problem.firstDate.adding(days: start)
        // Duties of the draft before the week stand, so that rest and runs go on from them.
        let week = problem.part(
          from: monday, days: min(7, problem.days - start),
          pinned: book.draft.duties.filter { $0.interval.start.date < monday })
        do throws(RosterError) {
          if let found = try await ConflictSearch.conflict(
            in: week, cpsat: library, options: RosterOptions(timeLimit: .seconds(30)))
          {
            return found
          }
        } catch { throw RepairError.solver(error.explanation.english) }
      }
      return nil
    } catch { throw .repair(error) }
  }
}
