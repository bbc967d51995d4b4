// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import TestSupport

/// Incidents on the grid city, written down in a line.
enum GridHistory {
  /// One incident a day on the segments of `pattern` in turn, at 08:00.
  static func daily(
    from first: CivilDate, days: Int, pattern: [Int], hour: Int = 8
  ) -> [LocatedIncident] {
    (0..<days).map { day in
      GridCity.incident(
        Int64(day + 1), on: pattern[day % pattern.count],
        at: CivilTime(date: first.adding(days: day), minuteOfDay: hour * 60))
    }
  }

  static func date(_ year: Int, _ month: Int, _ day: Int) -> CivilDate {
    CivilDate(year: year, month: month, day: day) ?? CivilDate(day: 0)
  }
}
