// SPDX-License-Identifier: Apache-2.0

import HiGHS

/// Chooses at most `limit` sites so that the weighted distance of all cells to their nearest site is
/// least (Hakimi 1964, doi:10.1287/opre.12.3.450; ReVelle and Swain 1970).
///
/// ```
/// minimise   Σ weight[c] · distance(c, s) · z[c, s]  +  Σ cost[s] · x[s]
/// subject to Σ z[c, s] = 1 over the sites s          for every cell c with weight
///            z[c, s] <= x[s]
///            Σ x[s] <= limit,  minimum[g] <= Σ x[s] over group g <= maximum[g]
///            x[s] = 1 if kept, 0 if forbidden;  x binary, z >= 0
/// ```
///
/// Finds a choice by exchange, bounds it by Lagrangian relaxation, which also settles most sites,
/// and closes what is left by branch and bound. Iterations are relaxations solved. Needs no prover.
public struct PMedian: Sendable {
  public let table: DistanceTable
  public let limit: Int
  public let rules: SiteRules
  /// By site, what opening it costs, in the unit of weight × distance.
  public let costs: [Int64]

  /// - Parameter costs: each 0 or more; none means 0 everywhere.
  ///
  /// Throws if no choice could obey the rules, or if a cell is out of reach of every allowed site.
  public init(
    table: DistanceTable, limit: Int, rules: SiteRules = SiteRules(), costs: [Int64] = []
  ) throws(KernelError) {
    try rules.check(siteCount: table.siteCount, limit: limit)
    _ = try table.nearest(rules) { table.weights[$0] > 0 }
    self.table = table
    self.limit = limit
    self.rules = rules
    self.costs = costs.isEmpty ? [Int64](repeating: 0, count: table.siteCount) : costs
    try checkCosts()
  }

  /// The sites in ascending order, kept ones among them. Throws if no choice reaches every cell.
  public func solve(
    _ options: KernelOptions = KernelOptions()
  ) throws(KernelError) -> KernelResult<[Int]> {
    let watch = Stopwatch(limit: options.timeLimit)
    let isStopped = { options.stop.isStopped || watch.remaining == .zero }
    let problem = MedianProblem(table, rules, limit: limit, costs: costs, penalty: worstCost + 1)
    var search = MedianSearch(problem)
    search.improve()
    var generator = SeededGenerator(seed: options.seed)
    search.perturb(rounds: Self.rounds, using: &generator)
    let start = try feasible(rules.kept + search.sites, options.seed, isStopped)
    var tree = MedianTree(best: start.sites, cost: start.cost, isStopped: isStopped) {
      cost(of: rules.kept + $0)
    }
    tree.run(problem, price: search.prices(scale: problem.scale), &search)
    let open: KernelStatus = options.stop.isStopped ? .stopped : .feasible
    return KernelResult(
      choice: Set(rules.kept + tree.best).sorted(), objective: tree.bestCost, bound: tree.bound,
      status: tree.bound == tree.bestCost ? .optimal : open, iterations: tree.relaxations,
      seconds: watch.seconds)
  }

  private static let rounds = 20

  /// What a choice costs; nil if a cell with weight is out of its reach.
  private func cost(of sites: [Int]) -> Int64? {
    guard let distance = table.weightedDistance(to: sites) else { return nil }
    return sites.reduce(distance) { $0 + costs[$1] }
  }

  /// `sites`, or some choice that reaches every cell if they do not.
  private func feasible(
    _ sites: [Int], _ seed: UInt64, _ isStopped: @escaping () -> Bool
  ) throws(KernelError) -> (sites: [Int], cost: Int64) {
    if let cost = cost(of: sites) { return (sites, cost) }
    var decision = ReachDecision(
      table: table, rules: rules, limit: limit, seed: seed, isStopped: isStopped
    ) { table.weights[$0] > 0 }
    let sites = try decision.anyChoice()
    guard let cost = cost(of: sites) else { throw .unreachable(limit: limit) }
    return (sites, cost)
  }

  /// No choice that reaches every cell costs more.
  private var worstCost: Int64 { table.worstWeightedDistance + costs.reduce(0, +) }

  private func checkCosts() throws(KernelError) {
    if costs.count != table.siteCount {
      throw .length(table: "costs", expected: table.siteCount, found: costs.count)
    }
    var sum: Int64 = 0
    for (site, cost) in costs.enumerated() {
      if cost < 0 { throw .negative(table: "costs", position: site, value: cost) }
      if cost > 1 << 53 || sum > 1 << 53 { throw .tooLarge(table: "costs") }
      sum += cost
    }
    try table.checkRoom(for: worstCost)
  }
}
