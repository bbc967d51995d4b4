// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// Average hours a week over several weeks, such as 48 over four months (2003/88/EC, article 6) or
/// 171 in 28 days (29 USC 207(k)). The weeks before the known history count as none.
public struct AverageHoursLimit: HoursRule {
  public let key: String
  public var weeks: Int
  public var hours: Int
  public var statuses: Set<Officer.Status>

  /// - Parameters:
  ///   - weeks: at least 1; each window ends with a week of the roster.
  ///   - hours: in all the weeks together.
  public init(
    key: String = "average-hours", weeks: Int, hours: Int,
    statuses: Set<Officer.Status> = Set(Officer.Status.allCases)
  ) {
    precondition(weeks > 0, "An average over \(weeks) weeks is none.")
    self.key = key
    self.weeks = weeks
    self.hours = hours
    self.statuses = statuses
  }

  public var sentence: LocalizedName {
    LocalizedName(
      chinese: "\(statuses.words.chinese)任意连续\(weeks)周合计不超过\(hours)小时",
      english: "\(statuses.words.english) work at most \(hours) hours in \(weeks) weeks on end")
  }

  public func windows(of week: CivilInterval) -> [CivilInterval] {
    [CivilInterval(start: week.start.adding(minutes: -(weeks - 1) * 10_080), end: week.end)]
  }

  public func limitMinutes(
    for officer: Officer, in window: CivilInterval, days: DayKinds
  ) -> Int? { statuses.contains(officer.status) ? hours * 60 : nil }

  public func explanation(minutes: Int, limit: Int, window: CivilInterval) -> LocalizedName {
    LocalizedName(
      chinese: "\(window.start.date)起的\(weeks)周工作\(minutes.hoursChinese)，最多\(limit.hoursChinese)",
      english: "\(minutes.hoursEnglish) in the \(weeks) weeks from \(window.start.date), expected "
        + "at most \(limit.hoursEnglish)")
  }
}

/// Overtime in a calendar month: hours beyond eight for each of its working days (CN-04, Labour Law
/// article 41). Sworn officers' extra hours are repaid by rest instead.
public struct MonthlyOvertimeLimit: HoursRule {
  public let key = "monthly-overtime"
  public var hours: Int
  public var dailyHours: Int

  public init(hours: Int = 36, dailyHours: Int = 8) {
    self.hours = hours
    self.dailyHours = dailyHours
  }

  public var sentence: LocalizedName {
    LocalizedName(
      chinese: "辅警每月加班不超过\(hours)小时",
      english: "Auxiliaries have at most \(hours) hours of overtime a month")
  }

  /// The months that the week touches, whole.
  public func windows(of week: CivilInterval) -> [CivilInterval] {
    let last = week.end.adding(minutes: -1).date
    return [week.start.date.month, last.month].reduce(into: []) {
      if !$0.contains($1) { $0.append($1) }
    }
  }

  public func limitMinutes(
    for officer: Officer, in window: CivilInterval, days: DayKinds
  ) -> Int? {
    guard officer.status == .auxiliary else { return nil }
    let working = (window.start.date.day..<window.end.date.day).map(CivilDate.init(day:))
      .count(where: days.isWorkingDay)
    return (working * dailyHours + hours) * 60
  }

  public func explanation(minutes: Int, limit: Int, window: CivilInterval) -> LocalizedName {
    let overtime = minutes - limit + hours * 60
    return LocalizedName(
      chinese: "\(window.start.date)起的一月加班\(overtime.hoursChinese)，最多\(hours)小时",
      english: "\(overtime.hoursEnglish) of overtime in the month from \(window.start.date), "
        + "expected at most \(hours) hours")
  }
}

extension CivilDate {
  /// From the month's first midnight to the next month's.
  fileprivate var month: CivilInterval {
    let first = adding(days: 1 - components.day)
    // Day 32 is always in the next month.
    let next = first.adding(days: 31)
    return CivilInterval(
      start: CivilTime(date: first),
      end: CivilTime(date: next.adding(days: 1 - next.components.day)))
  }
}
