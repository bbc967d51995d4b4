// SPDX-License-Identifier: Apache-2.0

/// Chooses which part of a roster to make anew: some people for the whole time, or many people for
/// some days, around a need that is badly met or anywhere.
///
/// Sizes follow success: a part whose bound proves at once that nothing is to be gained was too small,
/// one whose dive came to nothing was too large. No clock decides, so that a seed repeats its choices.
struct RosterNeighbourhoods {
  enum Kind: Int, CaseIterable { case people, days, shortage }
  enum Result { case better, nothingLeft, missed }

  let table: RosterTable
  /// By kind: the number of person-days to open.
  private var sizes: [Double]
  private let most: Double

  init(table: RosterTable) {
    self.table = table
    let most = Double(table.people.count * table.dayCount)
    self.most = most
    sizes = Array(repeating: min(most, 250), count: Kind.allCases.count)
  }

  mutating func learn(_ kind: Kind, _ result: Result) {
    let factor =
      switch result {
      case .better: 1.0
      case .nothingLeft: 1.1
      case .missed: 0.95
      }
    sizes[kind.rawValue] = min(most, max(60, sizes[kind.rawValue] * factor))
  }

  func size(_ kind: Kind) -> Int { Int(sizes[kind.rawValue]) }

  func section(
    _ kind: Kind, rows: [[Int8]], generator: inout SeededGenerator
  ) -> RosterSection {
    switch kind {
    case .people:
      let count = max(2, min(table.people.count, size(kind) / table.dayCount))
      let people = Array(table.people.indices.shuffled(using: &generator).prefix(count))
      return open(people, days: 0..<table.dayCount, rows)
    case .days:
      let length = windowLength(&generator)
      let begin = Int.random(in: -(length / 2)..<(table.dayCount - length / 2), using: &generator)
      return window(kind, around: begin..<(begin + length), [], rows, &generator)
    case .shortage:
      let length = windowLength(&generator)
      guard let cell = dearCell(rows, &generator) else {
        return section(.days, rows: rows, generator: &generator)
      }
      let day = cell / table.shiftCount
      let begin = day - Int.random(in: 0..<length, using: &generator)
      let shift = cell % table.shiftCount
      let able = table.people.indices.filter {
        table.people[$0].shiftLimits[shift] > 0 && table.people[$0].choices[day].allows(shift)
      }
      return window(kind, around: begin..<(begin + length), able, rows, &generator)
    }
  }

  private func windowLength(_ generator: inout SeededGenerator) -> Int {
    min(table.dayCount, [7, 10, 14, 21, 28, 42].randomElement(using: &generator) ?? 14)
  }

  private func window(
    _ kind: Kind, around range: Range<Int>, _ wanted: [Int], _ rows: [[Int8]],
    _ generator: inout SeededGenerator
  ) -> RosterSection {
    let days = max(0, range.lowerBound)..<min(table.dayCount, range.upperBound)
    let count = max(2, min(table.people.count, size(kind) / max(1, days.count)))
    let isWanted = Set(wanted)
    let others = table.people.indices.filter { !isWanted.contains($0) }
    let able = wanted.shuffled(using: &generator).prefix((count + 1) / 2)
    let rest = (others + wanted.filter { !able.contains($0) }).shuffled(using: &generator)
    let people = Array(able) + rest.prefix(count - able.count)
    return open(people, days: days, rows)
  }

  private func open(_ people: [Int], days: Range<Int>, _ rows: [[Int8]]) -> RosterSection {
    let people = people.sorted()
    return RosterSection(
      people: people,
      choices: people.map { person in
        (0..<table.dayCount).map { day in
          let shift = rows[person][day]
          return days.contains(day)
            ? table.people[person].choices[day] : DayChoices.only(shift < 0 ? nil : Int(shift))
        }
      })
  }

  /// A day and shift whose need is not met, dear ones more often.
  private func dearCell(_ rows: [[Int8]], _ generator: inout SeededGenerator) -> Int? {
    let prices = zip(table.needs, table.counts(in: rows)).map { $0.price(of: $1) }
    let sum = prices.reduce(0, +)
    if sum == 0 { return nil }
    var point = Int.random(in: 0..<sum, using: &generator)
    for (cell, price) in prices.enumerated() {
      point -= price
      if point < 0 { return cell }
    }
    return nil
  }
}
