// SPDX-License-Identifier: Apache-2.0

import HiGHS

/// The linear relaxation of the first level over all weeks listed, by column generation: the master
/// programme holds few weeks, and the weeks whose reduced price is below zero enter it until there
/// are none. The lists are complete, so that pricing is a look through them.
///
/// Any prices of the rows give a bound (Lagrange), also when the search is stopped early:
/// Σ price[r] · limit[r] + Σ n(g) · min reduced price in P(g). Weeks whose reduced price is above the
/// distance between the bound and a roster known are in no better roster.
///
/// - Source: Dantzig and Wolfe 1960, doi:10.1287/opre.8.1.101; Barnhart et al. 1998,
///   doi:10.1287/opre.46.3.316.
struct ShiftRelaxation {
  /// No whole-numbered solution is below this.
  private(set) var bound = -Double.infinity
  /// By group and week of its list.
  private(set) var reducedPrices: [[Double]] = []

  /// By group: the weeks that the relaxed solution takes, wholly or in part.
  private var support: [Set<Int>]

  private let lists: WeekLists
  private let coverage: Coverage
  private let goal: ShiftModel.Goal
  /// By slot and group: the rows that count the group's people there.
  private let rows: [[[Int]]]

  /// What a missing person costs where none may be missing: more than the soft rules of anybody's
  /// week, so that a programme with a shortage left has no solution, or next to none.
  private static let shortagePrice = 20_000.0
  /// Weeks of one group that enter the master at once.
  private static let enteringAtOnce = 12

  /// - Parameter goal: `best` or `leastShortage`.
  /// - Parameter deadline: the programme stops there; the bound is then weaker.
  init(
    _ lists: WeekLists, _ coverage: Coverage, goal: ShiftModel.Goal, highs: HiGHSLibrary,
    deadline: ContinuousClock.Instant?
  ) throws(RosterError) {
    self.lists = lists
    self.coverage = coverage
    self.goal = goal
    support = lists.groups.map { _ in [] }
    var rows = lists.frame.pool.slots.map { _ in lists.groups.map { _ in [Int]() } }
    for (index, row) in coverage.rows.enumerated() {
      for group in row.groups { rows[row.slot][group].append(index) }
    }
    self.rows = rows
    do throws(HiGHSError) {
      try generate(highs, deadline)
    } catch { throw .solver(error.description) }
  }

  /// Places of about so many weeks with the least reduced prices, of equal ones the cheaper, and of
  /// those that make up the relaxed solution; by group, in order.
  /// - Returns: the places, and the reduced price up to which none is left out.
  func cheapest(_ limit: Int) -> (places: [[Int]], reach: Double) {
    let all = lists.groups.indices.flatMap { group in
      lists.groups[group].patterns.indices.map { (group: group, week: $0) }
    }
    guard all.count > limit else { return (reducedPrices.map { Array($0.indices) }, .infinity) }
    let sorted = all.sorted { first, second in
      let prices = (
        reducedPrices[first.group][first.week], reducedPrices[second.group][second.week]
      )
      if prices.0 != prices.1 { return prices.0 < prices.1 }
      let own = lists.groups[first.group].patterns[first.week].penalty
      let other = lists.groups[second.group].patterns[second.week].penalty
      return (own, first.group, first.week) < (other, second.group, second.week)
    }
    var places = support
    for (group, week) in sorted.prefix(limit) { places[group].insert(week) }
    for (group, weeks) in places.enumerated() where weeks.isEmpty {
      // A group needs a week, whatever it costs.
      if let week = sorted.first(where: { $0.group == group })?.week { places[group].insert(week) }
    }
    let next = sorted[limit]
    return (places.map { $0.sorted() }, reducedPrices[next.group][next.week].nextDown)
  }

  func places(upTo most: Double) -> [[Int]] {
    reducedPrices.map { prices in
      let near = prices.indices.filter { prices[$0] <= most }
      if !near.isEmpty { return near }
      // A group needs a week, whatever it costs.
      return prices.indices.min { prices[$0] < prices[$1] }.map { [$0] } ?? []
    }
  }

  func count(upTo most: Double) -> Int {
    reducedPrices.reduce(0) { sum, prices in sum + prices.count { $0 <= most } }
  }

  private mutating func generate(
    _ highs: HiGHSLibrary, _ deadline: ContinuousClock.Instant?
  ) throws(HiGHSError) {
    var isIn = lists.groups.map { $0.patterns.map { _ in false } }
    let model = master
    let programme = try LiveProgramme(library: highs, model: model)
    var weeks = first
    try programme.addColumns(weeks.map { column($0, $1, &isIn) })
    while true {
      let solution = try programme.solve(deadline: deadline)
      guard solution.status == .optimal, let duals = solution.rowDuals else {
        if reducedPrices.isEmpty { _ = price(coverage.rows.map { _ in 0 }) }
        return
      }
      support = lists.groups.map { _ in [] }
      for (week, value) in zip(weeks, (solution.values ?? []).dropFirst(model.columnCount))
      where value > 1e-7 {
        support[week.group].insert(week.week)
      }
      let prices = price(Array(duals.dropFirst(lists.groups.count)))
      let entering = lists.groups.indices.flatMap { group in
        better(prices[group], than: duals[group], isIn[group]).map { (group: group, week: $0) }
      }
      if entering.isEmpty { return }
      weeks += entering
      try programme.addColumns(entering.map { column($0, $1, &isIn) })
    }
  }

