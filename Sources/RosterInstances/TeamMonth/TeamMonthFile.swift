// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The parts of the file that are used, as they stand there.
struct TeamMonthFile: Decodable {
  struct Shift: Decodable {
    /// Hours.
    var duration: Double
    var timeSlot: String
  }

  struct Person: Decodable {
    var availableShiftList: [String]
    var dutyPattern: String
    var expectedWorkingHour: Double
  }

  struct CalendarDay: Decodable {
    var isPublicHoliday: Bool
    var dateOfMonth: Int
    /// 0 is Sunday.
    var dayOfWeek: Int
    /// 0 is January.
    var month: Int
    var year: Int
  }

  struct Entry: Decodable { var shiftType: String }

  struct Parameters: Decodable {
    var maxConsecutiveWorkingDay: Int
    var maxNoOfShiftPerMonth: Int
  }

  var activeShiftList: [String: Shift]
  var calendarDateList: [CalendarDay]
  var systemParam: Parameters
  var roster: [String: Person]
  var essentialShift: String
  var itoBlackListShiftPattern: [String: [String]]
  var preferredShiftList: [String: [String: [Entry]]]
  var previousMonthShiftList: [String: [Entry]]

  static func read(_ url: URL) throws(RosterFileError) -> TeamMonthFile {
    let file = url.lastPathComponent
    guard FileManager.default.fileExists(atPath: url.path(percentEncoded: false)) else {
      throw RosterFileError(file: file, field: "file", .missingFile)
    }
    do {
      return try JSONDecoder().decode(TeamMonthFile.self, from: Data(contentsOf: url))
    } catch let DecodingError.keyNotFound(key, context) {
      throw RosterFileError(
        file: file, field: path(context.codingPath + [key]), .missingSection(name: key.stringValue))
    } catch let DecodingError.typeMismatch(_, context) {
      throw RosterFileError(
        file: file, field: path(context.codingPath), .unreadable(reason: context.debugDescription))
    } catch {
      throw RosterFileError(file: file, field: "file", .unreadable(reason: "\(error)"))
    }
  }

  private static func path(_ keys: [any CodingKey]) -> String {
    keys.map(\.stringValue).joined(separator: ".")
  }

  var days: Int { calendarDateList.count }

  /// By day of the month, as `2024-09-01`.
  var isoDates: [String] {
    calendarDateList.map {
      String(format: "%04d-%02d-%02d", $0.year, $0.month + 1, $0.dateOfMonth)
    }
  }

  func isWorkday(_ day: Int) -> Bool {
    let date = calendarDateList[day]
    return (1...5).contains(date.dayOfWeek) && !date.isPublicHoliday
  }

  func isOnWeekdaysOnly(_ shift: String) -> Bool {
    activeShiftList[shift]?.timeSlot.contains("on weekdays") ?? false
  }
}
