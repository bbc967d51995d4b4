// SPDX-License-Identifier: Apache-2.0

import DutyModel

/// Tests a finished roster against every rule of its problem, from the rows alone: it knows nothing
/// of how they were found. A roster with a broken hard rule is never published.
public struct RosterChecker: Sendable {
  public let problem: RosterProblem

  public init(problem: RosterProblem) { self.problem = problem }

  /// In the order of the rules, then of people or slots; empty for a roster that may be published.
  public func violations(of roster: Roster) -> [HardRuleViolation] {
    all(of: roster).filter { violation in !problem.overrides.contains { $0.covers(violation) } }
  }

  /// What named persons set aside, each with whoever answers for it.
  public func overridden(
    in roster: Roster
  ) -> [(violation: HardRuleViolation, override: RuleOverride)] {
    all(of: roster).compactMap { violation in
      problem.overrides.first { $0.covers(violation) }.map { (violation, $0) }
    }
  }

  private func all(of roster: Roster) -> [HardRuleViolation] {
    let view = RosterView(problem: problem, roster: roster)
    return problem.rules.hard.flatMap { $0.violations(in: view) }
  }

  /// The soft rules broken, the dearest first, then in the order of the rules.
  public func brokenRules(of roster: Roster) -> [BrokenRule] {
    let view = RosterView(problem: problem, roster: roster)
    let broken = problem.rules.soft.flatMap { $0.penalties(in: view) }
    return broken.enumerated()
      .sorted { ($1.element.penalty, $0.offset) < ($0.element.penalty, $1.offset) }
      .map(\.element)
  }
}
