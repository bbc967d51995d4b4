// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// Rest owed from special duty is repaid before all else: in the week named, hours below the
/// weekly target repay it, and what stays owed has a price.
public struct RestDebtFirst: SoftRule {
  public let key = "rest-debt"
  /// Points for each hour begun that stays owed.
  public var weight: Int
  /// More than this is not asked of one week.
  public var weeklyHours: Int
  private let owed: [ID<Officer>: Int]

  /// - Parameter debts: as they stand before the first week of the roster.
  public init(weight: Int = 5, weeklyHours: Int = 16, debts: [RestDebt] = []) {
    self.weight = weight
    self.weeklyHours = weeklyHours
    owed = Dictionary(
      debts.map { ($0.officer, ($0.owedMinutes + 59) / 60) }, uniquingKeysWith: max
    ).filter { $0.value > 0 }
  }

  public var sentence: LocalizedName {
    LocalizedName(
      chinese: "特殊勤务欠休优先补休（每周至多\(weeklyHours)小时）：每欠一小时\(weight)分",
      english: "Rest owed from special duty is repaid first (up to \(weeklyHours) hours a week): "
        + "\(weight) points for each hour that stays owed")
  }

  /// What the roster's first week should repay.
  func owedHours(_ officer: ID<Officer>) -> Int { min(weeklyHours, owed[officer] ?? 0) }

  func points(owedHours: Int, freeMinutes: Int) -> Int {
    guard owedHours > 0 else { return 0 }
    return (max(0, owedHours * 60 - max(0, freeMinutes)) + 59) / 60 * weight
  }

  public func penalties(in view: RosterView) -> [BrokenRule] {
    guard weight > 0, let week = view.problem.weeks.first else { return [] }
    let end = CivilTime(date: view.problem.firstDate.adding(days: view.problem.days))
    let target = view.problem.rules.soft(WeeklyTarget.self).first
    return view.people.compactMap { person -> BrokenRule? in
      let owed = owedHours(person.officer.id)
      guard owed > 0 else { return nil }
      let wanted =
        target?.targetMinutes(
          for: person.officer, in: week, until: end, days: view.problem.dayKinds) ?? 0
      let free = wanted - person.workedMinutes(in: week)
      let penalty = points(owedHours: owed, freeMinutes: free)
      guard penalty > 0 else { return nil }
      return BrokenRule(
        rule: key, officer: person.officer.id, date: week.start.date, penalty: penalty,
        explanation: LocalizedName(
          chinese: "特殊勤务欠休\(owed)小时，本周只补\(max(0, free).hoursChinese)",
          english: "\(owed) hours of rest owed from special duty, \(max(0, free).hoursEnglish) "
            + "repaid this week"
        ).about(person.officer))
    }
  }
}
