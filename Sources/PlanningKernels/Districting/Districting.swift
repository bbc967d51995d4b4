// SPDX-License-Identifier: Apache-2.0

/// Splits a graph into connected districts of about equal workload, each close around its centre.
///
/// Centres are drawn, then three things alternate: districts grow around the centres with head
/// starts, head starts of districts with too much work are raised, and centres move to the median of
/// their district. The best balance met is then evened out by moves of boundary nodes. The objective
/// is the greatest load; its bound is the mean load, or the heaviest node. Iterations are growths and
/// moves.
///
/// A graph of several parts: districts go to the parts in proportion to their workload. A part that
/// gets none is joined whole to the district whose centre is nearest by `positions`, or without
/// positions to the one with the least load, and its nodes are listed in the result.
/// A graph without any workload is split by number of nodes.
///
/// - Complexity: about 100 shortest path searches over the graph; 20 000 nodes take well under 2 s.
public struct Districting: Sendable {
  public let graph: DistrictGraph
  public let count: Int
  /// Loads may differ from the mean by this many thousandths before nodes are moved for balance;
  /// greater values give rounder districts.
  public let tolerance: Int

  public init(graph: DistrictGraph, count: Int, tolerance: Int = 20) throws(KernelError) {
    guard (1...max(1, graph.nodeCount)).contains(count), graph.nodeCount > 0 else {
      throw .tooFewNodes(districts: count, nodes: graph.nodeCount)
    }
    if tolerance < 0 {
      throw .negative(table: "tolerance", position: 0, value: Int64(tolerance))
    }
    self.graph = graph
    self.count = count
    self.tolerance = tolerance
  }

  /// The same graph, count and seed give the same districts.
  public func solve(seed: UInt64 = 1) -> KernelResult<Districts> {
    let watch = Stopwatch(limit: .zero)
    let hasLoad = graph.workload.contains { $0 > 0 }
    let workload = hasLoad ? graph.workload : graph.workload.map { _ in 1 }
    let seeds = DistrictSeeds.centers(
      graph, workload: workload, components: graph.components(), count: count, seed: seed)
    var layout = DistrictLayout(graph, workload: workload, centers: seeds)
    layout.improve()
    var balance = DistrictBalance(
      graph, workload: workload, growth: layout.growth, centers: layout.centers)
    let mean = workload.reduce(0, +) / Int64(count)
    balance.run(tolerance: mean * Int64(tolerance) / 1000, moveLimit: 5000)
    let districts = DistrictJoin(graph).finish(balance.district, centers: layout.centers)
    return result(districts, layout.iterations + balance.moves, watch)
  }

  private func result(
    _ districts: Districts, _ iterations: Int, _ watch: Stopwatch
  ) -> KernelResult<Districts> {
    let objective = districts.loads.max() ?? 0
    let total = graph.workload.reduce(0, +)
    let mean = (total + Int64(count) - 1) / Int64(count)
    let bound = max(mean, graph.workload.max() ?? 0)
    return KernelResult(
      choice: districts, objective: objective, bound: bound,
      status: objective == bound ? .optimal : .feasible, iterations: iterations,
      seconds: watch.seconds)
  }
}
