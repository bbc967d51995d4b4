// SPDX-License-Identifier: Apache-2.0

import HiGHS

/// How every covering kernel with a limit is solved: reduce, search, branch and bound, and HiGHS for what is
/// left.
struct CoverSolver {
  let table: CoverTable
  let limit: Int
  let rules: SiteRules
  let levels: CoverLevels

  /// Entries of the table that the tree may touch before HiGHS takes over, by how many sites are still open:
  /// with few the tree is faster, with many HiGHS. Measured in docs/models/maximal-covering.md.
  private static let shortWork = 20_000_000
  private static let longWork = 3_000_000_000
  private static let fewSites = 150
  private static let fewChosen = 30
  private static let manySites = 800
  private static let wideGap = 0.000_2
  /// A long descent at the root is not interrupted: it needs a limit of which the proof's share has room for it.
  private static let patientLimit = Duration.seconds(60)

  /// Of the time limit, for the proof before longer runs.
  private static let shortProof = 0.1

  /// Whether choices that annealing finds are gathered before HiGHS takes over.
  var gathers = true
  /// Sites of a choice that is known and obeys the rules; kept ones need not be among them.
  var known: [Int] = []

  func solve(_ options: KernelOptions) throws(KernelError) -> KernelResult<[Int]> {
    let watch = Stopwatch(limit: options.timeLimit)
    let problem = ReducedCover(table, rules, levels: levels.count) { group in
      group < 0 || rules.quotas[group].minimum <= 0
    }
    let bounds = SelectionBounds(rules, limit: limit)
    let mates = SiteMates(rules, sites: problem.sites)
    var search = CoverSearch(problem, bounds, levels: levels, mates: mates)
    search.run(scanBudget: Self.scanBudget(problem), seed: options.seed)
    begin(&search, problem)
    var tree = CoverTree(problem, bounds, levels: levels, mates: mates, from: search)
    if !search.hasUnmetMinimum && levels.isFalling {
      grow(&tree, problem, bounds, options, watch)
    }
    var proof = CoverProof.Outcome(of: tree)
    if gathers && isHard(tree, problem) {
      try gather(&tree, &proof, problem, bounds, mates, options, watch)
    }
    if proof.isOpen { try prove(&proof, tree, problem, bounds, mates, options, watch.remaining) }
    search = proof.search
    if search.hasUnmetMinimum { throw proof.isImpossible ? .contradictoryRules : .undecided }
    search.prune()
    return result(search.chosen.map { problem.sites[$0] }, proof.bound, proof.nodes, options, watch)
  }

  /// Choices are gathered until they agree. Then there is a short proof, because many a city is closed by it; what
  /// stays open gets longer runs.
  private func gather(
    _ tree: inout CoverTree, _ proof: inout CoverProof.Outcome, _ problem: ReducedCover,
    _ bounds: SelectionBounds, _ mates: SiteMates, _ options: KernelOptions, _ watch: Stopwatch
  ) throws(KernelError) {
    var gathering = CoverGathering(
      self, problem, bounds, mates: mates, from: tree.search, options)
    var mayImprove = true
    var isFirst = true
    while mayImprove && proof.isOpen {
      mayImprove = try gathering.improve(&proof.search, watch)
      if mayImprove && !isFirst { continue }
      tree = CoverTree(
        problem, bounds, levels: levels, mates: mates, from: proof.search,
        isPatient: options.timeLimit >= Self.patientLimit)
      grow(&tree, problem, bounds, options, watch)
      tree.inherit(bound: proof.bound, relaxations: proof.nodes)
      proof = CoverProof.Outcome(of: tree)
      if mayImprove && proof.isOpen {
        let limit = min(watch.remaining, options.timeLimit * Self.shortProof)
        try prove(&proof, tree, problem, bounds, mates, options, limit)
      }
      isFirst = false
    }
  }

  /// HiGHS goes on where the tree ended.
  private func prove(
    _ proof: inout CoverProof.Outcome, _ tree: CoverTree, _ problem: ReducedCover,
    _ bounds: SelectionBounds, _ mates: SiteMates, _ options: KernelOptions, _ limit: Duration
  ) throws(KernelError) {
    guard let prover = options.prover, !options.stop.isStopped, limit > .zero else { return }
    let outcome = try CoverProof(
      problem: problem, bounds: bounds, levels: levels, mates: mates, tree: tree
    ).run(prover, options, remaining: limit)
    proof = outcome
    proof.nodes += tree.relaxations
  }

  /// Starts from the known choice if it is better.
  private func begin(_ search: inout CoverSearch, _ problem: ReducedCover) {
    if known.isEmpty { return }
    var other = search
    let isKnown = Set(known)
    other.choose(problem.sites.indices.filter { isKnown.contains(problem.sites[$0]) })
    // Known sites that others dominate are gone.
    other.fillGreedily()
    other.improveByExchange()
    if other.value > search.value { search = other }
  }

  /// Whether the problem is large and its root left more open than HiGHS closes soon. Measured on cities.
  private func isHard(_ tree: CoverTree, _ problem: ReducedCover) -> Bool {
    let open = Double(tree.bound - tree.search.value) / Double(max(1, tree.bound))
    return problem.sites.count >= Self.manySites && tree.search.chosen.count > 1
      && levels.isFalling && !tree.search.hasUnmetMinimum && open > Self.wideGap
  }

  private func grow(
    _ tree: inout CoverTree, _ problem: ReducedCover, _ bounds: SelectionBounds,
    _ options: KernelOptions, _ watch: Stopwatch
  ) {
    let isStopped = { options.stop.isStopped || watch.remaining == .zero }
    tree.run(
      workLimit: min(Self.shortWork, options.treeWork ?? .max), isStopped: isStopped)
    let isSmall = problem.sites.count <= Self.fewSites && bounds.limit <= Self.fewChosen
    if !tree.isDone && (isSmall || options.prover == nil) {
      tree.run(workLimit: options.treeWork ?? Self.longWork, isStopped: isStopped)
    }
  }

  private func result(
    _ chosen: [Int], _ proven: Int64, _ iterations: Int,
    _ options: KernelOptions, _ watch: Stopwatch
  ) -> KernelResult<[Int]> {
    let sites = (rules.kept + chosen).sorted()
    let objective = table.worth(of: sites, levels)
    let bound = max(objective, table.worth(of: rules.kept, levels) + proven)
    let open: KernelStatus = options.stop.isStopped ? .stopped : .feasible
    return KernelResult(
      choice: sites, objective: objective, bound: bound,
      status: bound == objective ? .optimal : open, iterations: iterations,
      seconds: watch.seconds)
  }

  /// In proportion to the number of sites, and about 5 * 10^7 steps at most.
  private static func scanBudget(_ problem: ReducedCover) -> Int {
    let sites = max(1, problem.sites.count)
    return min(20 * sites, max(500, 50_000_000 / sites))
  }
}
