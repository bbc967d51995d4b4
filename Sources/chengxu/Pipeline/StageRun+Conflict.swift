// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import DutyPlanning
import Rostering

extension StageRun {
  /// As `roster`, but where there is none, the demands and rules at odds are looked for.
  mutating func explainedRoster(
    _ snapshot: CitySnapshot, _ plans: DutyPlanSet, monday: CivilDate, days: Int,
    before: RosterBefore, _ solvers: Solvers, rules: RosterRules, calendar: WorkingCalendar?
  ) async throws -> Roster {
    do {
      return try await roster(
        snapshot, plans, monday: monday, days: days, before: before, solvers, rules: rules,
        calendar: calendar)
    } catch let error as RosterError where error.isAboutPeople {
      var problem = try RosterProblem(
        plans: plans, organization: snapshot.organization, firstDate: monday, days: days,
        history: before.history, rules: rules, calendar: calendar)
      problem.repay(before.booked)
      guard
        let conflict = try await ConflictSearch.conflict(
          in: problem, cpsat: solvers.cpsat, options: RosterOptions(seed: seed))
      else { throw error }
      throw NoRoster(error: error, conflict: conflict)
    }
  }
}

/// There is no roster, and why.
struct NoRoster: ExplainedError {
  var error: RosterError
  var conflict: RosterConflict

  var explanation: LocalizedName {
    LocalizedName(
      chinese: error.explanation.chinese + "\n" + conflict.explanation.chinese,
      english: error.explanation.english + "\n" + conflict.explanation.english)
  }
}

extension RosterError {
  /// Too few people for demands and rules, as against mistakes in what was given.
  fileprivate var isAboutPeople: Bool {
    switch self {
    case .understaffed, .overburdened, .infeasible, .notFound: true
    default: false
    }
  }
}
