// SPDX-License-Identifier: Apache-2.0

import HiGHS

/// Chooses at most `limit` sites so that the demand that two or more of them cover is greatest, or a weighted
/// sum of the demand covered once and covered twice (BACOP1 and BACOP2: Hogan and ReVelle,
/// Management Science 32, 1986, doi:10.1287/mnsc.32.11.1434).
///
/// ```
/// maximise   Σ demand[c] (first · y[c] + second · z[c])
/// subject to y[c] + z[c] <= Σ x[s] over the sites s that cover c,  z[c] <= y[c]
///            and the rules of `MaximalCovering`;  x, y, z binary
/// ```
///
/// With `first` at least `second` the steps fall and branch and bound proves the answer; else HiGHS does.
public struct BackupCovering: Sendable {
  public let table: CoverTable
  public let limit: Int
  public let rules: SiteRules
  /// What a unit of demand is worth when covered once, and what the second cover adds.
  public let first: Int64
  public let second: Int64

  /// Throws if no choice could obey the rules.
  public init(
    table: CoverTable, limit: Int, first: Int64 = 0, second: Int64 = 1,
    rules: SiteRules = SiteRules()
  ) throws(KernelError) {
    try rules.check(siteCount: table.siteCount, limit: limit, allowsExclusions: true)
    for (position, weight) in [first, second].enumerated() where weight < 0 {
      throw .negative(table: "weights", position: position, value: weight)
    }
    let (sum, overflow) = first.addingReportingOverflow(second)
    let total = table.demand.reduce(0, +)
    if overflow || sum > (1 << 53) / max(1, total) { throw .tooLarge(table: "demand") }
    self.table = table
    self.limit = limit
    self.rules = rules
    self.first = first
    self.second = second
  }

  /// The sites in ascending order, kept ones among them.
  public func solve(
    _ options: KernelOptions = KernelOptions()
  ) throws(KernelError) -> KernelResult<[Int]> {
    try CoverSolver(
      table: table, limit: limit, rules: rules, levels: CoverLevels([first, second])
    ).solve(options)
  }
}
