// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// Which days of a roster are worked, free, or public holidays, shifted days 调休 included.
///
/// Looked up once, so that rules can ask without an error to handle: a day that the calendar does
/// not cover is refused here.
public struct DayKinds: Hashable, Sendable {
  /// Without a calendar: Monday to Friday, and no holidays.
  public static let plainWeek = DayKinds()

  /// By day: whether it is worked. Days outside follow the plain week; no rule asks about them.
  private var worked: [Int64: Bool] = [:]
  private var holidays: Set<Int64> = []

  private init() {}

  /// - Parameter days: every day that the roster and its history touch, in order.
  public init(
    _ calendar: WorkingCalendar, covering days: ClosedRange<CivilDate>
  ) throws(WorkingCalendarError) {
    for day in days.lowerBound.day...days.upperBound.day {
      let date = CivilDate(day: day)
      worked[day] = try calendar.isWorkingDay(date)
      if try calendar.isHoliday(date) { holidays.insert(day) }
    }
  }

  public func isWorkingDay(_ date: CivilDate) -> Bool {
    worked[date.day] ?? !date.weekday.isWeekend
  }

  public func isHoliday(_ date: CivilDate) -> Bool { holidays.contains(date.day) }

  /// Days that are not as in the plain week, in order: what a version is made from.
  var differences: [CivilDate] {
    Set(worked.filter { $0.value == CivilDate(day: $0.key).weekday.isWeekend }.keys)
      .union(holidays).sorted().map(CivilDate.init(day:))
  }

  /// A free day that is no holiday: a weekend day unless it is worked instead.
  public func isRestDay(_ date: CivilDate) -> Bool { !isWorkingDay(date) && !isHoliday(date) }

  /// Whether `interval` has at least three hours on days of the kind.
  func touches(_ interval: CivilInterval, _ isKind: (CivilDate) -> Bool) -> Bool {
    (interval.start.date.day...interval.end.date.day).map(CivilDate.init(day:)).filter(isKind)
      .reduce(0) { sum, date in
        let day = CivilInterval(
          start: CivilTime(date: date), end: CivilTime(date: date.adding(days: 1)))
        return sum + day.overlapMinutes(interval)
      } >= 180
  }
}
