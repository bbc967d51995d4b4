// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// Looks for people who can take over a duty of a published roster.
public struct CandidateSearch {
  let trial: RosterTrial
  /// Rows that stay as they are: pinned, or begun.
  let pinned: Set<ID<RosteredDuty>>

  init(trial: RosterTrial, pinned: Set<ID<RosteredDuty>>) {
    self.trial = trial
    self.pinned = pinned
  }

  /// Everyone of the duty's pool but its holder, the best first, those who cannot do it last.
  ///
  /// - Throws: `RepairError.unknownDuty`.
  public static func candidates(
    for duty: ID<RosteredDuty>, in roster: Roster, of problem: RosterProblem,
    pinned: Set<ID<RosteredDuty>> = []
  ) throws(RepairError) -> [DutyCandidate] {
    guard let row = roster.duties.first(where: { $0.id == duty }),
      let pool = problem.pools.first(where: { $0.members.contains { $0.id == row.officer } }),
      let trial = RosterTrial(problem, roster, pool: pool.key)
    else { throw .unknownDuty("\(duty)") }
    return CandidateSearch(trial: trial, pinned: pinned).candidates(for: row)
  }

  func candidates(for row: RosteredDuty) -> [DutyCandidate] {
    var places: [PlaceKey: [HardRuleViolation]] = [:]
    let before = Set(
      trial.placeViolations(around: row.interval.start.date, with: trial.roster.duties))
    return trial.pool.members.filter { $0.id != row.officer }
      .map { candidate($0, for: row, before, &places) }
      .sorted(by: DutyCandidate.precedes)
  }

  /// People alike in this are alike to the rules about places.
  private struct PlaceKey: Hashable {
    var status: Officer.Status
    var unit: ID<Unit>
    var skills: Set<Skill>
    var standby: Bool
  }

  private func candidate(
    _ officer: Officer, for row: RosteredDuty, _ before: Set<HardRuleViolation>,
    _ places: inout [PlaceKey: [HardRuleViolation]]
  ) -> DutyCandidate {
    let own = trial.rows(of: officer.id)
    let standby = own.first {
      $0.shift == row.shift && $0.interval == row.interval && !pinned.contains($0.id)
        && $0.tasks.allSatisfy { $0.demand == nil }
    }
    var taken = row
    taken.officer = officer.id
    let after = own.filter { $0.id != standby?.id } + [taken]
    let known = Set(trial.violations(of: officer, with: own))
    var violations = trial.violations(of: officer, with: after).filter { !known.contains($0) }
    let key = PlaceKey(
      status: officer.status, unit: officer.unit, skills: officer.skills, standby: standby != nil)
    if let found = places[key] {
      violations += found
    } else {
      let duties = trial.roster.duties.filter { $0.id != row.id && $0.id != standby?.id } + [taken]
      let found = trial.placeViolations(around: row.interval.start.date, with: duties)
        .filter { !before.contains($0) }
      places[key] = found
      violations += found
    }
    return weighed(officer, taken, own, after, standby, violations)
  }

  /// - Parameters:
  ///   - own: the officer's rows as published.
  ///   - after: as they would be, `taken` among them.
  func weighed(
    _ officer: Officer, _ taken: RosteredDuty, _ own: [RosteredDuty], _ after: [RosteredDuty],
    _ standby: RosteredDuty?, _ violations: [HardRuleViolation]
  ) -> DutyCandidate {
    let old = trial.penalties(of: officer, with: own)
    let new = trial.penalties(of: officer, with: after)
    let points = new.reduce(0) { $0 + $1.penalty } - old.reduce(0) { $0 + $1.penalty }
    let week = trial.problem.weeks.first { $0.contains(taken.interval.start) }
    let minutes = week.map { week in
      after.reduce(0) { $0 + $1.interval.overlapMinutes(week) }
    }
    let facts = facts(
      taken, after.filter { $0.id != taken.id }, standby, minutes ?? 0)
    let added = new.filter { !old.contains($0) }.map { broken in
      LocalizedName(
        chinese: "\(broken.penalty)分：\(broken.explanation.chinese)",
        english: "\(broken.penalty) points: \(broken.explanation.english)")
    }
    return DutyCandidate(
      officer: officer.id, badgeNumber: officer.badgeNumber, name: officer.name,
      readiness: readiness(violations, standby), points: points, weekMinutes: minutes ?? 0,
      reasons: violations.map { $0.explanation } + facts + added, violations: violations,
      standby: standby)
  }

  private func readiness(
    _ violations: [HardRuleViolation], _ standby: RosteredDuty?
  ) -> DutyCandidate.Readiness {
    if violations.isEmpty { return standby == nil ? .free : .standby }
    let mayPass = Set(trial.problem.rules.hard.filter(\.mayBeOverridden).map(\.key))
    let isPersonal = violations.allSatisfy { $0.officer != nil && mayPass.contains($0.rule) }
    return isPersonal ? .needsOverride : .impossible
  }

  /// The rest before and after, and the week's hours.
  private func facts(
    _ taken: RosteredDuty, _ others: [RosteredDuty], _ standby: RosteredDuty?, _ minutes: Int
  ) -> [LocalizedName] {
    if standby != nil {
      return [LocalizedName(chinese: "同班备勤", english: "on standby in the same shift")]
    }
    let past = trial.problem.history.filter { $0.officer == taken.officer }
    let ends = (past + others).map(\.interval.end).filter { $0 <= taken.interval.start }
    let starts = others.map(\.interval.start).filter { $0 >= taken.interval.end }
    let before = ends.max().map { Int(taken.interval.start.minutes - $0.minutes) }
    let after = starts.min().map { Int($0.minutes - taken.interval.end.minutes) }
    return [
      LocalizedName(
        chinese: "上岗前休息\(before?.hoursChinese ?? "充足")，其后\(after?.hoursChinese ?? "充足")",
        english: "\(before?.hoursEnglish ?? "ample") free before, "
          + "\(after?.hoursEnglish ?? "ample") after"),
      LocalizedName(
        chinese: "本周共\(minutes.hoursChinese)", english: "\(minutes.hoursEnglish) in that week"),
    ]
  }
}
