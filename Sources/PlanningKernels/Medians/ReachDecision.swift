// SPDX-License-Identifier: Apache-2.0

/// Decides whether a choice that obeys the rules brings every cell within a radius.
///
/// Exchanges look for a choice that leaves no cell out. If they find none, branch and bound does, or
/// proves that there is none: each site costs 1 there, so that a bound above the limit is the proof.
struct ReachDecision {
  enum Answer {
    /// The sites, kept ones among them.
    case sites([Int])
    case impossible
    case unknown
  }

  let table: DistanceTable
  let rules: SiteRules
  let limit: Int
  /// Whether a cell has to be served.
  let counts: (Int) -> Bool
  let seed: UInt64
  let isStopped: () -> Bool
  private(set) var relaxations = 0

  private static let rounds = 10

  init(
    table: DistanceTable, rules: SiteRules, limit: Int, seed: UInt64,
    isStopped: @escaping () -> Bool, counts: @escaping (Int) -> Bool
  ) {
    self.table = table
    self.rules = rules
    self.limit = limit
    self.seed = seed
    self.isStopped = isStopped
    self.counts = counts
  }

  mutating func answer(radius: Int32) -> Answer {
    let reach = ReachProblem(table, rules, limit: limit, radius: radius, counts: counts)
    var search = MedianSearch(Self.coverage(reach))
    search.improve()
    if search.value > 0 {
      var generator = SeededGenerator(seed: seed)
      search.perturb(rounds: Self.rounds, using: &generator)
    }
    if search.value == 0 { return .sites(rules.kept + search.sites) }
    let problem = Self.covering(reach)
    let largest = (0..<problem.sites.count).map { problem.columns.range($0).count }.max() ?? 1
    let price = [Int64](
      repeating: problem.scale / Int64(max(1, largest)), count: problem.rowCount)
    // Any choice will do: its cost of 0 ends the search.
    let (table, rules, counts) = (table, rules, counts)
    var tree = MedianTree(best: [], cost: Int64(reach.bounds.limit) + 1, isStopped: isStopped) {
      table.serves(rules.kept + $0, radius, counts) ? 0 : nil
    }
    tree.run(problem, price: price, &search)
    relaxations += tree.relaxations
    if tree.bestCost == 0 { return .sites(rules.kept + tree.best) }
    return tree.isComplete ? .impossible : .unknown
  }

  /// Some choice that reaches every cell.
  mutating func anyChoice() throws(KernelError) -> [Int] {
    switch answer(radius: DistanceTable.unreachable - 1) {
    case .sites(let sites): return sites
    case .impossible: throw .unreachable(limit: limit)
    case .unknown: throw .noneFound(limit: limit)
    }
  }

  /// Leave as few rows out as possible.
  private static func coverage(_ reach: ReachProblem) -> MedianProblem {
    problem(reach, opening: 0, cap: 1)
  }

  /// Serve every row with as few sites as possible.
  private static func covering(_ reach: ReachProblem) -> MedianProblem {
    problem(reach, opening: 1, cap: Int64(reach.bounds.limit) + 1)
  }

  private static func problem(
    _ reach: ReachProblem, opening: Int64, cap: Int64
  ) -> MedianProblem {
    MedianProblem(
      sites: reach.sites, group: reach.group, opening: reach.sites.map { _ in opening },
      bounds: reach.bounds
    ) { problem in
      var keys: [UInt64] = []
      for servers in reach.servers {
        keys.removeAll(keepingCapacity: true)
        servers.forEach { keys.append(NeighbourLists.key(0, $0)) }
        problem.append(weight: 1, cap: cap, keys: keys)
      }
    }
  }
}

extension DistanceTable {
  fileprivate func serves(_ sites: [Int], _ radius: Int32, _ counts: (Int) -> Bool) -> Bool {
    (0..<cellCount).allSatisfy { cell in
      !counts(cell) || sites.contains { distance(cell, $0) <= radius }
    }
  }
}
