// SPDX-License-Identifier: Apache-2.0

import DutyModel
import PlanningKernels

/// The best choices that keep at least 0, 1, 2, … of the current sites.
///
/// A price λ for each current site given up turns the limit into demand: a cell of its own that only
/// the site covers. Between the dearest and the free plan further prices are tried where two plans
/// found so far are worth the same (Eisner and Severance 1976, doi:10.1145/321978.321982), which
/// finds every plan that is best for some price. With v(λ) the bound at price λ, no choice that keeps
/// k current sites covers more than v(λ) - λ k (Lagrange); so every number of moves has a bound.
struct ChangeFrontier {
  let table: CoverTable
  let rules: SiteRules
  let limit: Int
  let current: Set<Int>

  struct Point: Hashable {
    var sites: [Int]
    var covered: Int64
    var kept: Int
    /// `nil` for what exchange found between two prices.
    var price: Int64?
  }

  /// In order of fewer kept.
  private(set) var points: [Point] = []
  private var bounds: [(price: Int64, value: Int64)] = []
  private var solvesLeft = 16

  init(_ table: CoverTable, _ rules: SiteRules, limit: Int, current: Set<Int>) {
    self.table = table
    self.rules = rules
    self.limit = limit
    self.current = current
  }

  /// Finds the points; `free` is the solution without a price.
  mutating func run(
    free: KernelResult<[Int]>, filled: [Int], options: KernelOptions
  ) throws(KernelError) {
    let first = point(filled, price: 0)
    bounds.append((0, free.bound))
    let dear = try solve(price: table.demand.reduce(1, +), options)
    points = [dear, first]
    try split(dear, first, options)
    // One point for each number kept: the one that covers most.
    var best: [Int: Point] = [:]
    for point in points where point.covered > best[point.kept]?.covered ?? -1 {
      best[point.kept] = point
    }
    points = best.values.sorted { $0.kept > $1.kept }
    points = points.indices.filter { index in
      !points[..<index].contains { $0.covered >= points[index].covered }
    }.map { points[$0] }
  }

  /// The best plan for one price.
  mutating func priced(_ price: Int64, _ options: KernelOptions) throws(KernelError) -> Point {
    let point = try solve(price: price, options)
    points.append(point)
    return point
  }

  /// Nobody who keeps at least `kept` current sites covers more.
  func bound(keeping kept: Int) -> Int64 {
    bounds.map { $0.value - $0.price * Int64(kept) }.min() ?? .max
  }

  /// The best plan found that gives up at most `moves`, `nil` if the rules need more: the last point
  /// within them, then single exchanges as long as moves are left.
  func within(moves: Int) -> Point? {
    let least = current.count - moves
    guard let start = points.filter({ $0.kept >= least }).max(by: { $0.covered < $1.covered })
    else { return nil }
    var swaps = SwapTable(table, rules, chosen: start.sites)
    var kept = start.kept
    while true {
      let open = swaps.chosen.filter { !rules.kept.contains($0) }
      let best = open.compactMap { out -> SwapTable.Swap? in
        let isLoss = current.contains(out)
        return swaps.bestSwap(out: out) { into in
          kept - (isLoss ? 1 : 0) + (current.contains(into) ? 1 : 0) >= least
        }
      }.max { ($0.gain, $1.out) < ($1.gain, $0.out) }
      guard let best, best.gain > 0 else { break }
      kept += (current.contains(best.into) ? 1 : 0) - (current.contains(best.out) ? 1 : 0)
      swaps.apply(best)
    }
    let found = point(swaps.chosen, price: nil)
    return found.covered > start.covered ? found : start
  }

  private mutating func split(
    _ dear: Point, _ cheap: Point, _ options: KernelOptions
  ) throws(KernelError) {
    guard solvesLeft > 0, dear.kept > cheap.kept, cheap.covered > dear.covered else { return }
    let price = (cheap.covered - dear.covered) / Int64(dear.kept - cheap.kept)
    guard price > 0 else { return }
    let middle = try solve(price: price, options)
    let worth = middle.covered + price * Int64(middle.kept)
    guard
      worth
        > max(
          dear.covered + price * Int64(dear.kept),
          cheap.covered + price * Int64(cheap.kept)),
      middle.kept < dear.kept, middle.kept > cheap.kept
    else { return }
    points.append(middle)
    try split(dear, middle, options)
    try split(middle, cheap, options)
  }

  private mutating func solve(
    price: Int64, _ options: KernelOptions
  ) throws(KernelError) -> Point {
    solvesLeft -= 1
    let currentSites = current.sorted()
    let extra = Dictionary(
      uniqueKeysWithValues: currentSites.enumerated().map { ($1, table.cellCount + $0) })
    let covers = (0..<table.siteCount).map { site in
      table.cells(of: site).map { Int($0) } + (extra[site].map { [$0] } ?? [])
    }
    let priced = try CoverTable(
      demand: table.demand + currentSites.map { _ in price }, covers: covers)
    let result = try MaximalCovering(table: priced, limit: limit, rules: rules).solve(options)
    bounds.append((price, result.bound))
    return point(result.sites, price: price)
  }

  private func point(_ sites: [Int], price: Int64?) -> Point {
    Point(
      sites: sites, covered: table.coveredDemand(by: sites),
      kept: sites.count(where: current.contains),
      price: price)
  }
}
