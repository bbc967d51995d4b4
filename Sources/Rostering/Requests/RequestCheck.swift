// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// What the rules say about a request, and the roster that it would make.
public struct RequestCheck: Sendable {
  /// Hard rules that the roster would break and does not now.
  public let violations: [HardRuleViolation]
  /// Soft-rule points that it would add.
  public let points: Int
  /// Leave takes the duties in its time off the roster; who takes them over is a repair.
  public let roster: Roster

  /// - Throws: `RepairError` for duties and people that are not there, for duties that have begun,
  ///   and for people who are not rostered together.
  public init(
    _ request: DutyRequest, in roster: Roster, of problem: RosterProblem, now: CivilTime
  ) throws(RepairError) {
    var changed = roster
    switch request.kind {
    case .swap(let duty, let other, let against):
      try Self.checkTogether(request.applicant, other, problem)
      try Self.give(duty, of: request.applicant, to: other, in: &changed, now, problem)
      if let against {
        try Self.give(against, of: other, to: request.applicant, in: &changed, now, problem)
      }
    case .leave(let interval):
      changed.duties.removeAll {
        $0.officer == request.applicant && $0.interval.overlaps(interval)
      }
    }
    let checker = RosterChecker(problem: problem)
    let known = Set(checker.violations(of: roster))
    violations = checker.violations(of: changed).filter { !known.contains($0) }
    let before = checker.brokenRules(of: roster).reduce(0) { $0 + $1.penalty }
    changed.brokenRules = checker.brokenRules(of: changed)
    points = changed.penalty - before
    self.roster = changed
  }

  private static func give(
    _ duty: ID<RosteredDuty>, of owner: ID<Officer>, to taker: ID<Officer>,
    in roster: inout Roster, _ now: CivilTime, _ problem: RosterProblem
  ) throws(RepairError) {
    guard let place = roster.duties.firstIndex(where: { $0.id == duty && $0.officer == owner })
    else { throw .unknownDuty("\(duty)") }
    guard roster.duties[place].interval.start > now else {
      let name = problem.members.first { $0.id == owner }?.name
      throw .alreadyBegun(name ?? LocalizedName(chinese: "\(owner)", english: "\(owner)"))
    }
    roster.duties[place].officer = taker
  }

  private static func checkTogether(
    _ first: ID<Officer>, _ second: ID<Officer>, _ problem: RosterProblem
  ) throws(RepairError) {
    func find(_ id: ID<Officer>) throws(RepairError) -> (Officer, RosterPool.Key) {
      for pool in problem.pools {
        if let officer = pool.members.first(where: { $0.id == id }) { return (officer, pool.key) }
      }
      throw .unknownOfficer("\(id)")
    }
    let (one, other) = (try find(first), try find(second))
    guard one.1 == other.1 else { throw .differentPools(one.0.name, other.0.name) }
  }
}
