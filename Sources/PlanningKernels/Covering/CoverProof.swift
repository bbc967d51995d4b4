// SPDX-License-Identifier: Apache-2.0

import HiGHS

/// What the Lagrangian bound left open, as a mixed-integer programme for HiGHS.
struct CoverProof {
  let problem: ReducedCover
  let bounds: SelectionBounds
  let dual: CoverDual

  /// A choice at least as good as the search's, and the demand that no choice exceeds.
  func run(
    from search: CoverSearch, prover: HiGHSSolver, options: KernelOptions, remaining: Duration
  ) throws(KernelError) -> (chosen: [Int], bound: Int64) {
    let (model, columnOfSite, base) = makeModel()
    var start: [Int: Double] = [:]
    for column in columnOfSite.values { start[column] = 0 }
    for site in search.chosen { if let column = columnOfSite[site] { start[column] = 1 } }
    let settings = HiGHSOptions(
      timeLimit: remaining, seed: Int32(truncatingIfNeeded: options.seed & 0x7FFF_FFFF),
      startSolution: search.chosen.allSatisfy { columnOfSite[$0] != nil } ? start : [:])
    let solution: HiGHSSolution
    do {
      solution = try prover.solveBlocking(model, options: settings, stop: options.stop)
    } catch { throw .solver(error) }
    return combine(solution, columnOfSite, base, search)
  }

  /// Sites fixed out have no column; sites fixed in have one that is 1.
  private func makeModel() -> (model: LinearModel, columnOfSite: [Int: Int], base: Int64) {
    let must = Set(dual.mustChoose)
    var model = LinearModel(.maximize)
    var columnOfSite: [Int: Int] = [:]
    for site in problem.sites.indices where dual.mayChoose[site] || must.contains(site) {
      columnOfSite[site] = model.addColumn(
        cost: 0, lower: must.contains(site) ? 1 : 0, upper: 1, isInteger: true)
    }
    var base: Int64 = 0
    for item in problem.weight.indices {
      let coverers = problem.coverers[item].map { Int($0) }
      if coverers.contains(where: must.contains) {
        base += problem.weight[item]
        continue
      }
      let columns = coverers.compactMap { columnOfSite[$0] }
      if columns.isEmpty { continue }
      let covered = model.addColumn(cost: Double(problem.weight[item]), upper: 1)
      model.addRow(
        columns.map { (column: $0, coefficient: 1) } + [(covered, -1)], lower: 0)
    }
    addCounts(to: &model, columnOfSite)
    return (model, columnOfSite, base)
  }

  private func addCounts(to model: inout LinearModel, _ columnOfSite: [Int: Int]) {
    model.addSumRow(columnOfSite.values.sorted(), upper: Double(bounds.limit))
    for group in bounds.minimum.indices {
      let members = columnOfSite.filter { problem.group[$0.key] == group }.values.sorted()
      model.addSumRow(
        members, lower: Double(bounds.minimum[group]),
        upper: bounds.maximum[group] == .max ? .infinity : Double(bounds.maximum[group]))
    }
  }

  /// Without the sites fixed out the programme bounds only what is better than the incumbent, so
  /// the bound is never below the incumbent's value.
  private func combine(
    _ solution: HiGHSSolution, _ columnOfSite: [Int: Int], _ base: Int64, _ search: CoverSearch
  ) -> (chosen: [Int], bound: Int64) {
    var improved = search
    if solution.values != nil {
      improved.choose(
        columnOfSite.filter { solution.integer($0.value) == 1 }.map(\.key).sorted())
    }
    let best = improved.value > search.value ? improved : search
    switch solution.status {
    case .optimal, .infeasible: return (best.chosen, best.value)
    case .feasible, .stopped, .unbounded:
      let proven = solution.bound.map { base + Int64(($0 + 1e-6).rounded(.down)) }
      return (best.chosen, max(best.value, min(dual.bound, proven ?? dual.bound)))
    }
  }
}
