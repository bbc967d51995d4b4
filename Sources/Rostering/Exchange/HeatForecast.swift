// SPDX-License-Identifier: Apache-2.0

import DutyModel

/// The forecast by day that the heat rules judge by, from a CSV file or a workbook with the columns `date`,
/// `highest_celsius` and, where it says so, `hottest_from`.
///
/// A day left out would be a day that no rule protects, so one bad row refuses the file.
public struct HeatForecast: Sendable {
  public static let columns = ["date", "highest_celsius"]
  /// When the hottest hours begin; the column may be missing, a field empty.
  public static let hottestFrom = "hottest_from"
  /// Beyond it a number is a mistake, such as degrees Fahrenheit.
  public static let plausibleCelsius = -60.0...60.0

  /// In order of date.
  public private(set) var days: [HeatDay] = []

  /// - Parameter sheet: of a workbook; the first if `nil`.
  /// - Throws: `StaffFileError`; `.rows` with every bad row by line and field.
  public init(_ bytes: [UInt8], file: String, sheet: String? = nil) throws(StaffFileError) {
    let table = try NamedRows(bytes, file: file, sheet: sheet, columns: Self.columns)
    var refused = table.refused
    var seen: Set<CivilDate> = []
    for row in table.rows {
      func refuse(_ field: String, _ zh: String, _ en: String) {
        refused.append(
          row.place.refused(field, value: row[field], LocalizedName(chinese: zh, english: en)))
      }
      guard let date = CivilDate(row["date"]) else {
        refuse("date", "不是日期。可以写成 2018-07-20。", "no date. Maybe write 2018-07-20.")
        continue
      }
      guard seen.insert(date).inserted else {
        refuse("date", "在本文件中重复。可以删去一行。", "twice in this file. Maybe drop one row.")
        continue
      }
      guard let celsius = Double(row["highest_celsius"]), Self.plausibleCelsius.contains(celsius)
      else {
        refuse(
          "highest_celsius", "应为-60至60的摄氏度数。可以写成 36.5。",
          "expected degrees Celsius from -60 to 60. Maybe write 36.5.")
        continue
      }
      guard let start = Self.minutes(row[Self.hottestFrom]) else {
        refuse(
          Self.hottestFrom, "应为时刻。可以写成 12:00，或留空。", "expected a time. Maybe write 12:00 or nothing."
        )
        continue
      }
      days.append(HeatDay(date: date, highestCelsius: celsius, hottestStartMinute: start))
    }
    guard refused.isEmpty else { throw .rows(refused.sorted { $0.line < $1.line }) }
    days.sort { $0.date < $1.date }
  }

  /// Noon where nothing is said.
  private static func minutes(_ text: String) -> Int? {
    if text.isEmpty { return 720 }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, let hour = Int(parts[0]), let minute = Int(parts[1]),
      (0..<24).contains(hour), (0..<60).contains(minute)
    else { return nil }
    return hour * 60 + minute
  }
}
