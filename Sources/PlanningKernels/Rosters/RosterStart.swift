// SPDX-License-Identifier: Apache-2.0

/// A first roster: everyone in turn takes the row that is cheapest beside the rows of the others, and
/// again, until nobody gains. The cost of one more person is exact, so each turn is optimal for its
/// person alone.
struct RosterStart {
  let table: RosterTable
  let oracle: RowOracle

  /// By person; fails with the first person whose limits leave no row.
  func rows(_ effort: RosterEffort) throws(KernelError) -> [[Int8]] {
    let free = [Int8](repeating: ShiftRows.free, count: table.dayCount)
    var rows = Array(repeating: free, count: table.people.count)
    var counts = [Int](repeating: 0, count: table.needs.count)
    var isFirst = true
    var hasGained = true
    while hasGained {
      hasGained = false
      for person in table.people.indices {
        if !isFirst && effort.isSpent { return rows }
        change(&counts, by: -1, rows[person])
        let best = try best(person, beside: counts)
        if isFirst || price(best, person, counts) < price(rows[person], person, counts) {
          rows[person] = best
          hasGained = true
        }
        change(&counts, by: 1, rows[person])
      }
      isFirst = false
    }
    return rows
  }

  private func change(_ counts: inout [Int], by step: Int, _ row: [Int8]) {
    for (day, shift) in row.enumerated() where shift >= 0 {
      counts[day * table.shiftCount + Int(shift)] += step
    }
  }

  /// What one more person on a cell costs.
  private func added(_ cell: Int, _ counts: [Int]) -> Int {
    table.needs[cell].price(of: counts[cell] + 1) - table.needs[cell].price(of: counts[cell])
  }

  private func best(_ person: Int, beside counts: [Int]) throws(KernelError) -> [Int8] {
    let rewards = counts.indices.map { Int32(-added($0, counts)) }
    guard var frame = oracle.frame(person, choices: table.people[person].choices),
      let row = oracle.best(person, frame: &frame, scale: 1, rewards: rewards)
    else { throw .noRow(person: person) }
    return row.shifts
  }

  private func price(_ row: [Int8], _ person: Int, _ counts: [Int]) -> Int {
    var sum = table.price(of: row, table.people[person])
    for (day, shift) in row.enumerated() where shift >= 0 {
      sum += added(day * table.shiftCount + Int(shift), counts)
    }
    return sum
  }
}
