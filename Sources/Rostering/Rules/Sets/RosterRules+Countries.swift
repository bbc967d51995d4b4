// SPDX-License-Identifier: Apache-2.0

import DutyModel

/// Ready sets of rules. Each is a start: every number is a parameter.
public enum RosterRuleSet: String, CaseIterable, Codable, Sendable {
  case china, eu, uk, us

  public var rules: RosterRules {
    switch self {
    case .china: .china
    case .eu: .europeanUnion
    case .uk: .unitedKingdom
    case .us: .unitedStates
    }
  }
}

extension RosterRules {
  /// The standard set with all of the Labour Law's limits for auxiliaries, orders to rest, and the
  /// rules that a checker weighs: heat, a leader in charge, mixed pairs.
  public static let china = standard.adding(
    hard: [
      RestAfterLongDuty(), DailyOvertimeLimit(), MonthlyOvertimeLimit(), ForcedRest(),
      ArterialCrew(),
    ],
    soft: [
      FairBurden.holidays, RestDebtFirst(), Preferences(), HeatLimit(), LeaderInCharge(),
      PairingMix(),
    ])

  /// Directive 2003/88/EC: 11 hours daily rest also in special duty, 35 hours weekly rest for all,
  /// 48 hours a week on average over 17 weeks, breaks. A night worker's 8 hours on average for each
  /// 24 are the same 48 for six days of work.
  public static let europeanUnion = standard.replacing(
    hard: [
      MinimumRest(hours: 11, hoursInSpecialDuty: 11),
      WeeklyRestDay(hours: 35, statuses: Set(Officer.Status.allCases)),
    ],
    dropping: [WeeklyHoursLimit().key]
  ).adding(
    hard: [AverageHoursLimit(weeks: 17, hours: 48 * 17), ForcedRest()],
    soft: [FairBurden.holidays, RestDebtFirst(), Preferences(), BreakInDuty()])

  /// The Working Time Regulations 1998 with the police regulations: tours of eight hours, rosters a
  /// month ahead.
  public static let unitedKingdom = europeanUnion.adding(
    hard: [], soft: [NormalTour(), PublicationNotice()])

  /// 29 USC 207(k): 171 hours in 28 days before overtime is due. No federal rule gives rest between
  /// duties or a weekly rest day; the standard rests stay, as they are the department's own.
  public static let unitedStates = standard.replacing(
    hard: [], dropping: [WeeklyHoursLimit().key, WeeklyRestDay().key]
  ).adding(
    hard: [AverageHoursLimit(weeks: 4, hours: 171), ForcedRest()],
    soft: [FairBurden.holidays, RestDebtFirst(), Preferences()])

  /// The set with more rules after its own.
  public func adding(hard: [any HardRule], soft: [any SoftRule]) -> RosterRules {
    RosterRules(hard: self.hard + hard, soft: self.soft + soft)
  }

  /// The set with the rules of the same keys exchanged, and those of `dropping` left out.
  public func replacing(
    hard: [any HardRule] = [], soft: [any SoftRule] = [], dropping: Set<String> = []
  ) -> RosterRules {
    RosterRules(
      hard: self.hard.filter { !dropping.contains($0.key) }.map { rule in
        hard.first { $0.key == rule.key } ?? rule
      },
      soft: self.soft.filter { !dropping.contains($0.key) }.map { rule in
        soft.first { $0.key == rule.key } ?? rule
      })
  }
}
