// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// The calendar in use with a newly published one taken in.
///
/// Deadlines that were counted before are values of their cases and stay as they are.
public struct CalendarRenewal: Hashable, Sendable {
  public let calendar: WorkingCalendar
  /// The last day that deadlines may reach.
  public let until: CivilDate
  /// Days of which the newer calendar says something else than the one in use.
  public let changedDays: [CivilDate]

  /// - Parameter acceptsChanges: Whether the newer calendar may change days that were known already,
  ///   as when the State Council moves a holiday.
  public init(
    of calendar: WorkingCalendar, by newer: WorkingCalendar, today: CivilDate,
    acceptsChanges: Bool = false
  ) throws(CalendarRenewalError) {
    do throws(WorkingCalendarError) {
      changedDays = try calendar.disagreements(with: newer)
      self.calendar = try calendar.extended(by: newer)
    } catch {
      throw .calendar(error)
    }
    guard changedDays.isEmpty || acceptsChanges else { throw .changesDays(changedDays) }
    let covered = self.calendar.coveredUntil(from: today)
    guard let covered, covered >= newer.lastDay ?? covered else {
      throw .gap(at: covered?.adding(days: 1) ?? today)
    }
    until = covered
  }
}

/// Why a newly published calendar is not taken in. The one in use stays.
public enum CalendarRenewalError: ExplainedError, Hashable {
  case calendar(WorkingCalendarError)
  /// Neither calendar says anything about this day, and the newer one goes on after it.
  case gap(at: CivilDate)
  case changesDays([CivilDate])

  public var explanation: LocalizedName {
    switch self {
    case .calendar(let error): return error.explanation
    case .gap(let date):
      return LocalizedName(
        chinese: "新旧日历之间缺少 \(date) 起的安排，未导入。可以在日历文件的 covers 中补上这些日期。",
        english:
          "Neither the calendar in use nor the new one covers \(date), and nothing was taken "
          + "in. Maybe add those days to covers in the file.")
    case .changesDays(let dates):
      let days = dates.map(\.description).joined(separator: ", ")
      return LocalizedName(
        chinese: "新日历与现用日历在这些日期不一致，未导入：\(days)。可以核对放假通知；确认有变更时加 --accept-changes。",
        english: "The new calendar says something else about days that are known, and nothing was "
          + "taken in: \(days). Maybe check the notice, and add --accept-changes if it changed.")
    }
  }
}
