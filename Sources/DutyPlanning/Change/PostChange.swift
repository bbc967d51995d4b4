// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import Geography
import PlanningKernels

/// The peak's posts beside those in force: what each further move would bring, and the plan that the
/// planner's rule on changes picks.
struct PostChange {
  let solver: PostSolver
  private let current: Set<Int>

  private var problem: PostProblem { solver.problem }
  private var context: PlanningContext { solver.context }

  init(solver: PostSolver) {
    self.solver = solver
    let junctions = Set(solver.current?.junctions ?? [])
    current = Set(
      solver.problem.reach.junctions.indices.filter {
        junctions.contains(solver.problem.reach.junctions[$0])
      })
  }

  /// - Returns: the sites in order of junction, and the comparison.
  func solve(
    free: KernelResult<[Int]>, filled: [Int]
  ) throws(PlanningError) -> (sites: [Int], comparison: PlanComparison) {
    let table = try solver.wrapped { () throws(KernelError) in try problem.table() }
    var frontier = ChangeFrontier(
      table, problem.rules(problem.edits), limit: context.options.posts, current: current)
    try solver.wrapped { () throws(KernelError) in
      try frontier.run(free: free, filled: filled, options: context.kernelOptions)
    }
    let chosen = try choose(&frontier, filled: filled)
    let sites = solver.filled(chosen.sites, to: context.options.posts)
    var points = frontier.points
    if !points.contains(where: { $0.kept == chosen.kept }) { points.append(chosen) }
    return (
      sites,
      PlanComparison(
        current: solver.current?.version ?? context.snapshot.version,
        currentPlaces: solver.current?.junctions.count ?? 0,
        currentObjective: Double(table.coveredDemand(by: current.sorted())) / 1000,
        steps: points.sorted { $0.kept > $1.kept }.map { step($0, frontier) },
        moves: current.count - sites.count(where: current.contains), rule: context.options.change)
    )
  }

  private func choose(
    _ frontier: inout ChangeFrontier, filled: [Int]
  ) throws(PlanningError) -> ChangeFrontier.Point {
    let options = context.kernelOptions
    switch context.options.change {
    case .limit(let moves):
      guard let point = frontier.within(moves: moves) else {
        let least = current.count - (frontier.points.map(\.kept).max() ?? 0)
        throw .changeLimit(limit: moves, least: least)
      }
      return point
    case .penalty(let price):
      return try solver.wrapped { () throws(KernelError) in
        try frontier.priced(Int64((price * 1000).rounded()), options)
      }
    case nil:
      // Of the plans that cover most, the one that keeps most.
      return frontier.points.last
        ?? ChangeFrontier.Point(sites: filled, covered: 0, kept: 0, price: 0)
    }
  }

  private func step(_ point: ChangeFrontier.Point, _ frontier: ChangeFrontier) -> ChangeStep {
    let sites = Set(solver.filled(point.sites, to: context.options.posts))
    return ChangeStep(
      moves: current.count - point.kept, objective: Double(point.covered) / 1000,
      bound: Double(max(point.covered, frontier.bound(keeping: point.kept))) / 1000,
      penalty: point.price.map { Double($0) / 1000 },
      left: names(current.subtracting(sites)), joined: names(sites.subtracting(current)))
  }

  private func names(_ sites: Set<Int>) -> [LocalizedName] {
    sites.map { problem.reach.junctions[$0] }.sorted().map { context.names[$0] }
  }
}
