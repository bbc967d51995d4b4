// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// A public holiday that asks for a special order: the calendar's own trigger of 特殊勤务.
public struct HolidayTrigger: Hashable, Codable, Sendable {
  public var name: LocalizedName
  /// From midnight before the first day off to midnight after the last.
  public var interval: CivilInterval
  /// The last day on which the order is in time by its template.
  public var orderBy: CivilDate

  public init(_ period: HolidayPeriod) {
    let template = SpecialTemplate.standard(.holiday)
    name =
      period.name.map { LocalizedName(chinese: "\($0)勤务", english: "\($0) duty") }
      ?? template.name
    interval = CivilInterval(
      start: CivilTime(date: period.days.lowerBound),
      end: CivilTime(date: period.days.upperBound.adding(days: 1)))
    orderBy = period.days.lowerBound.adding(days: -template.noticeDays)
  }

  public func isLate(on date: CivilDate) -> Bool { date > orderBy }

  /// The holidays that are to be ordered now or soon, the first one first.
  ///
  /// - Parameters:
  ///   - date: today.
  ///   - days: how far ahead of its last day an order is asked for.
  public static func due(
    by calendar: WorkingCalendar, on date: CivilDate, within days: Int = 7
  ) -> [HolidayTrigger] {
    calendar.holidayPeriods.map(HolidayTrigger.init).filter { trigger in
      trigger.interval.end.date > date && trigger.orderBy <= date.adding(days: days)
    }
  }

  /// Whether some order already covers a part of the holiday.
  public func isAnswered(by order: SpecialOrder) -> Bool {
    order.trigger == .holiday && order.interval.start < interval.end
      && interval.start < order.interval.end
  }
}
