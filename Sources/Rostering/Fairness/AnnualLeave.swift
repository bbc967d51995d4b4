// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// 年休假: working days of annual leave in one year, and how many are left (CN-14; State Council
/// decree 514 of 2007: 5, 10 and 15 days from 1, 10 and 20 years of service).
public struct AnnualLeave: Hashable, Sendable {
  public var quotaDays: Int
  /// Working days of the year on which the officer is on leave for at least half the day.
  public var takenDays: Int
  public var leftDays: Int { max(0, quotaDays - takenDays) }

  /// - Parameters:
  ///   - serviceYears: whole years worked, with all employers.
  ///   - days: covers the year, or the plain week counts.
  public init(of officer: Officer, serviceYears: Int, year: ClosedRange<CivilDate>, days: DayKinds)
  {
    quotaDays = Self.quota(serviceYears: serviceYears)
    takenDays = (year.lowerBound.day...year.upperBound.day).map(CivilDate.init(day:))
      .filter(days.isWorkingDay)
      .count { date in
        let midnight = CivilTime(date: date)
        let span = CivilInterval(start: midnight, end: midnight.adding(minutes: 1440))
        return officer.leave.reduce(0) { $0 + $1.overlapMinutes(span) } >= 720
      }
  }

  static func quota(serviceYears: Int) -> Int {
    switch serviceYears {
    case ..<1: 0
    case ..<10: 5
    case ..<20: 10
    default: 15
    }
  }
}
