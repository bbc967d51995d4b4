// SPDX-License-Identifier: Apache-2.0

import HiGHS
import IncidentAnalysis
import DutyModel
import Geography
import PlanningKernels

/// Chooses the posts by maximal covering, proven by HiGHS; values edits, changes and other numbers.
struct PostSolver {
  let problem: PostProblem
  let context: PlanningContext
  /// Junctions of the plan in force, with its version; `nil` where there is none.
  let current: (junctions: [ID<Junction>], version: Version)?

  struct Answer {
    /// The places in order of junction.
    var places: PlaceReach
    /// Positions of the places among the problem's candidates.
    var sites: [Int]
    var record: SolveRecord
    var edits: [EditOutcome]
    var comparison: PlanComparison?
  }

  func solve() throws(PlanningError) -> Answer {
    let posts = context.options.posts
    let result = try solve(posts: posts, options: context.kernelOptions, problem.edits)
    let free = filled(result.sites, to: posts)
    var sites = free
    let edits = try problem.edits.outcomes(result, names: context.names, unit: 1000) {
      edits throws(PlanningError) in
      try solve(posts: posts, options: context.kernelOptions, edits)
    }
    var comparison: PlanComparison?
    if current != nil {
      (sites, comparison) = try PostChange(solver: self).solve(free: result, filled: free)
    }
    return Answer(
      places: problem.reach.chosen(sites), sites: sites,
      record: try record(result, sites: sites),
      edits: edits, comparison: comparison)
  }

  /// What the plan covers, beside the bound of the plan without regard to the one in force.
  private func record(
    _ result: KernelResult<[Int]>, sites: [Int]
  ) throws(PlanningError) -> SolveRecord {
    let covered = try wrapped { () throws(KernelError) in
      try problem.table().coveredDemand(by: sites)
    }
    return SolveRecord(
      problem: "mclp-posts", solver: "HiGHS \(context.solvers.highs.library.version)",
      status: covered == result.bound ? .optimal : .feasible, objective: Double(covered) / 1000,
      bound: Double(result.bound) / 1000, seconds: result.seconds, seed: context.options.seed)
  }

  /// Ten and five posts, and ten officers, fewer and more; each with the bound of a quick search.
  ///
  /// - Parameter people: on the planned posts together; other numbers of posts have as many each.
  func marginal(
    objective: Double, people: Int
  ) throws(PlanningError) -> [PlanEvaluation.MarginalPoint] {
    let posts = context.options.posts
    let each = Double(people) / Double(max(1, posts))
    let tenOfficers = max(1, Int((10 / max(each, 0.1)).rounded()))
    let steps = Set([-10, -5, -tenOfficers, tenOfficers, 5, 10]).sorted()
    var quick = context.kernelOptions
    quick.prover = nil
    var points = [
      PlanEvaluation.MarginalPoint(
        places: posts, expectedPerYear: objective, people: people, bound: objective)
    ]
    for number in steps.map({ posts + $0 }) where isPossible(number) {
      let result = try solve(posts: number, options: quick, problem.edits)
      points.append(
        .init(
          places: number, expectedPerYear: Double(result.objective) / 1000,
          people: Int((Double(number) * each).rounded()), bound: Double(result.bound) / 1000))
    }
    return points.sorted { $0.places < $1.places }
  }

  private func isPossible(_ posts: Int) -> Bool {
    let least = max(
      problem.edits.pinned.count, problem.quotas.reduce(0) { $0 + $1.minimum })
    let most = problem.quotas.reduce(0) { $0 + $1.maximum }
    return posts >= max(1, least) && posts <= min(most, problem.groups.count)
  }

  private func solve(
    posts: Int, options: KernelOptions, _ edits: SiteEdits
  ) throws(PlanningError) -> KernelResult<[Int]> {
    try wrapped { () throws(KernelError) in
      try MaximalCovering(table: problem.table(), limit: posts, rules: problem.rules(edits))
        .solve(options)
    }
  }

  func wrapped<Value>(_ body: () throws(KernelError) -> Value) throws(PlanningError) -> Value {
    do {
      return try body()
    } catch {
      throw .kernel(
        step: LocalizedName(chinese: "高峰岗位选址", english: "Choosing the peak posts"),
        error: error)
    }
  }

  /// The kernel leaves out sites that add nothing; the planner asked for a number, so the hottest
  /// crossings that the brigades can still hold fill it.
  func filled(_ sites: [Int], to posts: Int) -> [Int] {
    let closed = Set(problem.rules(problem.edits).forbidden)
    var counts = Array(repeating: 0, count: problem.quotas.count)
    for site in sites { counts[Int(problem.groups[site])] += 1 }
    var chosen = Set(sites)
    for site in problem.groups.indices
    where chosen.count < posts && !chosen.contains(site) && !closed.contains(site) {
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
