// SPDX-License-Identifier: Apache-2.0

import HiGHS
import PlanningKernels
import Testing

@Suite("Rosters")
struct RosterSearchTests {
  /// Every row of a person, by trying all of them: slow and obvious.
  private static func rows(_ table: RosterTable, _ person: Int) -> [[Int?]] {
    var all: [[Int?]] = [[]]
    for _ in 0..<table.dayCount {
      all = all.flatMap { row in ([nil] + Array(0..<table.shifts.count)).map { row + [$0] } }
    }
    return all.filter { breaks(table, table.people[person], $0).isEmpty }
  }

  /// The limits that a row breaks.
  private static func breaks(
    _ table: RosterTable, _ person: RosterTable.Person, _ row: [Int?]
  ) -> [String] {
    var broken: [String] = []
    let worked = row.compactMap { $0 }
    for (shift, limit) in person.shiftLimits.enumerated() {
      if worked.filter({ $0 == shift }).count > limit { broken.append("limit") }
    }
    if !person.minutes.contains(worked.reduce(0) { $0 + table.shifts[$1].minutes }) {
      broken.append("minutes")
    }
    for day in row.indices where !person.choices[day].allows(row[day]) { broken.append("choice") }
    for day in row.indices.dropFirst() {
      if let before = row[day - 1], let now = row[day],
        table.shifts[before].notFollowedBy.contains(now)
          || person.notFollowedBy[before].contains(now)
      {
        broken.append("succession")
      }
    }
    let weekends = Set(row.indices.compactMap { row[$0] == nil ? nil : table.weekends[$0] })
    if weekends.count > person.weekendLimit { broken.append("weekends") }
    for (shift, limit) in person.shiftRunLimits.enumerated() {
      for begin in row.indices where begin + limit < row.count {
        if row[begin...(begin + limit)].allSatisfy({ $0 == shift }) { broken.append("kind run") }
      }
    }
    // Runs as words: "wwfw" and so on.
    let word = row.map { $0 == nil ? "f" : "w" }.joined()
    let works = word.split(separator: "f", omittingEmptySubsequences: true)
    if works.contains(where: { $0.count > person.workRun.upperBound }) { broken.append("long") }
    for length in stride(from: 1, to: person.workRun.lowerBound, by: 1)
    where word.contains("f" + String(repeating: "w", count: length) + "f") {
      broken.append("short")
    }
    for length in stride(from: 1, to: person.minimumFreeRun, by: 1)
    where word.contains("w" + String(repeating: "f", count: length) + "w") {
      broken.append("short free")
    }
    return broken
  }

  private static func price(_ table: RosterTable, _ rows: [[Int?]]) -> Int {
    var sum = 0
    for (person, row) in zip(table.people, rows) {
      sum += person.basePrice
      for (day, shift) in row.enumerated() {
        if let shift { sum += person.prices[day * table.shifts.count + shift] }
      }
    }
    for day in 0..<table.dayCount {
      for shift in table.shifts.indices {
        let need = table.needs[day * table.shifts.count + shift]
        let count = rows.filter { $0[day] == shift }.count
        sum += max(0, need.count - count) * need.priceBelow
        sum += max(0, count - need.count) * need.priceAbove
      }
    }
    return sum
  }

  private static func best(_ table: RosterTable) -> Int? {
    var combinations: [[[Int?]]] = [[]]
    for person in table.people.indices {
      let rows = rows(table, person)
      combinations = combinations.flatMap { before in rows.map { before + [$0] } }
    }
    return combinations.map { price(table, $0) }.min()
  }

  private static func random(people: Int, _ generator: inout Seeded) -> RosterTable {
    let days = 7
    let shifts = [
      RosterTable.Shift(minutes: 480),
      RosterTable.Shift(minutes: 600, notFollowedBy: Bool.random(using: &generator) ? [0] : []),
    ]
    let cells = days * shifts.count
    return RosterTable(
      dayCount: days, shifts: shifts,
      people: (0..<people).map { _ in
        let least = Int.random(in: 0...3, using: &generator) * 480
        let shortest = Int.random(in: 0...2, using: &generator)
        return RosterTable.Person(
          shiftLimits: [7, Int.random(in: 0...2, using: &generator)],
          minutes: least...(least + 960),
          workRun: shortest...(shortest + Int.random(in: 1...2, using: &generator)),
          minimumFreeRun: Int.random(in: 0...3, using: &generator),
          weekendLimit: Int.random(in: 0...1, using: &generator),
          choices: (0..<days).map { _ in
            Int.random(in: 0..<8, using: &generator) == 0 ? .free : .all
          },
          prices: (0..<cells).map { _ in
            Int.random(in: 0..<4, using: &generator) == 0
              ? Int.random(in: -3...3, using: &generator) : 0
          }, basePrice: 5,
          shiftRunLimits: [7, Int.random(in: 0...2, using: &generator)],
          notFollowedBy: [Int.random(in: 0..<4, using: &generator) == 0 ? [1] : [], []])
      },
      needs: (0..<cells).map { _ in
        RosterTable.Need(
          count: Int.random(in: 0...2, using: &generator), priceBelow: 10, priceAbove: 1)
      },
      weekends: [nil, nil, nil, nil, nil, 0, 0])
  }

