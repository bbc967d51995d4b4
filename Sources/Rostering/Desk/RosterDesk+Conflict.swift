// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// Whether the weeks of a roster can still be filled.
public struct RosterConflicts: Hashable, Encodable, Sendable {
  /// At most one a week, in order of weeks; none if every week can be filled or is undecided.
  public var conflicts: [RosterConflict] = []
  /// Mondays of weeks for which effort or time were too little to say.
  public var undecided: [CivilDate] = []
}

extension RosterDesk {
  /// How long to look at all weeks together.
  private static let timeLimit = Duration.seconds(30)

  /// Whether the roster's shifts can still be filled by the rules, with everybody away who is by now.
  /// Weeks that are over are not looked at.
  public func conflicts(at now: Instant) async throws(RosterDeskError) -> RosterConflicts {
    let book = try await current()
    let problem = try problem(of: book)
    let time = planningTime(now)
    let clock = RosterClock(Self.timeLimit)
    var found = RosterConflicts()
    do throws(RepairError) {
      let solvers = try solvers()
      for start in stride(from: 0, to: problem.days, by: 7) {
        let monday = problem.firstDate.adding(days: start)
        guard CivilTime(date: monday.adding(days: 7)) > time else { continue }
        guard !clock.isOver else {
          found.undecided.append(monday)
          continue
        }
        // Duties of the draft before the week stand, so that rest and runs go on from them; what has
        // begun is over for planning, also in the midst of a week.
        let begin = max(CivilTime(date: monday), time)
        var week = problem.part(
          from: monday, days: min(7, problem.days - start),
          pinned: book.draft.duties.filter { $0.interval.start < begin })
        for pool in week.pools.indices {
          week.pools[pool].slots.removeAll { $0.interval.start < begin }
        }
        let end = monday.adding(days: week.days)
        do throws(RosterError) {
          switch try await ConflictSearch.conflict(
            in: week,
            filledBy: book.draft.duties.filter {
              $0.interval.start >= begin && $0.interval.start.date < end
            }, solvers: solvers,
            options: RosterOptions(timeLimit: clock.left(hasAnswer: false)))
          {
          case .conflict(let conflict): found.conflicts.append(conflict)
          case .undecided: found.undecided.append(monday)
          case .fillable: break
          }
        } catch { throw RepairError.solver(error.explanation.english) }
      }
      return found
    } catch { throw .repair(error) }
  }
}
