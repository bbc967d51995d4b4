// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// Why it cannot be said when something is due.
public enum CalendarError: ExplainedError, Hashable {
  case calendar(WorkingCalendarError)
  case badSessions(schedule: String)
  case badLimit(String)
  case unknownSchedule(String)
  case malformed(file: String, reason: String)

  public var explanation: LocalizedName {
    switch self {
    case .calendar(.notCovered(let date, let calendar)):
      LocalizedName(
        chinese: "时限算到 \(date)，日历“\(calendar.chinese)”没有该日的安排。"
          + "可以请管理员运行 chengxu cases calendar 导入新一年的放假安排。",
        english: "The deadline reaches \(date), of which the calendar “\(calendar.english)” says "
          + "nothing. Maybe have that year's holidays taken in with chengxu cases calendar.")
    case .calendar(let error): error.explanation
    case .badSessions(let schedule):
      LocalizedName(
        chinese: "工作时间“\(schedule)”的时段为空、重叠或超出 0–1440 分钟。可以写成如 08:30-12:00。",
        english: "The sessions of “\(schedule)” are empty, overlap or leave the day. Maybe write "
          + "them like 08:30-12:00, in order.")
    case .badLimit(let text):
      LocalizedName(
        chinese: "“\(text)”不是时限。可以写成 4h（工作时）、5d（工作日）、24H（自然小时）或 15D（自然日）。",
        english: "“\(text)” is no time limit. Maybe write 4h (working hours), 5d (working days), "
          + "24H (hours) or 15D (days).")
    case .unknownSchedule(let name):
      LocalizedName(
        chinese: "时限表没有名为“\(name)”的工作时间。可以检查 schedules。",
        english: "The table of deadlines has no schedule “\(name)”. Maybe check its schedules.")
    case .malformed(let file, let reason):
      LocalizedName(
        chinese: "\(file) 读不懂：\(reason)", english: "\(file) cannot be understood: \(reason)")
    }
  }
}
