// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// A second reading of the benchmark's definition, written apart from the product: it parses the file
/// and the finished text by itself and shares no line with reader or search.
struct RosterChecker {
  private var horizon = 0
  private var minutesOf: [String: Int] = [:]
  private var cannotFollow: [String: [String]] = [:]
  private var staff: [(name: String, shiftMaximum: [String: Int], limits: [Int])] = []
  private var daysOff: [String: Set<Int>] = [:]
  private var wishes: [(name: String, day: Int, shift: String, weight: Int, isWanted: Bool)] = []
  private var cover: [(day: Int, shift: String, need: Int, under: Int, over: Int)] = []

  init(_ url: URL) throws {
    var section = ""
    for line in try String(contentsOf: url, encoding: .utf8).components(separatedBy: .newlines) {
      if line.hasPrefix("#") || line.trimmingCharacters(in: .whitespaces).isEmpty { continue }
      if line.hasPrefix("SECTION_") {
        section = line
        continue
      }
      let field = line.components(separatedBy: ",")
      switch section {
      case "SECTION_HORIZON": horizon = try Self.number(field[0])
      case "SECTION_SHIFTS":
        minutesOf[field[0]] = try Self.number(field[1])
        cannotFollow[field[0]] = field[2].components(separatedBy: "|")
      case "SECTION_STAFF":
        let maximum = field[1].components(separatedBy: "|").map { $0.components(separatedBy: "=") }
        staff.append(
          (
            field[0],
            try Dictionary(uniqueKeysWithValues: maximum.map { ($0[0], try Self.number($0[1])) }),
            try field[2...7].map { try Self.number($0) }
          ))
      case "SECTION_DAYS_OFF":
        daysOff[field[0]] = Set(try field.dropFirst().map { try Self.number($0) })
      case "SECTION_SHIFT_ON_REQUESTS":
        wishes.append(
          (field[0], try Self.number(field[1]), field[2], try Self.number(field[3]), true))
      case "SECTION_SHIFT_OFF_REQUESTS":
        wishes.append(
          (field[0], try Self.number(field[1]), field[2], try Self.number(field[3]), false))
      default:
        cover.append(
          (
            try Self.number(field[0]), field[1], try Self.number(field[2]),
            try Self.number(field[3]), try Self.number(field[4])
          ))
      }
    }
  }

  private static func number(_ text: String) throws -> Int { try #require(Int(text)) }

  private func rows(_ text: String) -> [[String]] {
    text.components(separatedBy: "\n").dropLast().map { $0.components(separatedBy: "\t") }
  }

  func cost(_ text: String) -> Int {
    let rows = rows(text)
    let place = Dictionary(uniqueKeysWithValues: staff.enumerated().map { ($1.name, $0) })
    var cost = 0
    for wish in wishes {
      let isWorked = place[wish.name].map { rows[$0][wish.day] } == wish.shift
      if isWorked != wish.isWanted { cost += wish.weight }
    }
    for need in cover {
      let people = rows.filter { $0[need.day] == need.shift }.count
      cost +=
        people < need.need ? (need.need - people) * need.under : (people - need.need) * need.over
    }
    return cost
  }

  /// Every hard rule broken, by name.
  func violations(_ text: String) -> [String] {
    let rows = rows(text)
    if rows.count != staff.count { return ["lines: \(rows.count)"] }
    return zip(staff, rows).flatMap { violations($0.name, $0.shiftMaximum, $0.limits, $1) }
  }

  private func violations(
    _ name: String, _ shiftMaximum: [String: Int], _ limits: [Int], _ row: [String]
  ) -> [String] {
    if row.count != horizon { return ["\(name): \(row.count) days"] }
    var broken: [String] = []
    for shift in Set(row) where shift != "" {
      guard minutesOf[shift] != nil else { return ["\(name): shift \(shift)"] }
      if row.filter({ $0 == shift }).count > shiftMaximum[shift] ?? horizon {
        broken.append("\(name): max \(shift)")
      }
    }
    for day in 1..<horizon where row[day - 1] != "" && row[day] != "" {
      if cannotFollow[row[day - 1], default: []].contains(row[day]) {
        broken.append("\(name): after \(day)")
      }
    }
    let minutes = row.reduce(0) { $0 + (minutesOf[$1] ?? 0) }
    if minutes > limits[0] || minutes < limits[1] { broken.append("\(name): minutes \(minutes)") }
    if (daysOff[name] ?? []).contains(where: { row[$0] != "" }) {
      broken.append("\(name): day off")
    }
    let weekends = (0..<horizon / 7).filter { row[7 * $0 + 5] != "" || row[7 * $0 + 6] != "" }
    if weekends.count > limits[5] { broken.append("\(name): weekends \(weekends.count)") }
    return broken + runs(name, limits, row)
  }

  private func runs(_ name: String, _ limits: [Int], _ row: [String]) -> [String] {
    var broken: [String] = []
    var begin = 0
    for end in 1...horizon where end == horizon || (row[end] == "") != (row[begin] == "") {
      let isInside = begin > 0 && end < horizon
      if row[begin] == "" {
        if isInside && end - begin < limits[4] { broken.append("\(name): free run at \(begin)") }
      } else {
        if end - begin > limits[2] { broken.append("\(name): long run at \(begin)") }
        if isInside && end - begin < limits[3] { broken.append("\(name): short run at \(begin)") }
      }
      begin = end
    }
    return broken
  }
}
