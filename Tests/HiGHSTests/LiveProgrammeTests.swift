// SPDX-License-Identifier: Apache-2.0

import HiGHS
import Testing

@Suite("Live programme")
struct LiveProgrammeTests {
  /// Meals from one food at 5 a unit, at least 4 units.
  private static func meals() throws -> LiveProgramme {
    var model = LinearModel(.minimize)
    let dear = model.addColumn(cost: 5)
    model.addSumRow([dear], lower: 4)
    return try LiveProgramme(library: makeSolver().library, model: model)
  }

  @Test("Columns that come later are used where they pay, as the duals said they would")
  func columns() throws {
    let programme = try Self.meals()
    let before = try programme.solve()
    #expect(before.objective == 20)
    #expect(before.rowDuals == [5])
    // 2 a unit is less than the row's dual; at most 3 units of it.
    let added = try programme.addColumns([
      .init(cost: 2, upper: 3, entries: [(row: 0, coefficient: 1)]),
      .init(cost: 6, entries: [(row: 0, coefficient: 1)]),
    ])
    #expect(added == 1..<3)
    let after = try programme.solve()
    #expect(after.values == [1, 3, 0])
    #expect(after.objective == 11)
    #expect(after.reducedCosts == [0, -3, 1])
  }

  @Test("Rows, bounds and costs can change between two solves")
  func changes() throws {
    let programme = try Self.meals()
    #expect(
      try programme.addRows([.init(upper: 3, entries: [(column: 0, coefficient: 1)])]) == 1..<2)
    #expect(try programme.solve().status == .infeasible)
    try programme.setBounds(row: 1, lower: 0, upper: 10)
    try programme.setCost(column: 0, cost: 7)
    #expect(try programme.solve().objective == 28)
    try programme.setBounds(column: 0, lower: 6, upper: 6)
    #expect(try programme.solve().objective == 42)
  }

  @Test("Grown one column at a time, it says what the whole model says", arguments: 1...20)
  func sameAsWhole(seed: UInt64) throws {
    var generator = Seeded(state: seed)
    let rows = 6
    let columns = (0..<30).map { _ in
      LiveProgramme.Column(
        cost: Double.random(in: 1...20, using: &generator),
        entries: (0..<rows).filter { _ in Bool.random(using: &generator) }
          .map { ($0, Double(Int.random(in: 1...4, using: &generator))) })
    }
    var whole = LinearModel(.minimize)
    var start = LinearModel(.minimize)
    for _ in 0..<rows { start.addColumn(cost: 100) }
    for row in 0..<rows { start.addRow([(row, 1)], lower: Double(row + 3)) }
    for _ in 0..<rows { whole.addColumn(cost: 100) }
    for column in columns { whole.addColumn(cost: column.cost) }
    for row in 0..<rows {
      let later = columns.indices.flatMap { index in
        columns[index].entries.filter { $0.row == row }.map { (rows + index, $0.coefficient) }
      }
      whole.addRow([(row, 1)] + later, lower: Double(row + 3))
    }
    let programme = try LiveProgramme(library: makeSolver().library, model: start)
    for column in columns {
      try programme.addColumns([column])
      _ = try programme.solve()
    }
    let grown = try #require(try programme.solve().objective)
    let direct = try #require(try makeSolver().solveBlocking(whole).objective)
    #expect(abs(grown - direct) < 1e-7 * max(1, abs(direct)), "seed \(seed)")
  }

  @Test("What it cannot take is refused before HiGHS sees it")
  func refusals() throws {
    let programme = try Self.meals()
    #expect(throws: HiGHSError.noSuchRow(1, column: 1, rowCount: 1)) {
      try programme.addColumns([.init(cost: 1, entries: [(row: 1, coefficient: 1)])])
    }
    #expect(throws: HiGHSError.repeatedColumn(0, row: 1)) {
      try programme.addRows([
        .init(entries: [(column: 0, coefficient: 1), (column: 0, coefficient: 2)])
      ])
    }
    #expect(throws: HiGHSError.notFinite(what: .cost, index: 1)) {
      try programme.addColumns([.init(cost: .nan, entries: [])])
    }
    #expect(throws: HiGHSError.notThere(what: .columnBounds, index: 3, count: 1)) {
      try programme.setBounds(column: 3, lower: 0, upper: 1)
    }
    #expect(throws: HiGHSError.notThere(what: .rowBounds, index: -1, count: 1)) {
      try programme.setBounds(row: -1, lower: 0, upper: 1)
    }
    let empty = try LiveProgramme(library: makeSolver().library, model: LinearModel(.minimize))
    #expect(throws: HiGHSError.self) { try empty.solve() }
    var integers = LinearModel(.minimize)
    integers.addBinary(cost: 1)
    #expect(throws: HiGHSError.self) {
      try LiveProgramme(library: makeSolver().library, model: integers)
    }
  }
}
