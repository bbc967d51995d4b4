// SPDX-License-Identifier: Apache-2.0

import HiGHS

/// Chooses at most `limit` sites so that the demand they cover is greatest (Church and ReVelle 1974,
/// doi:10.1007/BF01942293).
///
/// ```
/// maximise   Σ demand[c] z[c]
/// subject to z[c] <= Σ x[s] over the sites s that cover c
///            Σ x[s] <= limit,  minimum[g] <= Σ x[s] over group g <= maximum[g]
///            x[s] = 1 if kept, 0 if forbidden;  x binary, 0 <= z <= 1
/// ```
///
/// Reduces the table, finds a choice by greedy and exchange, bounds it by Lagrangian relaxation,
/// which also settles most sites, and hands the rest to HiGHS. Iterations are relaxations solved.
public struct MaximalCovering: Sendable {
  public let table: CoverTable
  public let limit: Int
  public let rules: SiteRules

  /// Throws if no choice could obey the rules.
  public init(table: CoverTable, limit: Int, rules: SiteRules = SiteRules()) throws(KernelError) {
    try rules.check(siteCount: table.siteCount, limit: limit)
    self.table = table
    self.limit = limit
    self.rules = rules
  }

  /// The sites in ascending order, kept ones among them. A site that would add nothing is left out
  /// unless a group's minimum needs it.
  public func solve(
    _ options: KernelOptions = KernelOptions()
  ) throws(KernelError) -> KernelResult<[Int]> {
    let watch = Stopwatch(limit: options.timeLimit)
    let problem = ReducedCover(table, rules) { group in
      group < 0 || rules.quotas[group].minimum <= 0
    }
    let bounds = SelectionBounds(rules, limit: limit)
    var search = CoverSearch(problem, bounds)
    search.run(scanBudget: Self.scanBudget(problem), seed: options.seed)
    let dual = CoverDual(problem, bounds, improving: &search)
    var best = search.chosen
    var proven = dual.bound
    if proven > search.value, let prover = options.prover, !options.stop.isStopped {
      let proof = CoverProof(problem: problem, bounds: bounds, dual: dual)
      (best, proven) = try proof.run(
        from: search, prover: prover, options: options, remaining: watch.remaining)
    }
    search.choose(best)
    search.prune()
    let chosen = search.chosen.map { problem.sites[$0] }
    return result(chosen, proven, dual.iterations, options, watch)
  }

  private func result(
    _ chosen: [Int], _ proven: Int64, _ iterations: Int,
    _ options: KernelOptions, _ watch: Stopwatch
  ) -> KernelResult<[Int]> {
    let sites = (rules.kept + chosen).sorted()
    let objective = table.coveredDemand(by: sites)
    let bound = max(objective, table.coveredDemand(by: rules.kept) + proven)
    let open: KernelStatus = options.stop.isStopped ? .stopped : .feasible
    return KernelResult(
      choice: sites, objective: objective, bound: bound,
      status: bound == objective ? .optimal : open, iterations: iterations,
      seconds: watch.seconds)
  }

  /// In proportion to the number of sites, and about 5 * 10^7 steps at most.
  private static func scanBudget(_ problem: ReducedCover) -> Int {
    let sites = max(1, problem.sites.count)
    return min(20 * sites, max(500, 50_000_000 / sites))
  }
}