  private static func solve(
    _ table: RosterTable, within limit: Duration = .milliseconds(300)
  ) throws -> KernelResult<ShiftRows> {
    try RosterSearch.solve(
      table, master: makeProver().library, options: KernelOptions(timeLimit: limit))
  }

  @Test("One person's row is the cheapest of all that the limits allow", arguments: 1...60)
  func alone(seed: UInt64) throws {
    var generator = Seeded(state: seed)
    let table = Self.random(people: 1, &generator)
    guard let best = Self.best(table) else {
      #expect(throws: KernelError.noRow(person: 0)) { try Self.solve(table) }
      return
    }
    #expect(try Self.solve(table).objective == Int64(best), "seed \(seed)")
  }

  @Test(
    "Together they break no limit, and the best of all rosters is found and proven",
    arguments: 1...20)
  func together(seed: UInt64) throws {
    var generator = Seeded(state: seed)
    let table = Self.random(people: 3, &generator)
    guard table.people.indices.allSatisfy({ !Self.rows(table, $0).isEmpty }) else { return }
    let rows = table.people.indices.map { Self.rows(table, $0).count }
    guard rows.reduce(1, *) < 60_000, let best = Self.best(table) else { return }
    let found = try Self.solve(table, within: .seconds(20))
    let roster = table.people.indices.map { person in
      (0..<table.dayCount).map { found.choice[person, $0] }
    }
    for (person, row) in zip(table.people, roster) {
      #expect(Self.breaks(table, person, row) == [], "seed \(seed)")
    }
    #expect(Int(found.objective) == Self.price(table, roster))
    #expect(found.objective == Int64(best), "seed \(seed)")
    // Where the relaxation is below it, by the programme over all rows that could be in a better one.
    #expect(found.bound == Int64(best) && found.status == .optimal, "seed \(seed)")
  }

  @Test("A limit on a kind of shift holds though the search begins without counting it")
  func countedShift() throws {
    // Nights bring 5 each, days nothing; two nights at most, six days to work.
    let person = RosterTable.Person(
      shiftLimits: [6, 2], minutes: 0...6000, workRun: 1...6, minimumFreeRun: 1, weekendLimit: 1,
      choices: Array(repeating: .all, count: 6),
      prices: (0..<6).flatMap { _ in [0, -5] }, basePrice: 30)
    let table = RosterTable(
      dayCount: 6, shifts: [.init(minutes: 480), .init(minutes: 480)], people: [person],
      needs: Array(repeating: .init(), count: 12), weekends: Array(repeating: nil, count: 6))
    let found = try Self.solve(table)
    #expect(found.objective == 20)
    #expect((0..<6).filter { found.choice[0, $0] == 1 }.count == 2)
    #expect(found.status == .optimal)
  }

  @Test("Short runs at the two ends are allowed, inside they are not; long runs nowhere")
  func runsAtTheEnds() throws {
    // Days 0, 3 and 6 are wanted; runs of two at least, so day 3 brings a neighbour along.
    let wanted: Set = [0, 3, 6]
    let person = RosterTable.Person(
      shiftLimits: [7], minutes: 0...6000, workRun: 2...2, minimumFreeRun: 1, weekendLimit: 1,
      choices: Array(repeating: .all, count: 7),
      prices: (0..<7).map { wanted.contains($0) ? -9 : 1 },
      basePrice: 27)
    let table = RosterTable(
      dayCount: 7, shifts: [.init(minutes: 480)], people: [person],
      needs: Array(repeating: .init(), count: 7), weekends: Array(repeating: nil, count: 7))
    #expect(try Self.solve(table).objective == 1)
  }

  @Test("Tables of the wrong size are refused with their name")
  func refusals() throws {
    var generator = Seeded(state: 1)
    var table = Self.random(people: 1, &generator)
    table.needs.removeLast()
    #expect(throws: KernelError.length(table: "needs", expected: 14, found: 13)) {
      try Self.solve(table)
    }
    table = Self.random(people: 1, &generator)
    table.people[0].weekendLimit = -1
    #expect(throws: KernelError.negative(table: "limits of person", position: 0, value: -1)) {
      try Self.solve(table)
    }
  }
}
