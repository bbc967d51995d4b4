// SPDX-License-Identifier: Apache-2.0

/// Finds each person's cheapest row, and remembers which shift limits each person's search counts.
/// Used by one thread at a time.
final class RowOracle {
  let table: RosterTable
  private let store = ValueStore()
  private var graphs: [PersonGraph]
  private var costs: [Int32]

  struct Row {
    /// In units of the costs that were given.
    var cost: Int
    var shifts: [Int8]
  }

  init(table: RosterTable) {
    self.table = table
    graphs = table.people.map { PersonGraph(table: table, person: $0, counted: []) }
    costs = [Int32](repeating: 0, count: table.needs.count)
  }

  func frame(_ person: Int, choices: [DayChoices]) -> PersonFrame? {
    PersonFrame(graph: graphs[person], choices: choices)
  }

  /// The cheapest row by the person's own prices times `scale`, less `rewards` by day and shift.
  /// `frame` is renewed when more limits have to be counted. Nil if no row is allowed.
  func best(
    _ person: Int, frame: inout PersonFrame, scale: Int32, rewards: [Int32]
  ) -> Row? {
    let prices = table.people[person].prices
    for cell in costs.indices { costs[cell] = Int32(prices[cell]) &* scale &- rewards[cell] }
    while true {
      let search = PathSearch(frame: frame, table: table, store: store, costs: costs)
      guard let path = search.best() else { return nil }
      guard let broken = brokenLimit(path.shifts, person) else {
        return Row(cost: path.cost, shifts: path.shifts)
      }
      if !frame.graph.counted.contains(broken) {
        let counted = (Set(graphs[person].counted).union([broken])).sorted()
        graphs[person] = PersonGraph(
          table: table, person: table.people[person], counted: counted)
      }
      guard let renewed = PersonFrame(graph: graphs[person], choices: frame.choices) else {
        return nil
      }
      frame = renewed
    }
  }

  /// Every row that costs at most so much, in the units of `best`; nil if there are more than `limit`.
  func rows(
    _ person: Int, frame: PersonFrame, scale: Int32, rewards: [Int32], most: Int, limit: Int
  ) -> [[Int8]]? {
    let prices = table.people[person].prices
    for cell in costs.indices { costs[cell] = Int32(prices[cell]) &* scale &- rewards[cell] }
    let search = PathSearch(frame: frame, table: table, store: store, costs: costs)
    let listing = PathListing(search, costs: costs, most: most, limit: limit)
    // Limits that the search does not count may be broken.
    return listing.isCut ? nil : listing.rows.filter { brokenLimit($0, person) == nil }
  }

  private func brokenLimit(_ row: [Int8], _ person: Int) -> Int? {
    var used = [Int](repeating: 0, count: table.shiftCount)
    for shift in row where shift >= 0 { used[Int(shift)] += 1 }
    return used.indices.first { used[$0] > table.people[person].shiftLimits[$0] }
  }
}
