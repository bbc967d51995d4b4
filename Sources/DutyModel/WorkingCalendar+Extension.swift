// SPDX-License-Identifier: Apache-2.0

/// A newly published calendar beside the one in use.
extension WorkingCalendar {
  /// The last day that is covered without a gap from `date` on; `nil` if that day itself is not.
  public func coveredUntil(from date: CivilDate) -> CivilDate? {
    var last: Int64?
    for span in spans.sorted(by: { $0.lowerBound < $1.lowerBound })
    where span.contains(last.map { $0 + 1 } ?? date.day) {
      last = span.upperBound
    }
    return last.map(CivilDate.init(day:))
  }

  /// The last day of all that is covered; `nil` where nothing is.
  public var lastDay: CivilDate? { spans.map(\.upperBound).max().map(CivilDate.init(day:)) }

  /// Days that both calendars cover and of which one says that they are worked and the other that
  /// they are not, in order.
  public func disagreements(
    with other: Self
  ) throws(WorkingCalendarError) -> [CivilDate] {
    var days: Set<Int64> = []
    for span in spans {
      for theirs in other.spans where span.overlaps(theirs) {
        for day in span.clamped(to: theirs) {
          let date = CivilDate(day: day)
          if try isWorkingDay(date) != other.isWorkingDay(date) { days.insert(day) }
        }
      }
    }
    return days.sorted().map(CivilDate.init(day:))
  }

  /// These days and those of a newer calendar, whose word holds where both speak.
  public func extended(by newer: Self) throws(WorkingCalendarError) -> Self {
    let kept = holidayPeriods.flatMap { period in
      Self.runs(
        (period.days.lowerBound.day...period.days.upperBound.day)
          .filter { !newer.covers(CivilDate(day: $0)) }
      ).map { HolidayPeriod(name: period.name, days: $0) }
    }
    let worked = shiftedWorkdays.map(CivilDate.init(day:)).filter { !newer.covers($0) }
    let dates = (spans + newer.spans).sorted { $0.lowerBound < $1.lowerBound }
    var covers: [ClosedRange<Int64>] = []
    for span in dates {
      if let last = covers.last, span.lowerBound <= last.upperBound + 1 {
        covers[covers.count - 1] = last.lowerBound...max(last.upperBound, span.upperBound)
      } else {
        covers.append(span)
      }
    }
    return try Self(
      name: newer.name, source: source == newer.source ? source : "\(source); \(newer.source)",
      covers: covers.map { CivilDate(day: $0.lowerBound)...CivilDate(day: $0.upperBound) },
      holidays: kept + newer.holidayPeriods,
      shiftedWorkdays: worked + newer.shiftedWorkdays.map(CivilDate.init(day:)))
  }

  /// Days in order as spans without a gap.
  private static func runs(_ days: [Int64]) -> [ClosedRange<CivilDate>] {
    var runs: [ClosedRange<Int64>] = []
    for day in days {
      if let last = runs.last, day == last.upperBound + 1 {
        runs[runs.count - 1] = last.lowerBound...day
      } else {
        runs.append(day...day)
      }
    }
    return runs.map { CivilDate(day: $0.lowerBound)...CivilDate(day: $0.upperBound) }
  }
}
