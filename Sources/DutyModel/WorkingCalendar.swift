// SPDX-License-Identifier: Apache-2.0

/// Which days people work: Monday to Friday, less public holidays, plus the weekend days that are
/// worked instead 调休.
///
/// Data, because the arrangement is published anew each year; a day that the file does not cover
/// is an error, never a guess.
public struct WorkingCalendar: Hashable, Sendable {
  public var name: LocalizedName
  /// Who published the days, for whoever doubts a deadline.
  public var source: String
  /// As published, the first one first.
  public let holidayPeriods: [HolidayPeriod]
  let spans: [ClosedRange<Int64>]
  private let holidays: Set<Int64>
  let shiftedWorkdays: Set<Int64>

  /// - Throws: `WorkingCalendarError` where a span is upside down, a day is both holiday and working day,
  ///   a shifted working day is no weekend day, or a day lies outside what the calendar covers.
  public init(
    name: LocalizedName, source: String, covers: [ClosedRange<CivilDate>],
    holidays: [HolidayPeriod], shiftedWorkdays: [CivilDate]
  ) throws(WorkingCalendarError) {
    self.name = name
    self.source = source
    spans = covers.map { $0.lowerBound.day...$0.upperBound.day }
    holidayPeriods = holidays.sorted { $0.days.lowerBound < $1.days.lowerBound }
    self.holidays = Set(holidays.flatMap { Array($0.days.lowerBound.day...$0.days.upperBound.day) })
    self.shiftedWorkdays = Set(shiftedWorkdays.map(\.day))
    for day in self.holidays.union(self.shiftedWorkdays).sorted() {
      let date = CivilDate(day: day)
      guard self.covers(date) else { throw .outsideOwnSpan(date) }
      guard !(self.holidays.contains(day) && self.shiftedWorkdays.contains(day)) else {
        throw .bothHolidayAndWorkday(date)
      }
    }
    for date in shiftedWorkdays where !date.weekday.isWeekend { throw .shiftedIsNoWeekend(date) }
  }

  public func covers(_ date: CivilDate) -> Bool { spans.contains { $0.contains(date.day) } }

  /// - Throws: `WorkingCalendarError.notCovered` for a day that the file says nothing about.
  public func isWorkingDay(_ date: CivilDate) throws(WorkingCalendarError) -> Bool {
    guard covers(date) else { throw .notCovered(date, calendar: name) }
    if shiftedWorkdays.contains(date.day) { return true }
    return !date.weekday.isWeekend && !holidays.contains(date.day)
  }

  /// The weekday whose windows the day follows: a Sunday's on a day off, a Monday's on a weekend day
  /// that is worked instead, its own on all others and where the calendar says nothing.
  public func dutyWeekday(_ date: CivilDate) -> Weekday {
    if shiftedWorkdays.contains(date.day) { return .monday }
    return holidays.contains(date.day) ? .sunday : date.weekday
  }

  /// Whether the day belongs to a public holiday as published, its weekend days among them.
  public func isHoliday(_ date: CivilDate) throws(WorkingCalendarError) -> Bool {
    guard covers(date) else { throw .notCovered(date, calendar: name) }
    return holidays.contains(date.day)
  }
}

/// A public holiday as it was published.
public struct HolidayPeriod: Hashable, Sendable {
  /// 春节; `nil` where the file does not say.
  public var name: String?
  public var days: ClosedRange<CivilDate>

  public init(name: String? = nil, days: ClosedRange<CivilDate>) {
    self.name = name
    self.days = days
  }
}

/// Why a calendar cannot be used, or cannot say what a day is.
public enum WorkingCalendarError: ExplainedError, Hashable {
  case notCovered(CivilDate, calendar: LocalizedName)
  case outsideOwnSpan(CivilDate)
  case bothHolidayAndWorkday(CivilDate)
  case shiftedIsNoWeekend(CivilDate)

  public var explanation: LocalizedName {
    switch self {
    case .notCovered(let date, let calendar):
      LocalizedName(
        chinese: "日历“\(calendar.chinese)”没有 \(date) 的安排。可以在日历文件中补上该年的放假调休安排。",
        english: "The calendar “\(calendar.english)” says nothing about \(date). "
          + "Maybe add that year's holidays to the calendar file.")
    case .outsideOwnSpan(let date):
      LocalizedName(
        chinese: "日历中的 \(date) 不在其 covers 范围内。可以扩大 covers 或检查年份。",
        english: "The calendar names \(date), outside what it covers. Maybe extend covers, or "
          + "check the year.")
    case .bothHolidayAndWorkday(let date):
      LocalizedName(
        chinese: "日历中 \(date) 既放假又上班。可以核对放假通知。",
        english: "The calendar has \(date) as a holiday and as a working day. Maybe check the "
          + "notice.")
    case .shiftedIsNoWeekend(let date):
      LocalizedName(
        chinese: "日历中 \(date) 标为调休上班，但它不是周末。可以核对日期。",
        english: "The calendar has \(date) as a shifted working day, and it is no weekend day. "
          + "Maybe check the date.")
    }
  }
}

/// The days in order, so that versions made from a calendar's text are the same each time.
extension WorkingCalendar: CustomStringConvertible {
  public var description: String {
    func list(_ days: Set<Int64>) -> String {
      days.sorted().map { "\(CivilDate(day: $0))" }.joined(separator: " ")
    }
    return "off \(list(holidays)), worked \(list(shiftedWorkdays))"
  }
}

extension WorkingCalendar: Codable {
  private struct Span: Codable {
    var name: String?
    var from: CivilDate
    var to: CivilDate
  }

  private enum CodingKeys: String, CodingKey {
    case name, source, covers, holidays, shiftedWorkdays
  }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    func periods(_ key: CodingKeys) throws -> [HolidayPeriod] {
      try values.decode([Span].self, forKey: key).map { span in
        guard span.from <= span.to else {
          throw DecodingError.dataCorruptedError(
            forKey: key, in: values,
            debugDescription: "A span from \(span.from) to \(span.to) runs backwards.")
        }
        return HolidayPeriod(name: span.name, days: span.from...span.to)
      }
    }
    try self.init(
      name: values.decode(LocalizedName.self, forKey: .name),
      source: values.decode(String.self, forKey: .source), covers: periods(.covers).map(\.days),
      holidays: periods(.holidays),
      shiftedWorkdays: values.decode([CivilDate].self, forKey: .shiftedWorkdays))
  }

  public func encode(to encoder: any Encoder) throws {
    func date(_ day: Int64) -> CivilDate { CivilDate(day: day) }
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(name, forKey: .name)
    try values.encode(source, forKey: .source)
    try values.encode(
      spans.map { Span(from: date($0.lowerBound), to: date($0.upperBound)) }, forKey: .covers)
    try values.encode(
      holidayPeriods.map {
        Span(name: $0.name, from: $0.days.lowerBound, to: $0.days.upperBound)
      }, forKey: .holidays)
    try values.encode(shiftedWorkdays.sorted().map(date), forKey: .shiftedWorkdays)
  }
}
