// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// Dates as Chinese documents write them: Arabic digits without leading zeros (GB/T 9704-2012).
public enum ChineseDate {
  /// 2017年6月28日
  public static func plain(_ date: CivilDate) -> String {
    let (year, month, day) = date.components
    return "\(year)年\(month)月\(day)日"
  }

  /// 2017 年 6 月 28 日, as it stands under a masthead.
  public static func spaced(_ date: CivilDate) -> String {
    let (year, month, day) = date.components
    return "\(year) 年 \(month) 月 \(day) 日"
  }

  /// 6月28日
  public static func monthAndDay(_ date: CivilDate) -> String {
    let (_, month, day) = date.components
    return "\(month)月\(day)日"
  }

  /// 星期三
  public static func weekday(_ weekday: Weekday) -> String {
    switch weekday {
    case .monday: "星期一"
    case .tuesday: "星期二"
    case .wednesday: "星期三"
    case .thursday: "星期四"
    case .friday: "星期五"
    case .saturday: "星期六"
    case .sunday: "星期日"
    }
  }

  /// 7:30; a minute past the night's midnight is written 次日2:00.
  public static func clock(minuteOfDay: Int) -> String {
    let minute = minuteOfDay % 60
    let text = "\(minuteOfDay / 60 % 24):\(minute < 10 ? "0" : "")\(minute)"
    return minuteOfDay >= 1440 ? "次日" + text : text
  }
}
