// SPDX-License-Identifier: Apache-2.0

import HiGHS
import IncidentAnalysis
import DutyModel
import PlanningKernels

/// Chooses the posts by maximal covering, proven by HiGHS, and values a few posts more or fewer.
struct PostSolver {
  let problem: PostProblem
  let context: PlanningContext

  struct Answer {
    /// The places in order of junction.
    var places: PlaceReach
    var record: SolveRecord
    var marginal: [PlanEvaluation.MarginalPoint]
  }

  func solve() throws(PlanningError) -> Answer {
    let posts = context.options.posts
    let result = try solve(posts: posts, options: context.kernelOptions)
    var quick = context.kernelOptions
    quick.prover = nil
    var marginal: [PlanEvaluation.MarginalPoint] = []
    for number in [posts - 10, posts - 5, posts, posts + 5, posts + 10]
    where isPossible(number) {
      let value =
        number == posts ? result.objective : try solve(posts: number, options: quick).objective
      marginal.append(.init(places: number, expectedPerYear: Double(value) / 1000))
    }
    return Answer(
      places: problem.reach.chosen(filled(result.sites, to: posts)),
      record: SolveRecord(
        problem: "mclp-posts", solver: "HiGHS \(context.solvers.highs.library.version)",
        status: result.status.recorded, objective: Double(result.objective) / 1000,
        bound: Double(result.bound) / 1000, seconds: result.seconds, seed: context.options.seed),
      marginal: marginal)
  }

  private func isPossible(_ posts: Int) -> Bool {
    let least = problem.quotas.reduce(0) { $0 + $1.minimum }
    let most = problem.quotas.reduce(0) { $0 + $1.maximum }
    return posts >= max(1, least) && posts <= min(most, problem.groups.count)
  }

  private func solve(
    posts: Int, options: KernelOptions
  ) throws(PlanningError) -> KernelResult<[Int]> {
    do {
      let table = try CoverTable(
        demand: problem.demand, covers: problem.reach.streets.map { $0.map(\.segment) })
      return try MaximalCovering(
        table: table, limit: posts,
        rules: SiteRules(groups: problem.groups, quotas: problem.quotas)
      ).solve(options)
    } catch {
      throw .kernel(
        step: LocalizedName(chinese: "高峰岗位选址", english: "Choosing the peak posts"),
        error: error)
    }
  }

  /// The kernel leaves out sites that add nothing; the planner asked for a number, so the hottest
  /// crossings that the brigades can still hold fill it.
  private func filled(_ sites: [Int], to posts: Int) -> [Int] {
    var counts = Array(repeating: 0, count: problem.quotas.count)
    for site in sites { counts[Int(problem.groups[site])] += 1 }
    var chosen = Set(sites)
    for site in problem.groups.indices where chosen.count < posts && !chosen.contains(site) {
      let group = Int(problem.groups[site])
      guard counts[group] < problem.quotas[group].maximum else { continue }
      counts[group] += 1
      chosen.insert(site)
    }
    return chosen.sorted { problem.reach.junctions[$0] < problem.reach.junctions[$1] }
  }
}

extension KernelStatus {
  var recorded: SolveRecord.Status {
    switch self {
    case .optimal: .optimal
    case .feasible, .stopped: .feasible
    }
  }
}
