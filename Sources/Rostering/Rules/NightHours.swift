// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// The hours that count as night, 22:00–06:00 by default (labour protection of women, CN-07).
public struct NightHours: Hashable, Codable, Sendable {
  /// Minutes after midnight; the night runs past midnight to `endMinute` of the next day.
  public var startMinute: Int
  public var endMinute: Int
  /// A duty with at least this much of it is a night duty.
  public var minimumMinutes: Int

  public init(startMinute: Int = 1320, endMinute: Int = 360, minimumMinutes: Int = 180) {
    self.startMinute = startMinute
    self.endMinute = endMinute
    self.minimumMinutes = minimumMinutes
  }

  /// Minutes of `interval` that fall into any night.
  public func minutes(in interval: CivilInterval) -> Int {
    (interval.start.date.day - 1...interval.end.date.day).reduce(0) { sum, day in
      let night = CivilInterval(
        start: CivilTime(date: CivilDate(day: day), minuteOfDay: startMinute),
        end: CivilTime(date: CivilDate(day: day + 1), minuteOfDay: endMinute))
      return sum + night.overlapMinutes(interval)
    }
  }

  public func isNight(_ interval: CivilInterval) -> Bool {
    minutes(in: interval) >= minimumMinutes
  }
}
