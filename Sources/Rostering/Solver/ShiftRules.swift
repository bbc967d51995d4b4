// SPDX-License-Identifier: Apache-2.0

import DutyModel
import DutyPlanning

/// The rules of one pool's week as the first level uses them, with what can be looked up beforehand.
struct ShiftRules {
  let weeks: [CivilInterval]
  let start: CivilTime
  let end: CivilTime
  let askedSkills: Set<Skill>
  /// Of the rules that limit hours, with the windows that the weeks lie in.
  let windows: [CivilInterval]
  /// By window: the rules about it.
  let hours: [[any HoursRule]]
  let runs: [any RunRule]
  let rest: [any RestRule]
  let target: WeeklyTarget?
  let debts: [RestDebtFirst]
  let dutyPrices: [any DutyPenalty]
  let dayKinds: DayKinds
  let burdens: [FairBurden]
  /// By burden and status.
  let shares: [[Officer.Status: Int]]
  let pairs: [any PairPenalty]
  /// Nothing further apart than this concerns a rule about two duties.
  let reachMinutes: Int
  /// By slot.
  let spans: [DutySpan]
  /// By slot and week.
  let minutes: [[Int]]
  /// By slot and window.
  let windowMinutes: [[Int]]
  /// By slot and burden: 1 if the slot carries it.
  let carries: [[Int]]
  /// By run rule and slot.
  let isCounted: [[Bool]]
  /// By earlier and later slot: whether one officer may have both, and the price of the step.
  let isAllowed: [[Bool]]
  let prices: [[Int]]
  /// By slot: whether no more people are put on it than it needs.
  let isExact: [Bool]
  let isOffice: Bool
  /// Points for each duty in a row at the end of the week that keeps five from following.
  let runAtEndPrice: Int

  init(frame: PoolFrame) {
    let problem = frame.problem
    let pool = frame.pool
    let rules = problem.rules
    let slots = pool.slots
    weeks = problem.weeks
    start = CivilTime(date: problem.firstDate)
    end = CivilTime(date: problem.firstDate.adding(days: problem.days))
    askedSkills = Set(slots.flatMap(\.occurrences).flatMap(\.skills.keys))
    let hourRules = rules.hard((any HoursRule).self)
    let windows = hourRules.flatMap { rule in problem.weeks.flatMap(rule.windows(of:)) }
      .reduce(into: [CivilInterval]()) { if !$0.contains($1) { $0.append($1) } }
    self.windows = windows
    hours = windows.map { window in
      hourRules.filter { rule in
        problem.weeks.contains { rule.windows(of: $0).contains(window) }
      }
    }
    dayKinds = problem.dayKinds
    debts = rules.soft(RestDebtFirst.self).filter { $0.weight > 0 }
    dutyPrices = rules.soft((any DutyPenalty).self).filter { $0.weight > 0 }
    runs = rules.hard((any RunRule).self)
    rest = rules.hard((any RestRule).self)
    target = rules.soft(WeeklyTarget.self).first
    // Peaks belong to the places, except for offices, where a shift is one peak.
    let burdens = rules.soft(FairBurden.self).filter {
      $0.weight > 0 && ($0.burden != .peaks || pool.crew == .offices)
    }
    self.burdens = burdens
    shares = burdens.map { rule in
      Dictionary(
        uniqueKeysWithValues: Officer.Status.allCases.map {
          ($0, problem.fairShare(of: rule.burden, in: pool, status: $0))
        })
    }
    let pairs = rules.soft((any PairPenalty).self).filter { $0.weight > 0 }
    self.pairs = pairs
    let sequences = rules.hard((any SequenceRule).self)
    reachMinutes = (pairs.map(\.reachMinutes) + sequences.map(\.reachMinutes)).max() ?? 0
    let spans = slots.map(\.span)
    self.spans = spans
    minutes = spans.map { span in problem.weeks.map { span.workedMinutes(in: $0) } }
    windowMinutes = spans.map { span in windows.map { span.workedMinutes(in: $0) } }
    carries = slots.map { slot in
      burdens.map { slot.carries($0.burden, days: problem.dayKinds) ? 1 : 0 }
    }
    isCounted = runs.map { rule in spans.map(rule.counts) }
    isAllowed = spans.map { first in spans.map { rules.allows($0, after: first) } }
    prices = spans.map { first in spans.map { pairs.price(of: $0, next: first) } }
    isExact = slots.map { $0.isExact(for: pool.crew) }
    isOffice = pool.crew == .offices
    runAtEndPrice = problem.endsRested ? 200 : 0
  }

  func price(of slot: Int, next last: DutySpan) -> Int { pairs.price(of: spans[slot], next: last) }
}

extension [any PairPenalty] {
  func price(of second: DutySpan, next first: DutySpan) -> Int {
    reduce(0) { $0 + ($1.isBroken(by: second, next: first) ? $1.weight : 0) }
  }
}

extension ShiftSlot {
  /// Whether everybody on the slot carries the burden.
  func carries(_ burden: SharedBurden, days: DayKinds) -> Bool {
    if burden == .peaks { return occurrences.contains { $0.demand.mode == .peak } }
    return burden.isCarried(through: interval, days: days)
  }
}
