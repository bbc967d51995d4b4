// SPDX-License-Identifier: Apache-2.0

import HiGHS

/// What the search tree left open, as a mixed-integer programme for HiGHS.
///
/// Falling levels need no order among the steps of a class. Where a later step is worth more than an earlier
/// one, each class takes a whole number of steps in order.
struct CoverProof {
  let problem: ReducedCover
  let bounds: SelectionBounds
  let levels: CoverLevels
  let mates: SiteMates
  let tree: CoverTree

  struct Outcome {
    /// Holds a choice at least as good as the tree's.
    var search: CoverSearch
    /// What no choice exceeds.
    var bound: Int64
    var nodes: Int
    /// Whether there is proof that no choice is better than the tree's.
    var isImpossible: Bool

    /// Whether a better choice, or any that obeys the minimums, may be there.
    var isOpen: Bool { bound > search.value || search.hasUnmetMinimum }
  }

  func run(
    _ prover: HiGHSSolver, _ options: KernelOptions, remaining: Duration
  ) throws(KernelError) -> Outcome {
    let (model, columnOfSite, base) = makeModel()
    let settings = HiGHSOptions(
      timeLimit: remaining, seed: Int32(truncatingIfNeeded: options.seed & 0x7FFF_FFFF),
      startSolution: start(columnOfSite))
    let solution: HiGHSSolution
    do {
      solution = try prover.solveBlocking(model, options: settings, stop: options.stop)
    } catch { throw .solver(error) }
    return combine(solution, columnOfSite, base)
  }

  /// The tree's choice, if the programme allows it: sites are fixed for whatever is better, so the choice at hand
  /// may hold one fixed out or lack one fixed in, and HiGHS refuses a start outside the bounds.
  private func start(_ columnOfSite: [Int: Int]) -> [Int: Double] {
    let chosen = Set(tree.search.chosen)
    guard chosen.allSatisfy({ columnOfSite[$0] != nil }) else { return [:] }
    guard columnOfSite.keys.allSatisfy({ !mustChoose($0) || chosen.contains($0) }) else {
      return [:]
    }
    return Dictionary(
      uniqueKeysWithValues: columnOfSite.map { ($1, chosen.contains($0) ? 1 : 0) })
  }

  private func mustChoose(_ site: Int) -> Bool {
    tree.rootMust.indices.contains(site) && tree.rootMust[site]
  }

  private func mustLeave(_ site: Int) -> Bool {
    tree.rootLeave.indices.contains(site) && tree.rootLeave[site]
  }

  /// Sites fixed out have no column; sites fixed in have one that is 1.
  private func makeModel() -> (model: LinearModel, columnOfSite: [Int: Int], base: Int64) {
    var model = LinearModel(.maximize)
    var columnOfSite: [Int: Int] = [:]
    for site in problem.sites.indices where !mustLeave(site) || mustChoose(site) {
      columnOfSite[site] = model.addColumn(
        cost: 0, lower: mustChoose(site) ? 1 : 0, upper: 1, isInteger: true)
    }
    var base: Int64 = 0
    for item in problem.weight.indices {
      let coverers = problem.coverers[item].map { Int($0) }
      let already = Int(problem.keptCovers[item])
      let sure = already + coverers.count { mustChoose($0) }
      for level in already..<max(already, min(sure, levels.count)) {
        base += problem.weight[item] * levels.values[level]
      }
      let columns = coverers.filter { !mustChoose($0) }.compactMap { columnOfSite[$0] }
      if sure < levels.count && !columns.isEmpty { addSteps(to: &model, item, from: sure, columns) }
    }
    addCounts(to: &model, columnOfSite)
    return (model, columnOfSite, base)
  }

  /// A column for each step of the class that its open coverers can reach.
  private func addSteps(to model: inout LinearModel, _ item: Int, from sure: Int, _ columns: [Int])
  {
    var steps: [Int] = []
    for level in sure..<min(levels.count, sure + columns.count) {
      let worth = Double(problem.weight[item] * levels.values[level])
      steps.append(model.addColumn(cost: worth, upper: 1, isInteger: !levels.isFalling))
    }
    model.addRow(
      columns.map { (column: $0, coefficient: 1) } + steps.map { (column: $0, coefficient: -1) },
      lower: 0)
    if levels.isFalling { return }
    for (earlier, later) in zip(steps, steps.dropFirst()) {
      model.addRow([(earlier, 1), (later, -1)], lower: 0)
    }
    if steps.count == 2 && sure == 0 && columns.count <= 12 {
      addPairs(to: &model, steps[1], columns)
    }
  }

  /// A second cover needs one among the others whichever site is left out, which is tighter than counting to 2.
  private func addPairs(to model: inout LinearModel, _ second: Int, _ columns: [Int]) {
    for left in columns {
      let others = columns.filter { $0 != left }
      model.addRow(
        others.map { (column: $0, coefficient: 1) } + [(column: second, coefficient: -1)], lower: 0)
    }
  }

  private func addCounts(to model: inout LinearModel, _ columnOfSite: [Int: Int]) {
    model.addSumRow(columnOfSite.values.sorted(), upper: Double(bounds.limit))
    for group in bounds.minimum.indices {
      let members = columnOfSite.filter { problem.group[$0.key] == group }.values.sorted()
      model.addSumRow(
        members, lower: Double(bounds.minimum[group]),
        upper: bounds.maximum[group] == .max ? .infinity : Double(bounds.maximum[group]))
    }
    if mates.isEmpty { return }
    for site in problem.sites.indices {
      for mate in mates[site] where Int(mate) > site {
        guard let one = columnOfSite[site], let other = columnOfSite[Int(mate)] else { continue }
        model.addSumRow([one, other], upper: 1)
      }
    }
  }

  /// Without the sites fixed out the programme bounds only what is better than the incumbent, so
  /// the bound is never below the incumbent's value.
  private func combine(
    _ solution: HiGHSSolution, _ columnOfSite: [Int: Int], _ base: Int64
  ) -> Outcome {
    var improved = tree.search
    if solution.values != nil {
      improved.choose(
        columnOfSite.filter { solution.integer($0.value) == 1 }.map(\.key).sorted())
    }
    let best =
      improved.value > tree.search.value || tree.search.hasUnmetMinimum ? improved : tree.search
    let isClosed = solution.status == .optimal || solution.status == .infeasible
    let proven = solution.bound.map { base + Int64(($0 + 1e-6).rounded(.down)) }
    return Outcome(
      search: best,
      bound: isClosed ? best.value : max(best.value, min(tree.bound, proven ?? tree.bound)),
      nodes: solution.nodes, isImpossible: solution.status == .infeasible)
  }
}

extension CoverProof.Outcome {
  /// What the tree alone has found.
  init(of tree: CoverTree) {
    self.init(
      search: tree.search, bound: tree.bound, nodes: tree.relaxations, isImpossible: false)
  }
}
