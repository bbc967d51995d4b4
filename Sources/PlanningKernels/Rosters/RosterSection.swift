// SPDX-License-Identifier: Apache-2.0

import HiGHS

/// A part of a roster to be made anew while the rest stands: some people, each with narrowed choices.
struct RosterSection {
  /// By place: the person and what he may do.
  var people: [Int]
  var choices: [[DayChoices]]

  /// Everybody, with every choice.
  static func all(of table: RosterTable) -> RosterSection {
    RosterSection(people: Array(table.people.indices), choices: table.people.map(\.choices))
  }
}

/// What the rest of the roster leaves to a section.
struct SectionSetting {
  /// By day and shift: the need less those outside the section who work it; may be negative.
  var needs: [Int]
  /// Days and shifts whose need has a price and that somebody of the section may work.
  var cells: [Int]
  /// The price of all that the section cannot change.
  var constant: Int

  init(table: RosterTable, section: RosterSection, rows: [[Int8]]) {
    needs = table.needs.map(\.count)
    constant = table.people.reduce(0) { $0 + $1.basePrice }
    let isInside = Set(section.people)
    for (person, row) in rows.enumerated() where !isInside.contains(person) {
      constant += table.price(of: row, table.people[person])
      for (day, shift) in row.enumerated() where shift >= 0 {
        needs[day * table.shiftCount + Int(shift)] -= 1
      }
    }
    var reachable = [Bool](repeating: false, count: needs.count)
    for (person, choices) in zip(section.people, section.choices) {
      let limits = table.people[person].shiftLimits
      for (day, choice) in choices.enumerated() {
        for shift in 0..<table.shiftCount where choice.allows(shift) && limits[shift] > 0 {
          reachable[day * table.shiftCount + shift] = true
        }
      }
    }
    cells = []
    for (cell, need) in table.needs.enumerated() {
      if need.priceBelow == 0 && need.priceAbove == 0 { continue }
      if reachable[cell] {
        cells.append(cell)
      } else {
        constant += needs[cell] > 0 ? needs[cell] * need.priceBelow : -needs[cell] * need.priceAbove
      }
    }
  }
}
