// SPDX-License-Identifier: Apache-2.0

import CPSAT
import DutyModel

/// The choice of one option for every row that is open, at the least price.
struct RepairModel {
  private(set) var model = CPModel()
  private(set) var options: [RepairOption] = []
  /// By row: everyone who was looked at.
  private(set) var candidates: [ID<RosteredDuty>: [DutyCandidate]] = [:]

  private let search: CandidateSearch
  private var trial: RosterTrial { search.trial }

  init(search: CandidateSearch, vacant: [RosteredDuty]) {
    self.search = search
    let absent = Set(vacant.map(\.officer))
    var exchanges: [ID<RosteredDuty>: (row: RosteredDuty, literals: [CPLiteral])] = [:]
    for row in vacant {
      var literals = addDirect(row, without: absent)
      if literals.isEmpty {
        for (candidate, released) in released(for: row, without: absent) {
          let literal = add(.exchange(candidate, for: released), row)
          literals.append(literal)
          exchanges[released.id, default: (released, [])].literals.append(literal)
        }
      }
      literals.append(add(.leaveOpen, row))
      model.add(exactlyOne: literals)
    }
    for (_, exchange) in exchanges.sorted(by: { $0.key < $1.key }) {
      let fillers = addDirect(exchange.row, without: absent.union([exchange.row.officer]))
      model.add(LinearExpression.sum(fillers) == LinearExpression.sum(exchange.literals))
    }
    var price = LinearExpression()
    for option in options { price.add(option.literal, times: option.price) }
    model.minimize(price)
  }

  /// Of the choice that the checker refused, at least one part must go: those of the people it
  /// names, or all of the day.
  mutating func forbid(_ chosen: [RepairOption], _ violations: [HardRuleViolation]) {
    for violation in violations {
      let named = chosen.filter {
        violation.officer != nil && $0.taker?.officer == violation.officer
      }
      let parts = named.isEmpty ? chosen : named
      model.add(LinearExpression.sum(parts.map(\.literal)) <= parts.count - 1)
    }
  }

  private mutating func add(_ kind: RepairOption.Kind, _ row: RosteredDuty) -> CPLiteral {
    let literal = model.newBoolean()
    options.append(RepairOption(row: row, kind: kind, literal: literal))
    return literal
  }

  private mutating func addDirect(
    _ row: RosteredDuty, without absent: Set<ID<Officer>>
  ) -> [CPLiteral] {
    let found = search.candidates(for: row)
    candidates[row.id] = found
    var literals = isNeeded(row) ? [] : [add(.drop, row)]
    for candidate in found
    where (candidate.readiness == .standby || candidate.readiness == .free)
      && !absent.contains(candidate.officer)
    {
      literals.append(add(.assign(candidate), row))
    }
    return literals
  }

  private func isNeeded(_ row: RosteredDuty) -> Bool {
    let date = row.interval.start.date
    let before = Set(trial.placeViolations(around: date, with: trial.roster.duties))
    return trial.placeViolations(around: date, with: trial.roster.duties.filter { $0.id != row.id })
      .contains { !before.contains($0) }
  }

  /// People who could take the row if one of their own within a day and a half were lifted from
  /// them; the eight of fewest points.
  private func released(
    for row: RosteredDuty, without absent: Set<ID<Officer>>
  ) -> [(DutyCandidate, RosteredDuty)] {
    var found: [(DutyCandidate, RosteredDuty)] = []
    for candidate in candidates[row.id] ?? []
    where candidate.standby == nil && !absent.contains(candidate.officer)
      && candidate.violations.allSatisfy({ $0.officer == candidate.officer })
    {
      guard let officer = trial.pool.members.first(where: { $0.id == candidate.officer }) else {
        continue
      }
      let own = trial.rows(of: officer.id)
      let known = Set(trial.violations(of: officer, with: own))
      var taken = row
      taken.officer = officer.id
      let near = own.filter {
        abs($0.interval.start.minutes - row.interval.start.minutes) <= 2160
          && !search.pinned.contains($0.id)
      }
      for row in near.prefix(3) {
        let after = own.filter { $0.id != row.id } + [taken]
        if trial.violations(of: officer, with: after).allSatisfy(known.contains) {
          found.append((search.weighed(officer, taken, own, after, nil, []), row))
          break
        }
      }
    }
    return Array(found.sorted { $0.0.points < $1.0.points }.prefix(8))
  }
}
