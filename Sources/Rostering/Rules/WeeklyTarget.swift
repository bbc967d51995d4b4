// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// 40 hours a week: more has a price, and so has less for those whom the roster keeps busy.
///
/// A working day on leave takes a day's hours off the target; holidays and shifted working days
/// count as the calendar says. Office officers work in their offices
/// when they have no duty, so less is no matter for them. The roster's last week may be cut short
/// by its end; the target then shrinks with it.
public struct WeeklyTarget: SoftRule {
  public let key = "weekly-target"
  public var hours: Int
  public var dailyHours: Int
  /// Points for each hour begun above the target.
  public var weight: Int
  /// Points for each hour begun below the target.
  public var weightBelow: Int

  public init(hours: Int = 40, dailyHours: Int = 8, weight: Int = 3, weightBelow: Int = 1) {
    self.hours = hours
    self.dailyHours = dailyHours
    self.weight = weight
    self.weightBelow = weightBelow
  }

  public var sentence: LocalizedName {
    LocalizedName(
      chinese: "每周\(hours)小时：超出每小时\(weight)分，不足每小时\(weightBelow)分",
      english: "\(hours) hours a week: \(weight) points for each hour above, \(weightBelow) for "
        + "each below")
  }

  /// The target of one officer in one week of a roster of `days` days from `first`.
  public func targetMinutes(
    for officer: Officer, in week: CivilInterval, until end: CivilTime,
    days: DayKinds = .plainWeek
  ) -> Int {
    let rosterEnd = min(week.end, end)
    let weekdays = (week.start.date.day..<rosterEnd.date.day).map(CivilDate.init(day:))
      .filter(days.isWorkingDay)
    let present = weekdays.filter { day in
      let noon = CivilTime(date: day, minuteOfDay: 720)
      return !officer.leave.contains { $0.contains(noon) }
    }
    // A week with a shifted working day 调休 has more than five.
    let full = max(hours, weekdays.count * dailyHours)
    return min(full, present.count * dailyHours) * 60
  }

  func points(minutes: Int, target: Int, isOffice: Bool) -> Int {
    // Off is off, for hours below the target too.
    guard weight > 0 else { return 0 }
    let above = (max(0, minutes - target) + 59) / 60
    let below = isOffice ? 0 : (max(0, target - minutes) + 59) / 60
    return above * weight + below * weightBelow
  }

  public func penalties(in view: RosterView) -> [BrokenRule] {
    let end = CivilTime(date: view.problem.firstDate.adding(days: view.problem.days))
    return view.people.flatMap { person in
      view.problem.weeks.compactMap { week in
        penalty(
          of: person, in: week,
          target: targetMinutes(
            for: person.officer, in: week, until: end, days: view.problem.dayKinds))
      }
    }
  }

  private func penalty(
    of person: RosterView.Person, in week: CivilInterval, target: Int
  ) -> BrokenRule? {
    let minutes = person.workedMinutes(in: week)
    let penalty = points(minutes: minutes, target: target, isOffice: person.pool == .offices)
    guard penalty > 0 else { return nil }
    return BrokenRule(
      rule: key, officer: person.officer.id, date: week.start.date, penalty: penalty,
      explanation: LocalizedName(
        chinese: "\(week.start.date)起的一周\(minutes.hoursChinese)，目标\(target.hoursChinese)",
        english: "\(minutes.hoursEnglish) in the week from \(week.start.date), the target is "
          + "\(target.hoursEnglish)"
      ).about(person.officer))
  }
}
