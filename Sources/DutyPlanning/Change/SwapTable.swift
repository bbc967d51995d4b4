// SPDX-License-Identifier: Apache-2.0

import PlanningKernels

/// What chosen sites cover, kept so that taking one out or putting another in is quickly valued.
struct SwapTable {
  let table: CoverTable
  let rules: SiteRules
  private(set) var chosen: [Int]
  /// By cell, how many chosen sites cover it.
  private var times: [Int32]
  private var groupCounts: [Int]

  struct Swap: Hashable {
    var out: Int
    var into: Int
    var gain: Int64
  }

  init(_ table: CoverTable, _ rules: SiteRules, chosen: [Int]) {
    self.table = table
    self.rules = rules
    self.chosen = chosen
    times = Array(repeating: 0, count: table.cellCount)
    groupCounts = Array(repeating: 0, count: rules.quotas.count)
    for site in chosen {
      for cell in table.cells(of: site) { times[Int(cell)] += 1 }
      if let group = group(site) { groupCounts[group] += 1 }
    }
  }

  /// Demand that only this chosen site covers.
  func onlyBy(_ site: Int) -> Int64 {
    table.cells(of: site).reduce(0) { times[Int($1)] == 1 ? $0 + table.demand[Int($1)] : $0 }
  }

  /// The best site to stand instead of `out` that the quotas allow, ties to the lower number; its
  /// gain is negative where `out` is the better one.
  func bestSwap(
    out: Int, where isAllowed: (Int) -> Bool = { _ in true }
  ) -> Swap? {
    let taken = Set(chosen + rules.forbidden)
    let own = Set(table.cells(of: out))
    let loss = onlyBy(out)
    var best: Swap?
    for site in 0..<table.siteCount where !taken.contains(site) && isAllowed(site) {
      guard fits(out: out, into: site) else { continue }
      var gain = -loss
      for cell in table.cells(of: site) {
        let left = times[Int(cell)] - (own.contains(cell) ? 1 : 0)
        if left == 0 { gain += table.demand[Int(cell)] }
      }
      if gain > best?.gain ?? .min { best = Swap(out: out, into: site, gain: gain) }
    }
    return best
  }

  mutating func apply(_ swap: Swap) {
    for cell in table.cells(of: swap.out) { times[Int(cell)] -= 1 }
    for cell in table.cells(of: swap.into) { times[Int(cell)] += 1 }
    if let group = group(swap.out) { groupCounts[group] -= 1 }
    if let group = group(swap.into) { groupCounts[group] += 1 }
    chosen.removeAll { $0 == swap.out }
    chosen.append(swap.into)
    chosen.sort()
  }

  private func fits(out: Int, into: Int) -> Bool {
    let (from, to) = (group(out), group(into))
    if from == to { return true }
    if let from, groupCounts[from] <= rules.quotas[from].minimum { return false }
    if let to, groupCounts[to] >= rules.quotas[to].maximum { return false }
    return true
  }

  private func group(_ site: Int) -> Int? {
    guard !rules.groups.isEmpty, rules.groups[site] >= 0 else { return nil }
    return Int(rules.groups[site])
  }
}
