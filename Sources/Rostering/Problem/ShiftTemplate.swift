// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// A kind of shift as data: who works it, from when to when, counted from midnight of its day.
public struct ShiftTemplate: Hashable, Codable, Sendable {
  /// A stable key, such as `early`; rostered duties carry it.
  public var key: String
  public var name: LocalizedName
  public var crew: RosterCrew
  /// Minutes after midnight, 0..<1440.
  public var startMinute: Int
  /// Minutes after the same midnight, greater than `startMinute`; a night goes past 1440.
  public var endMinute: Int
  /// Minutes of the shift that are no working time, such as a meal in the canteen.
  public var breakMinutes: Int
  /// Whether the crew's stations keep their minimum in this shift even if no plan asks for it.
  public var keepsStation: Bool
  /// Whether one squadron has it in turn 轮流负责.
  public var rotates: Bool

  public init(
    key: String, name: LocalizedName, crew: RosterCrew, startMinute: Int, endMinute: Int,
    breakMinutes: Int = 0, keepsStation: Bool = false, rotates: Bool = false
  ) {
    self.key = key
    self.name = name
    self.crew = crew
    self.startMinute = startMinute
    self.endMinute = endMinute
    self.breakMinutes = breakMinutes
    self.keepsStation = keepsStation
    self.rotates = rotates
  }

  public func interval(on date: CivilDate) -> CivilInterval {
    CivilInterval(
      start: CivilTime(date: date, minuteOfDay: startMinute),
      end: CivilTime(date: date, minuteOfDay: endMinute))
  }
}

/// The three sorts of people a roster is made for.
public enum RosterCrew: String, CaseIterable, Codable, Sendable {
  case brigade, offices, specialService
}

extension ShiftTemplate {
  /// Early 06:30–13:30, late 12:30–21:30, night 21:30–06:30; for the offices 07:00–15:30 with the
  /// morning peak and 10:30–19:00 with the evening peak, half an hour of either for a meal.
  public static let standard: [ShiftTemplate] = [
    .init(
      key: "early", name: .init(chinese: "早班", english: "early shift"), crew: .brigade,
      startMinute: 390, endMinute: 810, keepsStation: true),
    .init(
      key: "late", name: .init(chinese: "晚班", english: "late shift"), crew: .brigade,
      startMinute: 750, endMinute: 1290, keepsStation: true),
    .init(
      key: "night", name: .init(chinese: "夜班", english: "night shift"), crew: .brigade,
      startMinute: 1290, endMinute: 1830, keepsStation: true, rotates: true),
    .init(
      key: "early", name: .init(chinese: "早班", english: "early shift"), crew: .specialService,
      startMinute: 390, endMinute: 810, keepsStation: true),
    .init(
      key: "late", name: .init(chinese: "晚班", english: "late shift"), crew: .specialService,
      startMinute: 750, endMinute: 1290, keepsStation: true),
    .init(
      key: "night", name: .init(chinese: "夜班", english: "night shift"), crew: .specialService,
      startMinute: 1290, endMinute: 1830),
    .init(
      key: "office-early", name: .init(chinese: "机关早高峰班", english: "office morning shift"),
      crew: .offices, startMinute: 420, endMinute: 930, breakMinutes: 30),
    .init(
      key: "office-late", name: .init(chinese: "机关晚高峰班", english: "office evening shift"),
      crew: .offices, startMinute: 630, endMinute: 1140, breakMinutes: 30),
  ]

  /// The key of the shifts that a special order makes.
  public static let specialKey = "special"
  /// Before and after a special order's window, for briefing and the way there and back.
  public static let specialMarginMinutes = 30
}
