// SPDX-License-Identifier: Apache-2.0

import HiGHS

/// Chooses at most `limit` sites so that the farthest cell is as near as possible to its nearest
/// site (Hakimi 1965, doi:10.1287/opre.13.3.462). Weights play no part: every cell counts.
///
/// ```
/// minimise   r
/// subject to min over chosen s of distance(c, s) <= r     for every cell c
///            the rules on chosen sites, at most `limit` of them
/// ```
///
/// Halves the interval of radii that are neither proven nor disproven (Minieka 1970,
/// doi:10.1137/1012016). Each radius is a covering problem, reduced by dominance and settled by
/// exchanges or by branch and bound. Iterations are relaxations solved. Needs no prover.
public struct PCenter: Sendable {
  public let table: DistanceTable
  public let limit: Int
  public let rules: SiteRules

  /// Throws if no choice could obey the rules, or if a cell is out of reach of every allowed site.
  public init(table: DistanceTable, limit: Int, rules: SiteRules = SiteRules()) throws(KernelError)
  {
    try rules.check(siteCount: table.siteCount, limit: limit)
    _ = try table.nearest(rules) { _ in true }
    self.table = table
    self.limit = limit
    self.rules = rules
  }

  /// The sites in ascending order, kept ones among them. Throws if no choice reaches every cell.
  public func solve(
    _ options: KernelOptions = KernelOptions()
  ) throws(KernelError) -> KernelResult<[Int]> {
    let watch = Stopwatch(limit: options.timeLimit)
    let isStopped = { options.stop.isStopped || watch.remaining == .zero }
    var decision = ReachDecision(
      table: table, rules: rules, limit: limit, seed: options.seed, isStopped: isStopped
    ) { _ in true }
    let low = try table.nearest(rules) { _ in true }.max() ?? 0
    let first = try decision.anyChoice()
    var radii = RadiusInterval(low: low, high: table.radius(of: first) ?? .max, sites: first)
    while let radius = radii.next(), !isStopped() {
      switch decision.answer(radius: radius, effort: radii.effort) {
      case .sites(let sites): radii.reached(sites, within: table.radius(of: sites) ?? radius)
      case .impossible:
        radii.raise(to: table.nextDistance(above: radius, atMost: radii.high))
      case .unknown: radii.leaveOpen(radius)
      }
    }
    let open: KernelStatus = options.stop.isStopped ? .stopped : .feasible
    return KernelResult(
      choice: radii.sites.sorted(), objective: Int64(radii.high), bound: Int64(radii.low),
      status: radii.low == radii.high ? .optimal : open, iterations: decision.relaxations,
      seconds: watch.seconds)
  }
}

extension DistanceTable {
  /// By cell, the distance to the nearest allowed site; 0 for cells that do not count.
  func nearest(_ rules: SiteRules, counts: (Int) -> Bool) throws(KernelError) -> [Int32] {
    let sites = MedianProblem.candidates(rules, siteCount: siteCount) + rules.kept
    let nearest = (0..<cellCount).map { cell in
      counts(cell) ? sites.reduce(Self.unreachable) { min($0, distance(cell, $1)) } : 0
    }
    if let cell = nearest.firstIndex(of: Self.unreachable) {
      throw .uncoverable(cell: cell, count: nearest.count { $0 == Self.unreachable })
    }
    return nearest
  }

  /// The least distance in the table that is greater than `distance`, at most `limit`.
  func nextDistance(above distance: Int32, atMost limit: Int32) -> Int32 {
    var next = limit
    for other in distances where other > distance && other < next { next = other }
    return next
  }
}
