// SPDX-License-Identifier: Apache-2.0

import HiGHS

/// A reduced set covering problem: a quick choice, a quick bound, and the programme for the proof.
struct SetCoverPlan {
  private let problem: ReducedCover
  private let bounds: SelectionBounds
  private let mates: SiteMates
  /// By reduced site.
  private let costs: [Int64]

  init(_ problem: ReducedCover, _ rules: SiteRules, costs: [Int64]) {
    self.problem = problem
    self.costs = problem.sites.map { costs[$0] }
    bounds = SelectionBounds(rules, limit: costs.count)
    mates = SiteMates(rules, sites: problem.sites)
  }

  func cost(_ sites: [Int]) -> Int64 { sites.reduce(0) { $0 + costs[$1] } }

  /// Always the site that covers most open classes for its cost, then without the sites that became needless;
  /// `nil` if that runs into the groups' bounds or the exclusions.
  func greedy() -> [Int]? {
    var covers = [Int32](repeating: 0, count: problem.weight.count)
    var chosen: [Int] = []
    while covers.contains(0) {
      var best = (site: -1, ratio: 0.0)
      for site in problem.sites.indices {
        let gain = problem.classes[site].count { covers[Int($0)] == 0 }
        let ratio = Double(gain) / Double(costs[site])
        if ratio > best.ratio { best = (site, ratio) }
      }
      chosen.append(best.site)
      for item in problem.classes[best.site] { covers[Int(item)] += 1 }
    }
    for site in chosen.sorted(by: { (costs[$0], $0) > (costs[$1], $1) })
    where problem.classes[site].allSatisfy({ covers[Int($0)] > 1 }) {
      for item in problem.classes[site] { covers[Int(item)] -= 1 }
      chosen.removeAll { $0 == site }
    }
    return obeysRules(chosen) ? chosen.sorted() : nil
  }

  private func obeysRules(_ chosen: [Int]) -> Bool {
    var counts = bounds.minimum.map { _ in 0 }
    for site in chosen where problem.group[site] >= 0 { counts[problem.group[site]] += 1 }
    return mates.allow(chosen)
      && counts.indices.allSatisfy {
        bounds.minimum[$0] <= counts[$0] && counts[$0] <= bounds.maximum[$0]
      }
  }

  /// Classes no two of which share a site, those with fewest sites first: each needs its own, at least the
  /// cheapest.
  func independentBound() -> Int64 {
    let order = problem.weight.indices.sorted {
      let (left, right) = (problem.coverers[$0].count, problem.coverers[$1].count)
      return left < right || (left == right && $0 < $1)
    }
    var isUsed = [Bool](repeating: false, count: problem.sites.count)
    var sum: Int64 = 0
    for item in order where !problem.coverers[item].contains(where: { isUsed[Int($0)] }) {
      sum += problem.coverers[item].map { costs[Int($0)] }.min() ?? 0
      for site in problem.coverers[item] { isUsed[Int(site)] = true }
    }
    return sum
  }

  func prove(
    from best: [Int]?, _ prover: HiGHSSolver, _ options: KernelOptions, _ remaining: Duration
  ) throws(KernelError) -> HiGHSSolution {
    var model = LinearModel(.minimize)
    for site in problem.sites.indices { model.addBinary(cost: Double(costs[site])) }
    for item in problem.weight.indices {
      model.addSumRow(problem.coverers[item].map { Int($0) }, lower: 1)
    }
    for group in bounds.minimum.indices {
      model.addSumRow(
        problem.sites.indices.filter { problem.group[$0] == group },
        lower: Double(bounds.minimum[group]),
        upper: bounds.maximum[group] == .max ? .infinity : Double(bounds.maximum[group]))
    }
    for site in problem.sites.indices {
      for mate in mates[site] where Int(mate) > site {
        model.addSumRow([site, Int(mate)], upper: 1)
      }
    }
    var start: [Int: Double] = [:]
    if let best {
      for site in problem.sites.indices { start[site] = 0 }
      for site in best { start[site] = 1 }
    }
    let settings = HiGHSOptions(
      timeLimit: remaining, seed: Int32(truncatingIfNeeded: options.seed & 0x7FFF_FFFF),
      startSolution: start)
    do {
      return try prover.solveBlocking(model, options: settings, stop: options.stop)
    } catch { throw .solver(error) }
  }
}
