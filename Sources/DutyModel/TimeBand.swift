// SPDX-License-Identifier: Apache-2.0

/// Working day or not: traffic differs more between these two than among the days of either.
public enum DayClass: String, CaseIterable, Codable, Sendable {
  case workday, weekend

  public init(_ weekday: Weekday) { self = weekday.isWeekend ? .weekend : .workday }
}

/// One class of days at one hour of the clock; there are 48. Risk is estimated for each.
public struct TimeBand: Hashable, Codable, Sendable {
  public var dayClass: DayClass
  /// 0..<24; the band runs from this hour to the next.
  public var hour: Int

  public static let count = 48

  public init(dayClass: DayClass, hour: Int) {
    precondition((0..<24).contains(hour), "The hour \(hour) is not in 0..<24.")
    self.dayClass = dayClass
    self.hour = hour
  }

  public init(_ time: CivilTime) {
    self.init(dayClass: DayClass(time.weekday), hour: time.hour)
  }

  /// Workday hours are 0..<24, weekend hours 24..<48.
  public init(index: Int) {
    self.init(dayClass: index < 24 ? .workday : .weekend, hour: index % 24)
  }

  public var index: Int { (dayClass == .workday ? 0 : 24) + hour }

  public static var all: [TimeBand] { (0..<count).map(TimeBand.init(index:)) }
}

/// A span of the clock that recurs on some weekdays, such as the morning peak.
public struct DutyWindow: Hashable, Codable, Sendable {
  /// A stable key, such as `morning-peak`; the string catalogue has its Chinese and English name.
  public var name: String
  public var mode: DutyMode
  public var weekdays: Set<Weekday>
  /// Minutes after midnight, 0..<1440.
  public var startMinute: Int
  /// Minutes after the same midnight, greater than `startMinute`, up to 2880: a night goes past 1440.
  public var endMinute: Int

  public init(
    name: String, mode: DutyMode, weekdays: Set<Weekday>, startMinute: Int, endMinute: Int
  ) {
    precondition(
      (0..<1440).contains(startMinute) && startMinute < endMinute && endMinute <= 2880,
      "The window \(name) from minute \(startMinute) to \(endMinute) is none.")
    self.name = name
    self.mode = mode
    self.weekdays = weekdays
    self.startMinute = startMinute
    self.endMinute = endMinute
  }

  /// The occurrence that starts on `date`, or `nil` on a weekday it does not have.
  ///
  /// - Parameter calendar: holidays and shifted working days; `nil` for the plain week.
  public func interval(
    on date: CivilDate, calendar: WorkingCalendar? = nil
  ) -> CivilInterval? {
    guard weekdays.contains(calendar?.dutyWeekday(date) ?? date.weekday) else { return nil }
    return CivilInterval(
      start: CivilTime(date: date, minuteOfDay: startMinute),
      end: CivilTime(date: date, minuteOfDay: endMinute))
  }

  /// The hour bands that any part of the window falls into, without repetition.
  public var bands: [TimeBand] {
    var seen: Set<Int> = []
    for weekday in weekdays {
      for minute in stride(from: startMinute / 60 * 60, to: endMinute, by: 60) {
        let later = Weekday.allCases[(weekday.rawValue - 1 + minute / 1440) % 7]
        seen.insert(TimeBand(dayClass: DayClass(later), hour: minute % 1440 / 60).index)
      }
    }
    return seen.sorted().map(TimeBand.init(index:))
  }
}

/// From `start` until just before `end`, on the city's clock.
public struct CivilInterval: Hashable, Codable, Sendable {
  public var start: CivilTime
  public var end: CivilTime

  public init(start: CivilTime, end: CivilTime) {
    precondition(start < end, "An interval from \(start) to \(end) is empty.")
    self.start = start
    self.end = end
  }

  public var minutes: Int { Int(end.minutes - start.minutes) }

  public func overlaps(_ other: Self) -> Bool { start < other.end && other.start < end }
  public func contains(_ time: CivilTime) -> Bool { start <= time && time < end }

  /// The whole minutes that both intervals share.
  public func overlapMinutes(_ other: Self) -> Int {
    max(0, Int(min(end, other.end).minutes - max(start, other.start).minutes))
  }
}
