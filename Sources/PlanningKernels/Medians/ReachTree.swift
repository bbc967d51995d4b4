// SPDX-License-Identifier: Apache-2.0

/// Looks for a choice that serves every row of a `ReachProblem`, or proves that there is none.
///
/// Each node reduces by dominance, bounds the number of sites by `MedianDual` with sites at cost 1,
/// which also settles sites, and splits on the row that fewest sites serve: one of them must be
/// chosen, and a later branch need not try an earlier one again.
struct ReachTree {
  private let isStopped: () -> Bool
  private var relaxationsLeft: Int
  /// The sites found, kept ones left out.
  private(set) var found: [Int]?
  /// Whether everything was explored or a choice was found.
  private(set) var isComplete = true
  private(set) var relaxations = 0

  private static let rootLimit = 400
  private static let nodeLimit = 40

  /// - Parameter effort: relaxations after which the search gives up.
  init(effort: Int, isStopped: @escaping () -> Bool) {
    relaxationsLeft = effort
    self.isStopped = isStopped
  }

  mutating func run(_ problem: ReachProblem) {
    var problem = problem
    let largest = problem.servers.map(\.memberCount).max() ?? 1
    problem.price = problem.servers.map { _ in Self.unit / Int64(max(1, largest)) }
    explore(problem, isRoot: true)
  }

  /// Prices that pass from node to node, where the scale of a problem may differ.
  private static let unit: Int64 = 1 << 24

  private mutating func explore(_ start: ReachProblem, isRoot: Bool = false) {
    var reach = start
    while true {
      if found != nil || reach.isImpossible { return }
      if reach.servers.isEmpty { return complete(reach) }
      let problem = MedianProblem(reach, opening: 1, cap: Int64(reach.bounds.limit) + 1)
      let scale = problem.scale
      var dual = MedianDual(
        problem, scale: scale, price: reach.price.map { $0 / (Self.unit / scale) })
      let outcome = dual.ascend(
        limit: isRoot ? Self.rootLimit : Self.nodeLimit,
        incumbent: Int64(reach.bounds.limit) + 1, step: isRoot ? 1 : 0.5, isStopped: isStopped)
      relaxations += dual.relaxations
      relaxationsLeft -= dual.relaxations
      if outcome == .closed { return }
      if outcome == .stopped || relaxationsLeft < 0 {
        isComplete = false
        return
      }
      reach.price = dual.bestPrice.map { $0 * (Self.unit / scale) }
      let needed = reach.sites.indices.filter { dual.isNeeded[$0] }
      let dropped = reach.sites.indices.filter { !dual.stays[$0] }
      if needed.isEmpty && dropped.count * 10 < reach.sites.count {
        return branch(reach, dropped, dual.share)
      }
      reach.settle(choosing: needed, dropping: dropped)
    }
  }

  private mutating func branch(_ reach: ReachProblem, _ dropped: [Int], _ share: [Double]) {
    var gone = dropped
    let columns = reach.hardestRow.filter { !dropped.contains($0) }
    for column in columns.sorted(by: { (share[$0], $1) > (share[$1], $0) }) {
      var child = reach
      child.settle(choosing: [column], dropping: gone)
      explore(child)
      if found != nil || !isComplete { return }
      gone.append(column)
    }
  }

  /// Every row is served; groups may still ask for more sites.
  private mutating func complete(_ reach: ReachProblem) {
    var search = MedianSearch(MedianProblem(reach, opening: 1, cap: 1))
    search.improve()
    found = reach.chosen + search.sites
  }
}
