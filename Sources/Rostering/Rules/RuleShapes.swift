// SPDX-License-Identifier: Apache-2.0

public import DutyModel

// Five shapes that most hard rules have. The checker tests them on the finished roster; the solver
// builds its model from the same statement, so that a rule is written down once.

/// A rule about one duty of one officer.
public protocol DutyRule: HardRule {
  /// Why `officer` may not have `duty`; `nil` if he may.
  func refusal(of duty: DutySpan, by officer: Officer) -> LocalizedName?
}

/// A rule about two duties of one officer.
public protocol SequenceRule: HardRule {
  /// Why `second` may not follow `first`, which does not start later; `nil` if it may.
  func refusal(of second: DutySpan, after first: DutySpan) -> LocalizedName?
  /// Duties further apart than this, from end to start, never break it.
  var reachMinutes: Int { get }
}

/// A rule that limits how many duties follow one another without a pause.
public protocol RunRule: HardRule {
  /// Duties that the rule does not count neither lengthen nor end a run.
  func counts(_ duty: DutySpan) -> Bool
  var limit: Int { get }
  /// Free time that ends a run.
  var pauseMinutes: Int { get }
  func explanation(count: Int, until last: DutySpan) -> LocalizedName
}

/// A rule that limits the minutes worked in windows, such as a week, seventeen weeks or a month.
public protocol HoursRule: HardRule {
  /// The windows that a week, from Monday's midnight to the next, is judged by. Minutes worked
  /// before the known history count as none.
  func windows(of week: CivilInterval) -> [CivilInterval]
  /// `nil` if the rule does not concern the officer.
  func limitMinutes(for officer: Officer, in window: CivilInterval, days: DayKinds) -> Int?
  func explanation(minutes: Int, limit: Int, window: CivilInterval) -> LocalizedName
}

/// A rule about all duties of one officer around one week.
public protocol RestRule: HardRule {
  /// - Parameter spans: his duties before, in and after the week as far as they are known, in order
  ///   of start.
  func isKept(by spans: [DutySpan], of status: Officer.Status, in week: CivilInterval) -> Bool
  func explanation(of week: CivilInterval) -> LocalizedName
}

extension RestRule {
  public var scope: RuleScope { .person }

  public func violations(in view: RosterView) -> [HardRuleViolation] {
    view.people.flatMap { person in
      view.problem.weeks.filter { week in
        !isKept(by: person.entries.map(\.span), of: person.officer.status, in: week)
      }.map { week in
        HardRuleViolation(
          rule: key, officer: person.officer.id, date: week.start.date,
          explanation: explanation(of: week).about(person.officer))
      }
    }
  }
}

extension DutyRule {
  public var scope: RuleScope { .person }

  public func violations(in view: RosterView) -> [HardRuleViolation] {
    view.people.flatMap { person in
      person.entries.filter { !$0.isHistory }.compactMap { entry in
        refusal(of: entry.span, by: person.officer).map { text in
          HardRuleViolation(
            rule: key, officer: person.officer.id, date: entry.date,
            explanation: text.about(person.officer))
        }
      }
    }
  }
}

extension SequenceRule {
  public var scope: RuleScope { .person }

  public func violations(in view: RosterView) -> [HardRuleViolation] {
    view.people.flatMap { person in
      person.entries.indices.flatMap { later in
        person.entries[..<later].compactMap { earlier -> HardRuleViolation? in
          let entry = person.entries[later]
          guard !(entry.isHistory && earlier.isHistory),
            let text = refusal(of: entry.span, after: earlier.span)
          else { return nil }
          return HardRuleViolation(
            rule: key, officer: person.officer.id, date: entry.date,
            explanation: text.about(person.officer))
        }
      }
    }
  }
}

extension RunRule {
  public var scope: RuleScope { .person }

  public func violations(in view: RosterView) -> [HardRuleViolation] {
    view.people.flatMap { person in
      var run = 0
      var end: CivilTime?
      return person.entries.filter { counts($0.span) }.compactMap { entry -> HardRuleViolation? in
        let pause = end.map { Int(entry.span.interval.start.minutes - $0.minutes) } ?? .max
        run = pause >= pauseMinutes ? 1 : run + 1
        end = entry.span.interval.end
        guard run > limit, !entry.isHistory else { return nil }
        return HardRuleViolation(
          rule: key, officer: person.officer.id, date: entry.date,
          explanation: explanation(count: run, until: entry.span).about(person.officer))
      }
    }
  }
}

extension HoursRule {
  public var scope: RuleScope { .person }

  public func windows(of week: CivilInterval) -> [CivilInterval] { [week] }

  public func violations(in view: RosterView) -> [HardRuleViolation] {
    let windows = view.problem.weeks.flatMap(windows(of:)).reduce(into: [CivilInterval]()) {
      if !$0.contains($1) { $0.append($1) }
    }
    return view.people.flatMap { person in
      windows.compactMap { window -> HardRuleViolation? in
        guard
          let limit = limitMinutes(
            for: person.officer, in: window, days: view.problem.dayKinds)
        else { return nil }
        let minutes = person.workedMinutes(in: window)
        // What was too much before the roster began is not its doing.
        let own = person.rostered.reduce(0) { $0 + $1.span.workedMinutes(in: window) }
        guard minutes > limit, own > 0 else { return nil }
        return HardRuleViolation(
          rule: key, officer: person.officer.id, date: window.start.date,
          explanation: explanation(minutes: minutes, limit: limit, window: window)
            .about(person.officer))
      }
    }
  }
}

extension LocalizedName {
  /// The sentence with the officer's name before it.
  func about(_ officer: Officer) -> LocalizedName {
    LocalizedName(
      chinese: "\(officer.name.chinese)（\(officer.badgeNumber)）：\(chinese)",
      english: "\(officer.name.english) (\(officer.badgeNumber)): \(english)")
  }
}
