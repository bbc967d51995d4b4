// SPDX-License-Identifier: Apache-2.0

/// Decides whether a choice that obeys the rules brings every cell within a radius.
///
/// Exchanges look for a choice that leaves no cell out; if they find none, `ReachTree` does, or proves
/// that there is none.
struct ReachDecision {
  enum Answer {
    /// The sites, kept ones among them.
    case sites([Int])
    case impossible
    /// The effort or the time was spent.
    case unknown
  }

  let table: DistanceTable
  let rules: SiteRules
  let limit: Int
  let seed: UInt64
  let isStopped: () -> Bool
  /// Whether a cell has to be served.
  let counts: (Int) -> Bool
  private(set) var relaxations = 0

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

  /// - Parameter effort: relaxations after which the answer may be `unknown`.
  mutating func answer(radius: Int32, effort: Int = .max) -> Answer {
    let reach = ReachProblem(table, rules, limit: limit, radius: radius, counts: counts)
    var search = MedianSearch(MedianProblem(reach, opening: 0, cap: 1))
    search.improve()
    if search.value > 0 {
      var generator = SeededGenerator(seed: seed)
      search.perturb(rounds: min(200, 10 + effort / 500), using: &generator)
    }
    if search.value == 0 { return .sites(rules.kept + search.sites) }
    var tree = ReachTree(effort: effort, isStopped: isStopped)
    tree.run(reach)
    relaxations += tree.relaxations
    if let sites = tree.found { return .sites(rules.kept + sites) }
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
}
