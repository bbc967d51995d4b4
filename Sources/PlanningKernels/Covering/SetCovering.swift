// SPDX-License-Identifier: Apache-2.0

import HiGHS

/// Chooses the fewest sites that cover every cell with demand (Toregas et al. 1971,
/// doi:10.1287/opre.19.6.1363).
///
/// ```
/// minimise   Σ x[s]
/// subject to Σ x[s] over the sites s that cover c >= 1, for every cell c with demand
///            x[s] = 1 if kept, 0 if forbidden;  x binary
/// ```
///
/// The bound without a prover counts cells no two of which share a site. Iterations are nodes of
/// the prover's tree.
public struct SetCovering: Sendable {
  public let table: CoverTable
  public let kept: [Int]
  public let forbidden: [Int]

  /// Throws if some cell with demand is out of reach of every allowed site.
  public init(table: CoverTable, kept: [Int] = [], forbidden: [Int] = []) throws(KernelError) {
    let rules = SiteRules(kept: kept, forbidden: forbidden)
    try rules.check(siteCount: table.siteCount, limit: table.siteCount - forbidden.count)
    let closed = Set(forbidden)
    var isReached = table.demand.map { $0 == 0 }
    for site in 0..<table.siteCount where !closed.contains(site) {
      for cell in table.cells(of: site) { isReached[Int(cell)] = true }
    }
    let outside = isReached.indices.filter { !isReached[$0] }
    if let cell = outside.first { throw .uncoverable(cell: cell, count: outside.count) }
    self.table = table
    self.kept = kept
    self.forbidden = forbidden
  }

  /// The sites in ascending order, kept ones among them.
  public func solve(
    _ options: KernelOptions = KernelOptions()
  ) throws(KernelError) -> KernelResult<[Int]> {
    let watch = Stopwatch(limit: options.timeLimit)
    let rules = SiteRules(kept: kept, forbidden: forbidden)
    let problem = ReducedCover(table, rules) { _ in true }
    var best = Self.greedy(problem)
    var bound = Self.independentClasses(problem)
    var nodes = 0
    if bound < best.count, let prover = options.prover, !options.stop.isStopped {
      let solution = try Self.prove(problem, best, prover, options, watch.remaining)
      if solution.values != nil {
        let found = problem.sites.indices.filter { solution.integer($0) == 1 }
        if found.count < best.count { best = found }
      }
      bound = solution.status == .optimal ? best.count : max(bound, Self.whole(solution.bound))
      nodes = solution.nodes
    }
    let open: KernelStatus = options.stop.isStopped ? .stopped : .feasible
    return KernelResult(
      choice: (kept + best.map { problem.sites[$0] }).sorted(),
      objective: Int64(kept.count + best.count), bound: Int64(kept.count + bound),
      status: bound == best.count ? .optimal : open, iterations: nodes, seconds: watch.seconds)
  }

  private static func whole(_ bound: Double?) -> Int {
    bound.map { Int(($0 - 1e-6).rounded(.up)) } ?? 0
  }

  /// Always the site that covers most of what is open, then without the sites that became needless.
  private static func greedy(_ problem: ReducedCover) -> [Int] {
    var covers = [Int32](repeating: 0, count: problem.weight.count)
    var chosen: [Int] = []
    while covers.contains(0) {
      var best = (site: 0, gain: -1)
      for site in problem.sites.indices {
        let gain = problem.classes[site].reduce(0) { $0 + (covers[Int($1)] == 0 ? 1 : 0) }
        if gain > best.gain { best = (site, gain) }
      }
      chosen.append(best.site)
      for item in problem.classes[best.site] { covers[Int(item)] += 1 }
    }
    for site in chosen where problem.classes[site].allSatisfy({ covers[Int($0)] > 1 }) {
      for item in problem.classes[site] { covers[Int(item)] -= 1 }
      chosen.removeAll { $0 == site }
    }
    return chosen.sorted()
  }

  /// Classes no two of which share a site, those with fewest sites first: each needs its own.
  private static func independentClasses(_ problem: ReducedCover) -> Int {
    let order = problem.weight.indices.sorted {
      let (left, right) = (problem.coverers[$0].count, problem.coverers[$1].count)
      return left < right || (left == right && $0 < $1)
    }
    var isUsed = [Bool](repeating: false, count: problem.sites.count)
    var count = 0
    for item in order where !problem.coverers[item].contains(where: { isUsed[Int($0)] }) {
      count += 1
      for site in problem.coverers[item] { isUsed[Int(site)] = true }
    }
    return count
  }

  private static func prove(
    _ problem: ReducedCover, _ best: [Int], _ prover: HiGHSSolver, _ options: KernelOptions,
    _ remaining: Duration
  ) throws(KernelError) -> HiGHSSolution {
    var model = LinearModel(.minimize)
    for _ in problem.sites { model.addBinary(cost: 1) }
    for item in problem.weight.indices {
      model.addSumRow(problem.coverers[item].map { Int($0) }, lower: 1)
    }
    var start: [Int: Double] = [:]
    for site in problem.sites.indices { start[site] = 0 }
    for site in best { start[site] = 1 }
    let settings = HiGHSOptions(
      timeLimit: remaining, seed: Int32(truncatingIfNeeded: options.seed & 0x7FFF_FFFF),
      startSolution: start)
    do {
      return try prover.solveBlocking(model, options: settings, stop: options.stop)
    } catch { throw .solver(error) }
  }
}
