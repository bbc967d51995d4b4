// SPDX-License-Identifier: Apache-2.0

/// Branch and bound over candidates, depth first, with the Lagrangian bound of `MedianDual`.
///
/// Each node tightens its bound, removes what the bound settles (reduced-cost fixing), and splits on
/// the candidate about which the relaxation is least certain. Children start from their parent's
/// prices.
struct MedianTree {
  /// What a choice of sites costs; nil if it does not answer the problem.
  private let cost: ([Int]) -> Int64?
  private var scale: Int64 = 1
  private let isStopped: () -> Bool
  /// The best choice of sites, empty if none is known, and a cost that is to be beaten.
  private(set) var best: [Int]
  private(set) var bestCost: Int64
  /// The least bound of what was left unexplored, in units of 1 / `scale`.
  private var leastOpen = Int64.max
  private(set) var relaxations = 0

  private static let rootLimit = 1000
  private static let nodeLimit = 60
  private static let rootStep = 1.0
  private static let nodeStep = 0.5
  private static let probes = 8
  private static let probeLimit = 12

  init(
    best: [Int], cost bestCost: Int64, isStopped: @escaping () -> Bool,
    cost: @escaping ([Int]) -> Int64?
  ) {
    self.cost = cost
    self.isStopped = isStopped
    self.best = best
    self.bestCost = bestCost
  }

  /// Whether everything was explored, so that nothing costs less than `bestCost`.
  var isComplete: Bool { leastOpen == .max }

  /// No choice costs less than this.
  var bound: Int64 {
    if isComplete { return bestCost }
    let (whole, rest) = leastOpen.quotientAndRemainder(dividingBy: scale)
    return min(bestCost, max(0, whole + (rest > 0 ? 1 : 0)))
  }

  /// Explores everything below `problem`, from prices in units of 1 / its scale.
  /// - Parameter search: on a problem with the same sites; starts again from what the bounds choose.
  mutating func run(_ problem: MedianProblem, price: [Int64], _ search: inout MedianSearch) {
    scale = problem.scale
    explore(Node(problem: problem, kept: [], price: price, bound: 0, depth: 0), &search)
  }

  private struct Node {
    var problem: MedianProblem
    var kept: [Int]
    var price: [Int64]
    var bound: Int64
    var depth: Int

    var isLeaf: Bool { problem.bounds.limit == 0 || !problem.isAvailable.contains(true) }

    func opening(_ chosen: [Int], stays: [Bool]) -> (node: Node, candidates: [Int]) {
      let part = problem.part(opening: chosen, stays: stays)
      let node = Node(
        problem: part.problem, kept: kept + chosen.map { problem.sites[$0] },
        price: part.rows.map { price[$0] }, bound: bound, depth: depth)
      return (node, part.candidates)
    }
  }

  private mutating func consider(_ sites: [Int]) {
    if let found = cost(sites), found < bestCost {
      best = sites
      bestCost = found
    }
  }

  private mutating func explore(_ start: Node, _ search: inout MedianSearch) {
    var node = start
    while true {
      if node.problem.bounds.areBroken { return }
      if node.isLeaf { return consider(node.kept) }
      var dual = MedianDual(node.problem, scale: scale, price: node.price)
      let outcome = dual.ascend(
        limit: node.depth == 0 ? Self.rootLimit : Self.nodeLimit, incumbent: bestCost,
        step: node.depth == 0 ? Self.rootStep : Self.nodeStep, isStopped: isStopped)
      relaxations += dual.relaxations
      node.bound = max(node.bound, dual.bound)
      node.price = dual.bestPrice
      switch outcome {
      case .closed: return
      case .stopped:
        leastOpen = min(leastOpen, node.bound)
        return
      case .open: break
      }
      let sites = node.kept + dual.selection.map { node.problem.sites[$0] }
      consider(sites)
      search.choose(sites: sites)
      search.improve()
      consider(search.sites)
      let needed = node.problem.sites.indices.filter { dual.isNeeded[$0] }
      let stays = zip(dual.stays, dual.isNeeded).map { $0 && !$1 }
      let (before, left) = (node.problem.isAvailable.count { $0 }, stays.count { $0 })
      let (next, candidates) = node.opening(needed, stays: stays)
      node = next
      if !needed.isEmpty || left * 5 < before * 4 || node.isLeaf { continue }
      return branch(node, candidates.map { dual.share[$0] }, &search)
    }
  }

  private mutating func branch(_ node: Node, _ share: [Double], _ search: inout MedianSearch) {
    guard let pick = bestSplit(node, share) else {
      if isStopped() { leastOpen = min(leastOpen, node.bound) }
      return
    }
    for chosen in [[pick], []] {
      if isStopped() {
        leastOpen = min(leastOpen, node.bound)
        return
      }
      explore(child(of: node, chosen, without: pick), &search)
    }
  }

  private func child(of node: Node, _ chosen: [Int], without pick: Int) -> Node {
    var stays = node.problem.isAvailable
    stays[pick] = false
    var child = node.opening(chosen, stays: stays).node
    child.depth += 1
    return child
  }

  /// Tries the least certain candidates for a few relaxations: the split whose weaker side rises most.
  private mutating func bestSplit(_ node: Node, _ share: [Double]) -> Int? {
    let uncertain = share.indices.filter { node.problem.isAvailable[$0] }
      .sorted { (abs(share[$0] - 0.5), $0) < (abs(share[$1] - 0.5), $1) }
    var best: (candidate: Int, rise: Double)?
    for candidate in uncertain.prefix(Self.probes) {
      let rises = [[candidate], []].map { chosen in
        probe(child(of: node, chosen, without: candidate)) - Double(node.bound)
      }
      let rise = min(rises[0], rises[1]) + 0.1 * max(rises[0], rises[1])
      if rise > best?.rise ?? -.infinity { best = (candidate, rise) }
    }
    return best?.candidate
  }

  private mutating func probe(_ node: Node) -> Double {
    if node.problem.bounds.areBroken { return Double(bestCost) * Double(scale) }
    if node.isLeaf { return Double(node.bound) }
    var dual = MedianDual(node.problem, scale: scale, price: node.price)
    let outcome = dual.ascend(
      limit: Self.probeLimit, incumbent: bestCost, step: Self.nodeStep, isStopped: isStopped)
    relaxations += dual.relaxations
    return outcome == .closed ? Double(bestCost) * Double(scale) : Double(dual.bound)
  }
}
