// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// One rule of the roster: a key that files and pages use, and the sentence that people read.
public protocol RosterRule: Sendable {
  var key: String { get }
  /// The rule with its own numbers, as on a notice board.
  var sentence: LocalizedName { get }
}

/// A rule that no published roster breaks.
public protocol HardRule: RosterRule {
  func violations(in view: RosterView) -> [HardRuleViolation]
  /// Whether a named person may set it aside; not where it protects a person or states a fact.
  var mayBeOverridden: Bool { get }
  /// What must be known to judge it.
  var scope: RuleScope { get }
}

/// Whether a rule looks at one person's rows or at who else is there.
public enum RuleScope: Sendable { case person, place }

extension HardRule {
  public var scope: RuleScope { .place }
  public var mayBeOverridden: Bool { true }
}

/// A rule that may be broken at a price.
public protocol SoftRule: RosterRule {
  /// Points for each unit that the sentence names; 0 switches the rule off.
  var weight: Int { get set }
  func penalties(in view: RosterView) -> [BrokenRule]
}

/// A hard rule that a roster breaks: which, by whom, when, and in words.
public struct HardRuleViolation: Hashable, Codable, Sendable {
  public var rule: String
  public var officer: ID<Officer>?
  public var date: CivilDate?
  public var explanation: LocalizedName

  public init(
    rule: String, officer: ID<Officer>?, date: CivilDate?, explanation: LocalizedName
  ) {
    self.rule = rule
    self.officer = officer
    self.date = date
    self.explanation = explanation
  }
}

/// A duty as the rules of rest and eligibility see it.
public struct DutySpan: Hashable, Sendable {
  public var interval: CivilInterval
  public var isSpecial: Bool
  /// Nothing but station duty 值班: no post, beat, patrol or checkpoint in it.
  public var isStationOnly: Bool
  public var breakMinutes: Int

  public init(
    interval: CivilInterval, isSpecial: Bool = false, isStationOnly: Bool = false,
    breakMinutes: Int = 0
  ) {
    self.interval = interval
    self.isSpecial = isSpecial
    self.isStationOnly = isStationOnly
    self.breakMinutes = breakMinutes
  }

  public var workedMinutes: Int { interval.minutes - breakMinutes }

  /// Working minutes within `period`; the break counts where the duty lies wholly within.
  public func workedMinutes(in period: CivilInterval) -> Int {
    let shared = interval.overlapMinutes(period)
    return shared == interval.minutes ? shared - breakMinutes : shared
  }
}

extension ShiftSlot {
  var span: DutySpan {
    DutySpan(
      interval: interval, isSpecial: isSpecial, isStationOnly: occurrences.isEmpty,
      breakMinutes: breakMinutes)
  }
}
