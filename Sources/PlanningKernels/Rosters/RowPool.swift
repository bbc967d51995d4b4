// SPDX-License-Identifier: Apache-2.0

import HiGHS

/// Rows found so far that can stand in a better roster, and the best roster of these rows alone.
///
/// A row whose reduced cost at the bound's prices exceeds the distance from bound to roster cannot
/// (reduced cost fixing). Integer programming over the rest finds combinations that no dive meets; if
/// the rest is all there is (`complete`), what it proves holds for the whole (Baldacci, Christofides and
/// Mingozzi 2008, doi:10.1007/s10107-007-0178-5).
struct RowPool {
  let table: RosterTable
  private let scale: Int
  private let rewards: [Int32]
  /// By person: the cheapest row at these prices, in units of 1/scale.
  private let least: [Int]
  private var reducedCosts: [[[Int8]: Int]]
  private(set) var count = 0
  /// The gap up to which no row is missing.
  private var completeGap = -1

  init(table: RosterTable, scale: Int32, rewards: [Int32], least: [Int]) {
    self.table = table
    self.scale = Int(scale)
    self.rewards = rewards
    self.least = least
    reducedCosts = Array(repeating: [:], count: table.people.count)
  }

  /// - Parameter gap: points between roster and bound.
  mutating func insert(_ row: [Int8], person: Int, gap: Int) {
    if reducedCosts[person][row] != nil { return }
    var cost = table.price(of: row, table.people[person]) * scale - least[person]
    for (day, shift) in row.enumerated() where shift >= 0 {
      cost -= Int(rewards[day * table.shiftCount + Int(shift)])
    }
    if cost > gap * scale { return }
    reducedCosts[person][row] = cost
    count += 1
  }

  /// Lists all rows that can stand in a roster better than the one known.
  ///
  /// - Parameters:
  ///   - gap: points between roster and bound.
  ///   - limit: of rows; with more, nothing is added.
  /// - Returns: whether all are there now.
  mutating func complete(oracle: RowOracle, gap: Int, limit: Int) -> Bool {
    if completeGap >= gap { return true }
    var listed: [[[Int8]]] = []
    var left = limit
    for (person, each) in table.people.enumerated() {
      guard let frame = oracle.frame(person, choices: each.choices),
        let rows = oracle.rows(
          person, frame: frame, scale: Int32(scale), rewards: rewards,
          most: least[person] + gap * scale, limit: left)
      else { return false }
      listed.append(rows)
      left -= rows.count
    }
    for (person, rows) in listed.enumerated() {
      for row in rows { insert(row, person: person, gap: gap) }
    }
    completeGap = gap
    return true
  }

  /// Rows in order, so that a seed repeats its programme.
  private func rows(gap: Int) -> [(person: Int, row: [Int8])] {
    var result: [(person: Int, row: [Int8])] = []
    for (person, known) in reducedCosts.enumerated() {
      let open = known.filter { $0.value <= gap * scale }
      let ordered = open.sorted {
        $0.value != $1.value ? $0.value < $1.value : $0.key.lexicographicallyPrecedes($1.key)
      }
      let most = completeGap >= gap ? ordered.count : 400
      result += ordered.prefix(most).map { (person, $0.key) }
    }
    return result
  }

  /// What a programme over the rows came to.
  struct Choice {
    /// A roster that is no dearer than the one known, if there is one.
    var rows: [[Int8]]?
    /// No roster is cheaper; nil if rows are missing.
    var bound: Int?
  }

  /// The cheapest roster of these rows and those of `best` that is found within the time.
  func cheapest(
    from best: [[Int8]], gap: Int, library: HiGHSLibrary, effort: RosterEffort
  ) throws(KernelError) -> Choice {
    var rows = rows(gap: gap)
    for (person, row) in best.enumerated() where reducedCosts[person][row] ?? .max > gap * scale {
      rows.append((person, row))
    }
    let model = programme(rows)
    var start: [Int: Double] = [:]
    for (column, row) in rows.enumerated() { start[column] = best[row.person] == row.row ? 1 : 0 }
    let left = max(.zero, effort.deadline - ContinuousClock.now)
    let solution = try KernelError.translated { () throws(HiGHSError) in
      try HiGHSSolver(library: library).solveBlocking(
        model, options: HiGHSOptions(timeLimit: left, startSolution: start), stop: effort.stop)
    }
    var choice = Choice()
    if completeGap >= gap, let bound = solution.bound {
      // Prices are whole; what a solver of floating numbers is off by does not reach a point.
      choice.bound =
        Int((bound - 1e-4).rounded(.up)) + table.people.reduce(0) { $0 + $1.basePrice }
    }
    guard solution.values != nil else { return choice }
    var found = best
    for (column, row) in rows.enumerated() where solution.integer(column) == 1 {
      found[row.person] = row.row
    }
    choice.rows = found
    return choice
  }

  /// The master of `RosterMaster` with whole rows.
  private func programme(_ rows: [(person: Int, row: [Int8])]) -> LinearModel {
    var model = LinearModel(.minimize)
    var onCell = [[Int]](repeating: [], count: table.needs.count)
    var ofPerson = [[Int]](repeating: [], count: table.people.count)
    for (person, row) in rows {
      let column = model.addBinary(cost: Double(table.price(of: row, table.people[person])))
      ofPerson[person].append(column)
      for (day, shift) in row.enumerated() where shift >= 0 {
        onCell[day * table.shiftCount + Int(shift)].append(column)
      }
    }
    for columns in ofPerson { model.addSumRow(columns, lower: 1, upper: 1) }
    for (cell, need) in table.needs.enumerated() {
      if need.priceBelow == 0 && need.priceAbove == 0 { continue }
      let below = model.addColumn(cost: Double(need.priceBelow))
      let above = model.addColumn(cost: Double(need.priceAbove))
      let people = onCell[cell].map { (column: $0, coefficient: 1.0) }
      model.addRow(
        people + [(below, 1), (above, -1)], lower: Double(need.count), upper: Double(need.count))
    }
    return model
  }
}
