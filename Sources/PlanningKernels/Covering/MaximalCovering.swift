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
/// Reduces the table, finds a choice by greedy and exchange, proves it by branch and bound with Lagrangian
/// bounds, and hands what that leaves open to HiGHS. Iterations are relaxations solved and nodes of HiGHS.
public struct MaximalCovering: Sendable {
  public let table: CoverTable
  public let limit: Int
  public let rules: SiteRules

  /// Throws if no choice could obey the rules.
  public init(table: CoverTable, limit: Int, rules: SiteRules = SiteRules()) throws(KernelError) {
    try rules.check(siteCount: table.siteCount, limit: limit, allowsExclusions: true)
    self.table = table
    self.limit = limit
    self.rules = rules
  }

  /// The sites in ascending order, kept ones among them. A site that would add nothing is left out
  /// unless a group's minimum needs it.
  public func solve(
    _ options: KernelOptions = KernelOptions()
  ) throws(KernelError) -> KernelResult<[Int]> {
    try CoverSolver(table: table, limit: limit, rules: rules, levels: .once).solve(options)
  }
}
