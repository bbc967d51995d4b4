// SPDX-License-Identifier: Apache-2.0

import DutyModel

/// Ready sets of rules. Each is a start: every number is a parameter.
public enum RosterRuleSet: String, CaseIterable, Codable, Sendable {
  case china, eu, de, uk, us

  public var rules: RosterRules {
    switch self {
    case .china: .china
    case .eu: .europeanUnion
    case .de: .germany
    case .uk: .unitedKingdom
    case .us: .unitedStates
    }
  }
}

extension RosterRules {
  /// The standard set with all of the Labour Law's limits for auxiliaries, orders to rest, and the
  /// rules that a checker weighs: heat, a leader in charge, mixed pairs, two nights in a row, the
  /// load with standby at half. A duty of more than eight hours has a price (CN-01).
  public static let china = standard.replacing(soft: [PairingMix()]).adding(
    hard: [
      RestAfterLongDuty(), DailyOvertimeLimit(), MonthlyOvertimeLimit(), ForcedRest(),
      ArterialCrew(),
    ],
    soft: [
      RestDebtFirst(), HeatLimit(), HottestHours(), HeatOvertime(), HeatRotation(),
      LeaderInCharge(), NightBlockTarget(), DutyLoad(), NormalTour(weight: 1),
    ])

  /// Directive 2003/88/EC: 11 hours daily rest also in special duty, 35 hours weekly rest for all,
  /// 48 hours a week on average over 17 weeks, breaks; night workers the same over four weeks, and
  /// never more than eight hours where the night is hazardous.
  public static let europeanUnion = standard.replacing(
    hard: [
      MinimumRest(hours: 11, hoursInSpecialDuty: 11),
      WeeklyRestDay(hours: 35, statuses: Set(Officer.Status.allCases)),
    ],
    dropping: [WeeklyHoursLimit().key]
  ).adding(
    hard: [
      AverageHoursLimit(weeks: 17, hours: 48 * 17), NightWorkerHours(), HazardousNight(),
      ForcedRest(),
    ],
    soft: [RestDebtFirst(), BreakInDuty()])

  /// The Arbeitszeitgesetz: the union's set, fifteen free Sundays a year, and a free weekday for each
  /// Sunday worked.
  public static let germany = europeanUnion.adding(
    hard: [FreeSundays(), ReplacementRestDay()], soft: [])

  /// The Working Time Regulations 1998 (night workers over 17 weeks) with the police regulations:
  /// tours of eight hours with their meal breaks, rosters a month ahead for three months.
  public static let unitedKingdom = europeanUnion.replacing(hard: [NightWorkerHours(weeks: 17)])
    .adding(
      hard: [], soft: [NormalTour(), MealBreak(), PublicationNotice(), RosterHorizon()])

  /// 29 USC 207(k): 171 hours in 28 days before overtime is due. No federal rule gives rest between
  /// duties or a weekly rest day; the standard rests stay, as they are the department's own.
  public static let unitedStates = standard.replacing(
    hard: [], dropping: [WeeklyHoursLimit().key, WeeklyRestDay().key]
  ).adding(
    hard: [AverageHoursLimit(weeks: 4, hours: 171), ForcedRest()],
    soft: [RestDebtFirst()])

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
