// SPDX-License-Identifier: Apache-2.0

public import Foundation
import PlanningKernels

/// Reads a month of a 24-hour team as a public roster project keeps it (JSON): shifts, people with the
/// shifts open to them, patterns that are forbidden, wishes, and the days before the month.
///
/// Hard: the shifts open to a person, forbidden patterns, the longest run of working days, the date a
/// person joined (the end of the id), shifts that the file calls "on weekdays" on weekdays that are no
/// holiday, leave (`al`), and the hours of the month within `hourBand`. Days before the month are
/// pinned. One person on each essential shift each day; a day without costs `missingPrice`, more than
/// all wishes together. A wish not met costs 1.
///
/// `maxNoOfShiftPerMonth` is read as the limit of shift `a` for people of the pattern `day`: in the
/// published months it is what they have.
public struct TeamMonthReader {
  /// Hours above or below those expected of the month. The published rosters stay within 35.
  public static let hourBand = 24
  public static let missingPrice = 1000

  private let file: String
  private let month: TeamMonthFile
  private let shiftNames: [String]
  private let historyDays: Int

  public static func read(_ url: URL) throws(RosterFileError) -> RosterInstance {
    try TeamMonthReader(url).instance()
  }

  private init(_ url: URL) throws(RosterFileError) {
    file = url.lastPathComponent
    month = try TeamMonthFile.read(url)
    let open = Set(month.roster.values.flatMap(\.availableShiftList))
    shiftNames = month.activeShiftList.filter { open.contains($0.key) && $0.value.duration > 0 }
      .map(\.key).sorted()
    historyDays = month.previousMonthShiftList.values.map(\.count).max() ?? 0
    for (field, days) in [("calendarDateList", month.days), ("activeShiftList", shiftNames.count)]
    where days == 0 {
      throw RosterFileError(file: file, field: field, .missingSection(name: field))
    }
  }

  private var dayCount: Int { historyDays + month.days }

  private func instance() throws(RosterFileError) -> RosterInstance {
    let names = month.roster.keys.sorted {
      $0.compare($1, options: .numeric) == .orderedAscending
    }
    var people: [RosterTable.Person] = []
    for name in names { people.append(try person(name)) }
    return RosterInstance(
      file: file, shiftNames: shiftNames, personNames: names, historyDays: historyDays,
      table: RosterTable(
        dayCount: dayCount,
        shifts: shiftNames.map { RosterTable.Shift(minutes: minutes($0)) }, people: people,
        needs: needs(), weekends: [Int?](repeating: nil, count: dayCount)))
  }

  private func minutes(_ shift: String) -> Int {
    Int(((month.activeShiftList[shift]?.duration ?? 0) * 60).rounded())
  }

  /// One person for each essential shift of each day of the month.
  private func needs() -> [RosterTable.Need] {
    let essential = Set(month.essentialShift.map(String.init))
    return (0..<dayCount).flatMap { day in
      shiftNames.map { shift in
        day >= historyDays && essential.contains(shift)
          ? RosterTable.Need(
            count: 1, priceBelow: Self.missingPrice, priceAbove: Self.missingPrice)
          : RosterTable.Need()
      }
    }
  }

  private func person(_ name: String) throws(RosterFileError) -> RosterTable.Person {
    guard let entry = month.roster[name] else {
      throw RosterFileError(file: file, field: "roster", .unknown(found: name, known: ""))
    }
    let patterns = try ShiftPatterns(
      month.itoBlackListShiftPattern[name] ?? [], shiftNames: shiftNames, file: file, person: name)
    let wishes = WishList(
      month.preferredShiftList[name] ?? [:], shiftNames: shiftNames, historyDays: historyDays,
      dayCount: dayCount)
    var choices = self.choices(name, entry)
    for day in wishes.leave { choices[day] = .free }
    let history = history(name, patterns)
    for day in 0..<historyDays { choices[day] = .only(history[day]) }
    let past = history.reduce(0) { $0 + ($1.map { minutes(shiftNames[$0]) } ?? 0) }
    return RosterTable.Person(
      shiftLimits: limits(entry), minutes: hours(name, entry, past),
      workRun: 1...month.systemParam.maxConsecutiveWorkingDay, minimumFreeRun: 1,
      weekendLimit: dayCount, choices: choices, prices: wishes.prices,
      basePrice: wishes.basePrice, shiftRunLimits: patterns.runLimits(dayCount),
      notFollowedBy: patterns.notFollowedBy)
  }

  private func limits(_ entry: TeamMonthFile.Person) -> [Int] {
    shiftNames.map { shift in
      shift == "a" && entry.dutyPattern == "day"
        ? month.systemParam.maxNoOfShiftPerMonth + historyDays : dayCount
    }
  }

  /// The first day of the month, from 0, on which somebody is there.
  private func firstDay(_ name: String) -> Int {
    let joined = name.split(separator: "_").last.map(String.init) ?? ""
    return month.isoDates.firstIndex { $0 >= joined } ?? (joined > "" ? month.days : 0)
  }

  private func choices(_ name: String, _ entry: TeamMonthFile.Person) -> [DayChoices] {
    let first = firstDay(name)
    let isOpen = Set(entry.availableShiftList)
    return (0..<dayCount).map { day in
      if day < historyDays + first { return .free }
      return shiftNames.indices.reduce(DayChoices.all) { choices, shift in
        let isThere =
          isOpen.contains(shiftNames[shift])
          && (!month.isOnWeekdaysOnly(shiftNames[shift]) || month.isWorkday(day - historyDays))
        return isThere ? choices : choices.removing(shift)
      }
    }
  }

  /// The month's hours, with those of the pinned days added; people who join later owe none.
  private func hours(
    _ name: String, _ entry: TeamMonthFile.Person, _ past: Int
  ) -> ClosedRange<Int> {
    let expected = Int((entry.expectedWorkingHour * 60).rounded())
    let band = Self.hourBand * 60
    let least = firstDay(name) > 0 ? 0 : max(0, expected - band)
    return (past + least)...(past + expected + band)
  }

  /// The days before the month; earlier ones are left out where they would break a rule by themselves.
  private func history(_ name: String, _ patterns: ShiftPatterns) -> [Int?] {
    let known = (month.previousMonthShiftList[name] ?? []).map { entry in
      shiftNames.firstIndex(of: entry.shiftType)
    }
    var history = [Int?](repeating: nil, count: historyDays - known.count) + known
    while let last = patterns.lastBreach(in: history) { history[last] = nil }
    return history
  }
}
