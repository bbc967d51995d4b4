// SPDX-License-Identifier: Apache-2.0

public import Foundation
import PlanningKernels

/// Reads the text format of the public shift-scheduling benchmark: seven sections of comma-separated
/// lines; days count from 0, the first is a Monday.
///
/// Only whole weeks have a weekend. A day and shift without a cover line has no need. Working time,
/// runs, weekends, shift limits, days off and forbidden successions are hard; requests and cover cost.
public struct ShiftSchedulingReader {
  private static let sections: Set = [
    "SECTION_HORIZON", "SECTION_SHIFTS", "SECTION_STAFF", "SECTION_DAYS_OFF",
    "SECTION_SHIFT_ON_REQUESTS", "SECTION_SHIFT_OFF_REQUESTS", "SECTION_COVER",
  ]

  private let lines: SectionLines
  private let dayCount: Int
  private let shiftNames: [String]
  private let shiftOf: [String: Int]
  private var personOf: [String: Int] = [:]
  private var people: [RosterTable.Person] = []

  public static func read(_ url: URL) throws(RosterFileError) -> RosterInstance {
    var reader = try ShiftSchedulingReader(url)
    return try reader.problem()
  }

  private init(_ url: URL) throws(RosterFileError) {
    lines = try SectionLines(url, sections: Self.sections)
    let horizon = try lines.required("SECTION_HORIZON")[0]
    dayCount = try horizon.number(0, of: 1, "horizon", in: 1...3660)
    let shifts = try lines.required("SECTION_SHIFTS")
    var shiftOf: [String: Int] = [:]
    for line in shifts {
      let name = try line.field(0, of: 2, "shift")
      if shiftOf[name] != nil { throw line.error("shift", .duplicate(found: name)) }
      shiftOf[name] = shiftOf.count
    }
    if shifts.count > DayChoices.shiftCapacity {
      throw RosterFileError(
        file: lines.file, field: "SECTION_SHIFTS",
        .outOfRange(found: shifts.count, least: 1, most: DayChoices.shiftCapacity))
    }
    self.shiftOf = shiftOf
    shiftNames = shiftOf.sorted { $0.value < $1.value }.map(\.key)
  }

  private mutating func problem() throws(RosterFileError) -> RosterInstance {
    let shifts = try readShifts()
    for line in try lines.required("SECTION_STAFF") { try readPerson(line) }
    for line in lines["SECTION_DAYS_OFF"] { try readDaysOff(line) }
    for line in lines["SECTION_SHIFT_ON_REQUESTS"] { try readRequest(line, isWanted: true) }
    for line in lines["SECTION_SHIFT_OFF_REQUESTS"] { try readRequest(line, isWanted: false) }
    let names = personOf.sorted { $0.value < $1.value }.map(\.key)
    return RosterInstance(
      file: lines.file, shiftNames: shiftNames, personNames: names,
      table: RosterTable(
        dayCount: dayCount, shifts: shifts, people: people, needs: try readNeeds(),
        weekends: (0..<dayCount).map { $0 % 7 >= 5 && $0 / 7 < dayCount / 7 ? $0 / 7 : nil }))
  }

  private func readShifts() throws(RosterFileError) -> [RosterTable.Shift] {
    var shifts: [RosterTable.Shift] = []
    for line in lines["SECTION_SHIFTS"] {
      let minutes = try line.number(1, of: 2, "length in minutes", in: 0...10_000)
      var after: Set<Int> = []
      for name in (line.fields.count > 2 ? line.fields[2] : "").split(separator: "|") {
        after.insert(try line.position(String(name), "shift that cannot follow", in: shiftOf))
      }
      shifts.append(RosterTable.Shift(minutes: minutes, notFollowedBy: after))
    }
    return shifts
  }

  private mutating func readPerson(_ line: SectionLines.Line) throws(RosterFileError) {
    let name = try line.field(0, of: 8, "employee")
    if personOf[name] != nil { throw line.error("employee", .duplicate(found: name)) }
    personOf[name] = people.count
    var limits = [Int](repeating: dayCount, count: shiftNames.count)
    for part in try line.field(1, of: 8, "MaxShifts").split(separator: "|") {
      let pair = part.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
      let shift = try line.position(pair[0], "MaxShifts", in: shiftOf)
      limits[shift] = min(dayCount, try line.number(pair.last ?? "", "MaxShifts"))
    }
    let mostMinutes = try line.number(2, of: 8, "MaxTotalMinutes", in: 0...10_000_000)
    let leastMinutes = try line.number(3, of: 8, "MinTotalMinutes", in: 0...10_000_000)
    let longest = min(dayCount, try line.number(4, of: 8, "MaxConsecutiveShifts"))
    let shortest = try line.number(5, of: 8, "MinConsecutiveShifts")
    if leastMinutes > mostMinutes {
      throw line.error("MinTotalMinutes", .crossed(lower: leastMinutes, upper: mostMinutes))
    }
    if shortest > longest {
      throw line.error("MinConsecutiveShifts", .crossed(lower: shortest, upper: longest))
    }
    people.append(
      RosterTable.Person(
        shiftLimits: limits, minutes: leastMinutes...mostMinutes, workRun: shortest...longest,
        minimumFreeRun: min(dayCount, try line.number(6, of: 8, "MinConsecutiveDaysOff")),
        weekendLimit: min(dayCount, try line.number(7, of: 8, "MaxWeekends")),
        choices: Array(repeating: .all, count: dayCount),
        prices: Array(repeating: 0, count: dayCount * shiftNames.count)))
  }

  private mutating func readDaysOff(_ line: SectionLines.Line) throws(RosterFileError) {
    let person = try line.position(line.field(0, of: 2, "EmployeeID"), "EmployeeID", in: personOf)
    for text in line.fields.dropFirst() where !text.isEmpty {
      let day = try line.number(text, "DayIndexes", in: 0...(dayCount - 1))
      people[person].choices[day] = .free
    }
  }

  private mutating func readRequest(
    _ line: SectionLines.Line, isWanted: Bool
  ) throws(RosterFileError) {
    let person = try line.position(line.field(0, of: 4, "EmployeeID"), "EmployeeID", in: personOf)
    let day = try line.number(1, of: 4, "Day", in: 0...(dayCount - 1))
    let shift = try line.position(line.field(2, of: 4, "ShiftID"), "ShiftID", in: shiftOf)
    let weight = try line.number(3, of: 4, "Weight")
    if isWanted { people[person].basePrice += weight }
    people[person].prices[day * shiftNames.count + shift] += isWanted ? -weight : weight
  }

  private func readNeeds() throws(RosterFileError) -> [RosterTable.Need] {
    var needs = [RosterTable.Need](
      repeating: RosterTable.Need(), count: dayCount * shiftNames.count)
    var known: Set<Int> = []
    for line in lines["SECTION_COVER"] {
      let day = try line.number(0, of: 5, "Day", in: 0...(dayCount - 1))
      let shift = try line.position(line.field(1, of: 5, "ShiftID"), "ShiftID", in: shiftOf)
      let cell = day * shiftNames.count + shift
      if !known.insert(cell).inserted {
        throw line.error("ShiftID", .duplicate(found: "\(day),\(shiftNames[shift])"))
      }
      needs[cell] = RosterTable.Need(
        count: try line.number(2, of: 5, "Requirement"),
        priceBelow: try line.number(3, of: 5, "Weight for under"),
        priceAbove: try line.number(4, of: 5, "Weight for over"))
    }
    return needs
  }
}
