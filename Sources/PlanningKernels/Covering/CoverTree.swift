// SPDX-License-Identifier: Apache-2.0

/// Depth-first branch and bound over sites with Lagrangian bounds.
///
/// A node starts from the prices of the one above, so that a few steps renew its bound; sites that the bound
/// settles are settled at once, and the site that the relaxed choice is least sure of is branched on. The work is
/// counted in entries of the table that were touched, so that the clock decides nothing unless it runs out.
struct CoverTree {
  private struct Pending {
    var node: CoverNode
    var prices: [Int64]
    var bound: Int64
  }

  /// The best choice known.
  private(set) var search: CoverSearch
  /// No choice is worth more.
  private(set) var bound: Int64
  private(set) var relaxations = 0
  /// Table entries touched so far.
  private(set) var work = 0
  /// By reduced site, as the bound at the root settles it; only while nothing better is known.
  private(set) var rootMust: [Bool] = []
  private(set) var rootLeave: [Bool] = []

  private let problem: ReducedCover
  private let levels: CoverLevels
  private let mates: SiteMates
  private let scale: Int64
  private let rootEffort: CoverDual.Effort
  private var pending: [Pending] = []
  private var best: [Int]
  private var bestValue: Int64

  /// - Parameters:
  ///   - search: holds the incumbent, which must obey all rules.
  ///   - isPatient: whether the bound at the root is worth some seconds.
  init(
    _ problem: ReducedCover, _ bounds: SelectionBounds, levels: CoverLevels, mates: SiteMates,
    from search: CoverSearch, isPatient: Bool = false
  ) {
    let entries = problem.classes.items.count + 4 * problem.weight.count
    rootEffort = isPatient ? .patient(entries: entries) : .root
    self.problem = problem
    self.levels = levels
    self.mates = mates
    self.search = search
    best = search.chosen
    bestValue = search.value
    let total = problem.weight.indices.reduce(Int64(0)) {
      $0 + problem.weight[$1]
        * (levels.worth(levels.count) - levels.worth(Int(problem.keptCovers[$1])))
    }
    bound = total
    // Sums of prices over all chosen sites must stay below 2^62.
    let room = (Int64(1) << 61) / max(1, total) / Int64(bounds.limit + 1)
    scale = min(1024, room)
    if scale >= 1 {
      let prices = problem.weight.indices.map {
        problem.weight[$0] * scale * levels.step(problem.keptCovers[$0]) / 2
      }
      pending = [Pending(node: CoverNode(problem, bounds), prices: prices, bound: total)]
    }
  }

  /// Whether nothing better than the best choice is left.
  var isDone: Bool { bound <= bestValue }

  /// Goes on until the proof, the work is spent, or it is told to stop.
  mutating func run(workLimit: Int, isStopped: () -> Bool) {
    while work < workLimit && !isStopped(), let next = pending.popLast() {
      if next.bound > bestValue { explore(next, isRoot: relaxations == 0) }
    }
    if scale >= 1 { bound = max(bestValue, pending.map(\.bound).max() ?? bestValue) }
    if bestValue > search.value { search.choose(best) }
  }

  /// Takes over what an earlier tree on the same problem has proven.
  mutating func inherit(bound earlier: Int64, relaxations count: Int) {
    bound = max(bestValue, min(bound, earlier))
    relaxations += count
  }

  private mutating func explore(_ item: Pending, isRoot: Bool) {
    var (node, prices) = (item.node, item.prices)
    var effort = isRoot ? rootEffort : .below
    while true {
      if node.isImpossible { return }
      var dual = CoverDual(node, levels: levels, scale: scale, prices: prices)
      dual.descend(effort, prices: &prices) { selection, worth in
        offer(node.chosen.map { Int($0) } + selection.map { Int(node.sites[$0]) }, worth)
      }
      relaxations += dual.steps
      work += dual.steps * (node.items.count + 4 * node.weights.count)
      let limit = min(dual.bound, item.bound)
      if isRoot { noteRoot(dual, node, limit) }
      if limit <= bestValue || node.sites.isEmpty { return }
      let settled = dual.mustChoose.count { $0 }
      let left = dual.mustLeave.count { $0 }
      if settled + left == 0 { return branch(node, dual.frequency, prices, limit) }
      let smaller = node.settled(
        into: dual.mustChoose, out: dual.mustLeave, levels: levels, mates: mates)
      if settled == 0 && left * 4 < node.sites.count {
        let stays = node.sites.indices.filter { !dual.mustLeave[$0] }
        let frequency = Dictionary(
          uniqueKeysWithValues: stays.map { (node.sites[$0], dual.frequency[$0]) })
        return branch(smaller, smaller.sites.map { frequency[$0] ?? 0 }, prices, limit)
      }
      node = smaller
      effort = .below
    }
  }

  private mutating func noteRoot(_ dual: CoverDual, _ node: CoverNode, _ limit: Int64) {
    if !rootMust.isEmpty { return }
    bound = limit
    rootMust = dual.mustChoose
    rootLeave = dual.mustLeave
  }

  private mutating func branch(
    _ node: CoverNode, _ frequency: [Double], _ prices: [Int64], _ bound: Int64
  ) {
    guard node.bounds.limit > 0,
      let site = frequency.indices.max(by: { rank(frequency[$0]) < rank(frequency[$1]) })
    else {
      offerAlone(node)
      return
    }
    var mark = [Bool](repeating: false, count: node.sites.count)
    let none = mark
    mark[site] = true
    let with = node.settled(into: mark, out: none, levels: levels, mates: mates)
    let without = node.settled(into: none, out: mark, levels: levels, mates: mates)
    let likely = frequency[site] >= 0.5
    for child in likely ? [without, with] : [with, without] {
      pending.append(Pending(node: child, prices: prices, bound: bound))
    }
  }

  /// Sites that the relaxed choice is least sure of come first; of the sure ones those that are in it.
  private func rank(_ frequency: Double) -> Double {
    min(frequency, 1 - frequency) + frequency * 1e-6
  }

  private mutating func offerAlone(_ node: CoverNode) {
    _ = offer(node.chosen.map { Int($0) }, node.base)
  }

  /// Takes a better choice over and improves it by exchange; the worth of the best one known.
  private mutating func offer(_ selection: [Int], _ worth: Int64) -> Int64 {
    guard worth > bestValue, mates.allow(selection) else { return bestValue }
    search.choose(selection)
    search.improveByExchange()
    best = search.chosen
    bestValue = search.value
    return bestValue
  }
}
