// SPDX-License-Identifier: Apache-2.0

import HiGHS

/// Chooses the sites of least cost that cover every cell with demand (LSCP: Toregas et al. 1971,
/// doi:10.1287/opre.19.6.1363).
///
/// ```
/// minimise   Σ cost[s] x[s]
/// subject to Σ x[s] over the sites s that cover c >= 1, for every cell c with demand
///            minimum[g] <= Σ x[s] over group g <= maximum[g],  Σ x[s] over an exclusion <= 1
///            x[s] = 1 if kept, 0 if forbidden;  x binary
/// ```
///
/// The bound without a prover pays for cells no two of which share a site. Iterations are nodes of
/// the prover's tree.
public struct SetCovering: Sendable {
  public let table: CoverTable
  public let rules: SiteRules
  /// By site, each 1 or more.
  public let costs: [Int64]

  /// - Parameter costs: none means 1 everywhere, so that the fewest sites are chosen.
  ///
  /// Throws if some cell with demand is out of reach of every allowed site.
  public init(
    table: CoverTable, rules: SiteRules = SiteRules(), costs: [Int64] = []
  ) throws(KernelError) {
    try rules.check(
      siteCount: table.siteCount, limit: table.siteCount - rules.forbidden.count,
      allowsExclusions: true)
    let closed = Set(rules.forbidden + rules.matesOfKept)
    var isReached = table.demand.map { $0 == 0 }
    for site in 0..<table.siteCount where !closed.contains(site) {
      for cell in table.cells(of: site) { isReached[Int(cell)] = true }
    }
    let outside = isReached.indices.filter { !isReached[$0] }
    if let cell = outside.first { throw .uncoverable(cell: cell, count: outside.count) }
    self.table = table
    self.rules = rules
    self.costs = costs.isEmpty ? [Int64](repeating: 1, count: table.siteCount) : costs
    try checkCosts()
  }

  private func checkCosts() throws(KernelError) {
    if costs.count != table.siteCount {
      throw .length(table: "costs", expected: table.siteCount, found: costs.count)
    }
    var sum: Int64 = 0
    for (site, cost) in costs.enumerated() {
      if cost <= 0 { throw .negative(table: "costs", position: site, value: cost) }
      let (total, overflow) = sum.addingReportingOverflow(cost)
      if overflow || total > 1 << 53 { throw .tooLarge(table: "costs") }
      sum = total
    }
  }

  /// The sites in ascending order, kept ones among them. Throws if no choice obeys all rules.
  public func solve(
    _ options: KernelOptions = KernelOptions()
  ) throws(KernelError) -> KernelResult<[Int]> {
    let watch = Stopwatch(limit: options.timeLimit)
    let problem = ReducedCover(table, rules, costs: costs) { group in
      group < 0 || rules.quotas[group].minimum <= 0
    }
    let plan = SetCoverPlan(problem, rules, costs: costs)
    var best = plan.greedy()
    var bound = plan.independentBound()
    var nodes = 0
    if best.map({ plan.cost($0) > bound }) ?? true, let prover = options.prover,
      !options.stop.isStopped
    {
      let solution = try plan.prove(from: best, prover, options, watch.remaining)
      if solution.status == .infeasible { throw .contradictoryRules }
      if solution.values != nil {
        let found = problem.sites.indices.filter { solution.integer($0) == 1 }
        if best.map({ plan.cost(found) < plan.cost($0) }) ?? true { best = found }
      }
      let proven = solution.bound.map { Int64(($0 - 1e-6).rounded(.up)) } ?? 0
      bound = solution.status == .optimal ? best.map(plan.cost) ?? 0 : max(bound, proven)
      nodes = solution.nodes
    }
    guard let best else { throw .undecided }
    let fixed = rules.kept.reduce(0) { $0 + costs[$1] }
    let open: KernelStatus = options.stop.isStopped ? .stopped : .feasible
    return KernelResult(
      choice: (rules.kept + best.map { problem.sites[$0] }).sorted(),
      objective: fixed + plan.cost(best), bound: fixed + bound,
      status: bound == plan.cost(best) ? .optimal : open, iterations: nodes,
      seconds: watch.seconds)
  }
}
