// SPDX-License-Identifier: Apache-2.0

import DutyModel

/// All that decides which weeks an officer may work and what each costs. People in the same state
/// are alike to the first level, so that the model counts them instead of naming them.
struct MemberState: Hashable {
  /// How far a run has come before the week.
  struct Run: Hashable {
    var count: Int
    var end: CivilTime?
  }

  var status: Officer.Status
  var unit: ID<Unit>
  var isIndoors: Bool
  /// Those skills that the pool's demands ask for.
  var skills: Set<Skill>
  /// By slot.
  var isOpen: [Bool]
  /// Slots that must be worked: pinned, and still open.
  var pinned: [Int]
  /// By window of the rules that limit hours: the minutes that are left.
  var room: [Int]
  /// By week: what was worked already, and the target.
  var worked: [Int]
  var targets: [Int]
  /// By rule: hours of rest that are owed.
  var debts: [Int]
  /// By slot: the price of the rules about one duty of this person.
  var dutyPrices: [Int]
  /// The last duty before, if a rule about two duties may still look at it.
  var last: DutySpan?
  /// Duties that rules about the week look at: those that reach into it, else the last one.
  var recent: [DutySpan]
  /// By rule.
  var runs: [Run]
  /// By rule: how many more of the burden are free of charge.
  var allowances: [Int]

  /// - Returns: the states of a pool with their members, in order of first member.
  static func groups(of frame: PoolFrame, rules: ShiftRules) -> [(state: Self, members: [Int])] {
    var places: [Self: Int] = [:]
    var groups: [(state: Self, members: [Int])] = []
    for member in frame.pool.members.indices {
      let state = Self(of: member, frame, rules)
      if let place = places[state] {
        groups[place].members.append(member)
      } else {
        places[state] = groups.count
        groups.append((state, [member]))
      }
    }
    return groups
  }

  private init(of member: Int, _ frame: PoolFrame, _ rules: ShiftRules) {
    let officer = frame.pool.members[member]
    let past = frame.past[member]
    status = officer.status
    unit = officer.unit
    isIndoors = frame.isIndoors(member)
    skills = officer.skills.intersection(rules.askedSkills)
    isOpen = frame.isOpen[member]
    pinned = frame.pinnedSlots(of: member)
    room = Self.room(for: officer, past, rules)
    debts = rules.debts.map { $0.owedHours(officer.id) }
    dutyPrices = rules.spans.map { span in
      rules.dutyPrices.reduce(0) { $0 + $1.points(for: span, by: officer) }
    }
    worked = rules.weeks.map { week in past.reduce(0) { $0 + $1.workedMinutes(in: week) } }
    targets = rules.weeks.map { week in
      rules.target?.targetMinutes(for: officer, in: week, until: rules.end, days: rules.dayKinds)
        ?? 0
    }
    let ownDays = past.filter { $0.interval.end > rules.start }
    last = past.last.flatMap {
      rules.start.minutes - $0.interval.end.minutes < rules.reachMinutes ? $0 : nil
    }
    recent = ownDays.isEmpty ? last.map { [$0] } ?? [] : ownDays
    runs = rules.runs.map { Self.run(of: past, $0, before: rules.start) }
    allowances = rules.burdens.enumerated().map { index, rule in
      let before = frame.pastDuties[member].reduce(0) {
        $0 + rule.burden.count(in: $1, days: rules.dayKinds)
      }
      return max(0, (rules.shares[index][officer.status] ?? 0) - before)
    }
  }

  /// More than all slots together is as good as no limit: it would only keep like people apart.
  private static func room(
    for officer: Officer, _ past: [DutySpan], _ rules: ShiftRules
  ) -> [Int] {
    let longest = (rules.spans.map(\.workedMinutes).max() ?? 0) * (rules.weeks.count * 7 + 1)
    return rules.windows.indices.map { index in
      let window = rules.windows[index]
      let limits = rules.hours[index].compactMap {
        $0.limitMinutes(for: officer, in: window, days: rules.dayKinds)
      }
      guard let limit = limits.min() else { return .max }
      let left = max(0, limit - past.reduce(0) { $0 + $1.workedMinutes(in: window) })
      return left >= longest ? .max : left
    }
  }

  private static func run(of past: [DutySpan], _ rule: any RunRule, before start: CivilTime) -> Run
  {
    var run = Run(count: 0, end: nil)
    for span in past where rule.counts(span) { run.append(span, to: rule) }
    guard let end = run.end, Int(start.minutes - end.minutes) < rule.pauseMinutes else {
      return Run(count: 0, end: nil)
    }
    return run
  }
}

extension MemberState.Run {
  mutating func append(_ span: DutySpan, to rule: any RunRule) {
    let pause = end.map { Int(span.interval.start.minutes - $0.minutes) } ?? .max
    count = pause >= rule.pauseMinutes ? 1 : count + 1
    end = span.interval.end
  }
}
