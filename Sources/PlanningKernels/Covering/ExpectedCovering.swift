// SPDX-License-Identifier: Apache-2.0

import HiGHS

/// Chooses at most `limit` sites so that the demand expected to find a free unit within reach is greatest
/// (MEXCLP: Daskin, Transportation Science 17, 1983, doi:10.1287/trsc.17.1.48).
///
/// Each unit is busy with probability q, whatever the others do; each site holds one unit.
///
/// ```
/// maximise   Σ demand[c] · Σ (1 - q) q^(k-1) z[c, k]
/// subject to Σ z[c, k] <= Σ x[s] over the sites s that cover c
///            and the rules of `MaximalCovering`;  x binary, 0 <= z <= 1
/// ```
///
/// The steps fall with k, so no order among them need be asked for. The probabilities are rounded to
/// millionths, in which `objective` and `bound` are counted, and the proof is exact for these.
public struct ExpectedCovering: Sendable {
  /// Units of `objective` and `bound` for one unit of demand.
  public static let scale: Int64 = 1_000_000

  public let table: CoverTable
  public let limit: Int
  public let rules: SiteRules
  /// How much of its time a unit is busy, in millionths, 0 to 999 999.
  public let busyPerMillion: Int

  private let levels: CoverLevels

  /// Throws if no choice could obey the rules, or the demand is too great to be counted in millionths.
  public init(
    table: CoverTable, limit: Int, busyPerMillion: Int, rules: SiteRules = SiteRules()
  ) throws(KernelError) {
    try rules.check(siteCount: table.siteCount, limit: limit, allowsExclusions: true)
    guard (0..<1_000_000).contains(busyPerMillion) else {
      throw .busyShare(perMillion: busyPerMillion)
    }
    if table.demand.reduce(0, +) > (1 << 53) / Self.scale { throw .tooLarge(table: "demand") }
    self.table = table
    self.limit = limit
    self.rules = rules
    self.busyPerMillion = busyPerMillion
    levels = CoverLevels(Self.steps(busy: Double(busyPerMillion) / 1_000_000, limit: limit))
  }

  /// The sites in ascending order, kept ones among them.
  public func solve(
    _ options: KernelOptions = KernelOptions()
  ) throws(KernelError) -> KernelResult<[Int]> {
    try CoverSolver(table: table, limit: limit, rules: rules, levels: levels).solve(options)
  }

  /// The worth of any choice, in the unit of `objective`.
  public func worth(of sites: [Int]) -> Int64 { table.worth(of: sites, levels) }

  /// (1 - q) q^(k-1) for k = 1, 2, … up to `limit`, without those that round to 0.
  private static func steps(busy: Double, limit: Int) -> [Int64] {
    var steps: [Int64] = []
    var share = 1 - busy
    while steps.count < max(1, limit) {
      let step = Int64((share * Double(scale)).rounded())
      if step == 0 && !steps.isEmpty { break }
      steps.append(step)
      share *= busy
    }
    return steps
  }
}
