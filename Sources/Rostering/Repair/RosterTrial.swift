// SPDX-License-Identifier: Apache-2.0

import DutyModel
import DutyPlanning

/// One pool of a published roster, to try changes on: what each would break, by the rules
/// themselves. Rules about one person look at that person's rows alone, rules about places at the
/// rows of the days around, so that a trial takes well under a millisecond.
struct RosterTrial {
  let problem: RosterProblem
  let pool: RosterPool
  let roster: Roster
  private let rows: [ID<Officer>: [RosteredDuty]]
  private let past: [ID<Officer>: [RosteredDuty]]
  private let shares: FairShares

  /// - Parameter problem: of the whole roster; everything but the pool of `key` is left out.
  init?(_ problem: RosterProblem, _ roster: Roster, pool key: RosterPool.Key) {
    guard let pool = problem.pools.first(where: { $0.key == key }) else { return nil }
    let ids = Set(pool.members.map(\.id))
    var own = problem
    own.pools = [pool]
    own.history = problem.history.filter { ids.contains($0.officer) }
    var part = roster
    part.duties = roster.duties.filter { ids.contains($0.officer) }
    self.problem = own
    self.pool = pool
    self.roster = part
    rows = Dictionary(grouping: part.duties, by: \.officer)
    past = Dictionary(grouping: own.history, by: \.officer)
    shares = FairShares(own)
  }

  func rows(of officer: ID<Officer>) -> [RosteredDuty] { rows[officer] ?? [] }

  /// What rules about one person say if his rows were these.
  func violations(of officer: Officer, with duties: [RosteredDuty]) -> [HardRuleViolation] {
    let view = view(of: officer, duties)
    return problem.rules.hard.filter { $0.scope == .person }.flatMap { $0.violations(in: view) }
  }

  func penalties(of officer: Officer, with duties: [RosteredDuty]) -> [BrokenRule] {
    let view = view(of: officer, duties)
    return problem.rules.soft.flatMap { $0.penalties(in: view) }
      .filter { $0.officer == officer.id }
  }

  private func view(of officer: Officer, _ duties: [RosteredDuty]) -> RosterView {
    var own = problem
    own.pools[0].members = [officer]
    own.history = past[officer.id] ?? []
    var part = roster
    part.duties = duties
    return RosterView(problem: own, roster: part, shares: shares)
  }

  /// What rules about places say around one day if the rows of all were these.
  func placeViolations(around date: CivilDate, with duties: [RosteredDuty]) -> [HardRuleViolation] {
    var near = problem
    near.history = []
    let days = date.adding(days: -1)...date.adding(days: 1)
    near.pools[0].slots.removeAll { !days.contains($0.date) }
    var part = roster
    part.duties = duties.filter { days.contains($0.interval.start.date) }
    let view = RosterView(problem: near, roster: part, shares: shares)
    return problem.rules.hard.filter { $0.scope == .place }.flatMap { $0.violations(in: view) }
  }

  /// Everything that the rows of the pool break.
  func violations(with duties: [RosteredDuty]) -> [HardRuleViolation] {
    var whole = roster
    whole.duties = duties
    return RosterChecker(problem: problem).violations(of: whole)
  }
}

/// Fair shares of a problem, reckoned once.
struct FairShares: Sendable {
  private struct Key: Hashable {
    var burden: SharedBurden
    var pool: RosterPool.Key
    var status: Officer.Status
  }

  private var shares: [Key: Int] = [:]

  init(_ problem: RosterProblem) {
    for pool in problem.pools {
      for burden in SharedBurden.allCases {
        for status in Officer.Status.allCases {
          shares[Key(burden: burden, pool: pool.key, status: status)] = problem.fairShare(
            of: burden, in: pool, status: status)
        }
      }
    }
  }

  func share(of burden: SharedBurden, in pool: RosterPool.Key, status: Officer.Status) -> Int {
    shares[Key(burden: burden, pool: pool, status: status)] ?? 0
  }
}