  /// A group's weeks outside the master whose price is below what its people pay there.
  private func better(_ prices: [Double], than dual: Double, _ isIn: [Bool]) -> [Int] {
    let better = prices.indices.filter { prices[$0] < dual - 1e-6 && !isIn[$0] }
    return Array(better.sorted { (prices[$0], $0) < (prices[$1], $1) }.prefix(Self.enteringAtOnce))
  }

  /// One row a group, then those of the coverage; columns for people missing and for seats kept.
  private var master: LinearModel {
    var model = LinearModel(.minimize)
    for group in lists.groups {
      let people = Double(group.members.count)
      model.addRow([], lower: people, upper: people)
    }
    let seats = coverage.seatLimits.map {
      model.addColumn(cost: 0, lower: 0, upper: Double($0))
    }
    for row in coverage.rows {
      var entries = row.seats.map { (seats[$0.seat], Double($0.coefficient)) }
      switch row.limit {
      case .demand(let least, let shortage):
        let missing = model.addColumn(
          cost: goal == .leastShortage ? 1 : Self.shortagePrice, lower: 0,
          upper: Double(shortage.needed))
        entries.append((missing, 1))
        model.addRow(entries, lower: Double(least), upper: .infinity)
      case .atLeast(let least): model.addRow(entries, lower: Double(least), upper: .infinity)
      case .atMost(let most): model.addRow(entries, lower: -.infinity, upper: Double(most))
      }
    }
    return model
  }

  /// For each group its cheapest week on no slot whose headcount is limited, so that the master has
  /// a solution.
  private var first: [(group: Int, week: Int)] {
    var limited = Set<[Int]>()
    for row in coverage.rows {
      if case .atMost = row.limit { for group in row.groups { limited.insert([row.slot, group]) } }
    }
    return lists.groups.indices.compactMap { group in
      let weeks = lists.groups[group].patterns
      return weeks.indices.filter { week in
        weeks[week].slots.allSatisfy { !limited.contains([$0, group]) }
      }.min { weeks[$0].penalty < weeks[$1].penalty }.map { (group, $0) }
    }
  }

  private func column(
    _ group: Int, _ week: Int, _ isIn: inout [[Bool]]
  ) -> LiveProgramme.Column {
    isIn[group][week] = true
    let pattern = lists.groups[group].patterns[week]
    let first = lists.groups.count
    return LiveProgramme.Column(
      cost: goal == .leastShortage ? 0 : Double(pattern.penalty),
      entries: [(group, 1)]
        + pattern.slots.flatMap { slot in rows[slot][group].map { (first + $0, 1) } })
  }

  /// By group and week: its price less what it is worth to the rows. Keeps the bound that the rows'
  /// prices give, with the reduced prices, if it is better.
  private mutating func price(_ duals: [Double]) -> [[Double]] {
    let duals = zip(duals, coverage.rows).map { dual, row in
      if case .atMost = row.limit { return min(0, dual) }
      return max(0, dual)
    }
    let prices = lists.groups.indices.map { group in
      let worth = rows.map { $0[group].reduce(0) { $0 + duals[$1] } }
      return lists.groups[group].patterns.map { week in
        week.slots.reduce(goal == .leastShortage ? 0 : Double(week.penalty)) { $0 - worth[$1] }
      }
    }
    let least = prices.map { $0.min() ?? 0 }
    let bound = zip(lists.groups, least).reduce(worth(of: duals)) {
      $0 + Double($1.0.members.count) * $1.1
    }
    if bound > self.bound {
      self.bound = bound
      reducedPrices = zip(prices, least).map { prices, least in prices.map { $0 - least } }
    }
    return prices
  }

  /// What the rows' limits, people missing and seats kept come to at the rows' prices.
  private func worth(of duals: [Double]) -> Double {
    var worth = 0.0
    var seatPrices = coverage.seatLimits.map { _ in 0.0 }
    for (dual, row) in zip(duals, coverage.rows) {
      switch row.limit {
      case .demand(let limit, let shortage):
        worth += dual * Double(limit)
        if goal == .leastShortage { worth += min(0, 1 - dual) * Double(shortage.needed) }
      case .atLeast(let limit), .atMost(let limit): worth += dual * Double(limit)
      }
      for (seat, coefficient) in row.seats { seatPrices[seat] -= Double(coefficient) * dual }
    }
    return zip(seatPrices, coverage.seatLimits).reduce(worth) { $0 + min(0, $1.0) * Double($1.1) }
  }
}
