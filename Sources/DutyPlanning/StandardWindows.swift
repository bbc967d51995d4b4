// SPDX-License-Identifier: Apache-2.0

public import DutyModel

extension DutyWindow {
  /// The windows of a mode when nothing else is ordered; none for the special mode, whose order
  /// has its own.
  public static func standard(_ mode: DutyMode) -> [DutyWindow] {
    switch mode {
    case .peak:
      [
        .init(
          name: "morning-peak", mode: .peak, weekdays: workdays, startMinute: 420, endMinute: 540),
        .init(
          name: "evening-peak", mode: .peak, weekdays: workdays, startMinute: 1020,
          endMinute: 1140),
      ]
    case .offPeak:
      [
        .init(name: "forenoon", mode: .offPeak, weekdays: daily, startMinute: 540, endMinute: 780),
        .init(
          name: "afternoon", mode: .offPeak, weekdays: daily, startMinute: 780, endMinute: 1020),
        .init(
          name: "evening", mode: .offPeak, weekdays: daily, startMinute: 1140, endMinute: 1260),
      ]
    case .night:
      [
        .init(
          name: "first-watch", mode: .night, weekdays: daily, startMinute: 1320, endMinute: 1560),
        .init(
          name: "second-watch", mode: .night, weekdays: daily, startMinute: 120, endMinute: 360),
      ]
    case .special: []
    }
  }

  static let workdays: Set<Weekday> = [.monday, .tuesday, .wednesday, .thursday, .friday]
  static let daily = Set(Weekday.allCases)

  /// The same hours on some of the days.
  func on(_ weekdays: Set<Weekday>) -> DutyWindow {
    var window = self
    window.weekdays = weekdays
    return window
  }

  /// Whether the moment falls into any occurrence of the window.
  func contains(_ time: CivilTime) -> Bool {
    let minute = time.minuteOfDay
    if minute >= startMinute && minute < endMinute { return weekdays.contains(time.weekday) }
    let sinceYesterday = minute + 1440
    return sinceYesterday < endMinute && sinceYesterday >= startMinute
      && weekdays.contains(time.date.adding(days: -1).weekday)
  }

  /// As names of patrols and checks write it.
  var title: LocalizedName {
    switch name {
    case "morning-peak": LocalizedName(chinese: "早高峰", english: "morning peak")
    case "evening-peak": LocalizedName(chinese: "晚高峰", english: "evening peak")
    case "forenoon": LocalizedName(chinese: "上午", english: "forenoon")
    case "afternoon": LocalizedName(chinese: "下午", english: "afternoon")
    case "evening": LocalizedName(chinese: "傍晚", english: "evening")
    case "first-watch": LocalizedName(chinese: "前夜", english: "first watch")
    case "second-watch": LocalizedName(chinese: "后夜", english: "second watch")
    default: LocalizedName(chinese: name, english: name)
    }
  }
}

extension [DutyWindow] {
  func contains(_ time: CivilTime) -> Bool { contains { $0.contains(time) } }

  /// The bands of all windows, each once.
  var bands: [TimeBand] {
    Set(flatMap { $0.bands.map(\.index) }).sorted().map(TimeBand.init(index:))
  }
}
