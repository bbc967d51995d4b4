// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// How far ahead the working calendar says which days are worked: deadlines beyond it are refused.
public struct CalendarReach: Hashable, Sendable {
  /// The State Council publishes a year's days off in autumn. So long before the end somebody should
  /// take them in; our default.
  public static let warningDays: Int64 = 60

  /// The last day that is covered without a gap from today on; `nil` where today itself is not.
  public let until: CivilDate?
  /// Days after today that are covered; -1 where today is not.
  public let daysLeft: Int64

  public init(of calendar: WorkingCalendar, today: CivilDate) {
    until = calendar.coveredUntil(from: today)
    daysLeft = until.map { $0.day - today.day } ?? -1
  }

  /// Whether the new year's calendar should be taken in now.
  public var isEnding: Bool { daysLeft <= Self.warningDays }

  /// What is so and what to do, for people and for the log.
  public var warning: LocalizedName? {
    guard isEnding else { return nil }
    guard let until else {
      return LocalizedName(
        chinese: "工作日历没有今天的安排，无法计算时限。可以请管理员运行 chengxu cases calendar FILE 导入放假安排，再重启服务。",
        english:
          "The working calendar says nothing about today, and no deadline can be counted. Maybe "
          + "have the holidays taken in with chengxu cases calendar FILE, and start the server again."
      )
    }
    return LocalizedName(
      chinese: "工作日历只到 \(until)，还有 \(daysLeft) 天；超出的时限无法计算。"
        + "可以请管理员运行 chengxu cases calendar FILE 导入新一年的放假安排，再重启服务。",
      english:
        "The working calendar ends on \(until), \(daysLeft) days from today; deadlines beyond it "
        + "are refused. Maybe have the new year's holidays taken in with chengxu cases calendar FILE, and "
        + "start the server again.")
  }
}

extension DeadlineDesk {
  /// How far its calendar reaches from a moment on; `nil` where every service works every day, and so
  /// none asks the calendar anything.
  public func calendarReach(at now: Instant) -> CalendarReach? {
    guard let schedule = schedules.values.first(where: { !$0.worksEveryDay }) else { return nil }
    return CalendarReach(
      of: schedule.calendar, today: schedule.clock.civilTime(of: now).date)
  }
}
