// SPDX-License-Identifier: Apache-2.0

import Foundation
import HiGHS
import PlanningKernels
import RosterInstances
import TestSupport
import Testing

@Suite("A real month of a 24-hour team")
struct TeamMonthTests {
  private static let data = TestTools.sharedData?.appending(path: "rosters")

  /// The file and the finished text, read a second time without the product's types.
  private struct Month {
    let json: [String: Any]
    let people: [String]
    let rows: [String: [String]]

    init(_ url: URL, _ text: String) throws {
      let object = try JSONSerialization.jsonObject(with: Data(contentsOf: url))
      json = try #require(object as? [String: Any])
      let roster = try #require(json["roster"] as? [String: Any])
      people = roster.keys.sorted { $0.compare($1, options: .numeric) == .orderedAscending }
      let lines = text.components(separatedBy: "\n").dropLast()
      try #require(lines.count == people.count)
      rows = Dictionary(
        uniqueKeysWithValues: zip(people, lines.map { $0.components(separatedBy: "\t") }))
    }

    func value(_ path: String...) -> Any? {
      path.reduce(json as Any?) { ($0 as? [String: Any])?[$1] }
    }

    func before(_ person: String) -> [String] {
      let entries = value("previousMonthShiftList", person) as? [[String: Any]] ?? []
      return entries.map { $0["shiftType"] as? String ?? "" }.map { $0 == "O" ? "" : $0 }
    }
  }

  @Test(
    "Every day is covered, and no rule of the file is broken, the days before the month included",
    .enabled(if: data != nil, "CHENGXU_SHARED_DATA is not set"), arguments: ["09", "10"])
  func month(number: String) throws {
    let url = try #require(Self.data).appending(path: "hk_roster_2024-\(number).json")
    let instance = try TeamMonthReader.read(url)
    let found = try RosterSearch.solve(
      instance.table, master: HiGHSLibrary(path: TestTools.file("lib/libhighs.so").path),
      options: KernelOptions(timeLimit: .seconds(60)))
    #expect(found.status == .optimal)
    let month = try Month(url, instance.text(of: found.choice))
    let days = try #require(month.value("calendarDateList") as? [[String: Any]]).count
    for day in 0..<days {
      for shift in ["a", "b", "c"] {
        #expect(month.rows.values.filter { $0[day] == shift }.count == 1, "day \(day + 1) \(shift)")
      }
    }
    for person in month.people { try check(person, month, days) }
  }

  private func check(_ person: String, _ month: Month, _ days: Int) throws {
    let row = try #require(month.rows[person])
    #expect(row.count == days)
    let open = try #require(month.value("roster", person, "availableShiftList") as? [String])
    for shift in Set(row) where shift != "" { #expect(open.contains(shift), "\(person) \(shift)") }
    let whole = month.before(person) + row
    for pattern in month.value("itoBlackListShiftPattern", person) as? [String] ?? [] {
      let parts = pattern.components(separatedBy: ",")
      for begin in 0...(whole.count - parts.count) where begin + parts.count > whole.count - days {
        #expect(Array(whole[begin..<(begin + parts.count)]) != parts, "\(person) \(pattern)")
      }
    }
    for begin in 0..<(whole.count - 6) where begin + 7 > whole.count - days {
      #expect(whole[begin..<(begin + 7)].contains(""), "\(person): seven days in a row")
    }
    let lengths = try #require(month.value("activeShiftList") as? [String: [String: Any]])
    let hours = row.reduce(0.0) { $0 + (lengths[$1]?["duration"] as? Double ?? 0) }
    let expected = try #require(month.value("roster", person, "expectedWorkingHour") as? Double)
    #expect(hours <= expected + 24.01, "\(person): \(hours) h")
    let joined = String(person.suffix(10))
    if joined < "2024-09-01" { #expect(hours >= expected - 24.01, "\(person): \(hours) h") }
  }
}
