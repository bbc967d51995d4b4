// SPDX-License-Identifier: Apache-2.0

/// Redraws districts so that they are balanced again while as little workload as possible changes
/// hands.
///
/// ```
/// given      a graph with workloads, old[n] in 0..<k or -1, a greatest load U
/// choose     new[n] in 0..<k, every district connected (as far as the graph is), no load above U
/// minimise   Σ workload[n] over the nodes with old[n] >= 0 and new[n] != old[n]
/// ```
///
/// Nodes without an owner join a neighbour; an old district in several parts keeps the heaviest, as
/// long as that part has a way to the others at all. Then boundary nodes leave districts that are too
/// heavy for lighter neighbours, first those whose move costs least for the load it takes off; at the
/// end every node that can go home without harm does. The result names what moved, and no redraw
/// moves less than `bound`: what the old districts have above U must leave them, whatever is done.
///
/// Where U cannot be reached the greatest load found is as low as the moves could make it, and the
/// status says `feasible` with that load.
public struct DistrictRevision: Sendable {
  public let graph: DistrictGraph
  public let old: [Int32]
  public let count: Int
  /// Loads may exceed the mean by so many thousandths.
  public let tolerance: Int

  public struct Outcome: Sendable, Hashable {
    /// By node, its district.
    public let district: [Int32]
    /// By district.
    public let loads: [Int64]
    /// Nodes that had another district before, in ascending order.
    public let moved: [Int]
    /// The load that no district should exceed, and whether none does.
    public let ceiling: Int64
    public let isBalanced: Bool
  }

  /// - Parameter old: by node, its district, or -1 for a new one.
  public init(
    graph: DistrictGraph, old: [Int32], count: Int, tolerance: Int = 100
  ) throws(KernelError) {
    guard (1...max(1, graph.nodeCount)).contains(count), graph.nodeCount > 0 else {
      throw .tooFewNodes(districts: count, nodes: graph.nodeCount)
    }
    if old.count != graph.nodeCount {
      throw .length(table: "old districts", expected: graph.nodeCount, found: old.count)
    }
    for (node, district) in old.enumerated() where district < -1 || district >= count {
      throw .outOfRange(
        table: "old districts", position: node, value: Int(district), limit: count)
    }
    if tolerance < 0 {
      throw .negative(table: "tolerance", position: 0, value: Int64(tolerance))
    }
    self.graph = graph
    self.old = old
    self.count = count
    self.tolerance = tolerance
  }

  /// The objective is the workload that changed hands. Iterations are moves.
  ///
  /// - Parameter attempts: the first follows the prices, further ones stray from them; the best counts.
  public func solve(seed: UInt64 = 1, attempts: Int = 6) -> KernelResult<Outcome> {
    let watch = Stopwatch(limit: .zero)
    let redraw = bestRedraw(seed: seed, attempts: attempts)
    let moved = old.indices.filter { old[$0] >= 0 && redraw.district[$0] != old[$0] }
    let objective = moved.reduce(Int64(0)) { $0 + graph.workload[$1] }
    let isBalanced = redraw.loads.allSatisfy { $0 <= ceiling }
    return KernelResult(
      choice: Outcome(
        district: redraw.district, loads: redraw.loads, moved: moved, ceiling: ceiling,
        isBalanced: isBalanced),
      objective: objective, bound: min(bound, objective),
      status: isBalanced && objective <= bound ? .optimal : .feasible,
      iterations: redraw.moves, seconds: watch.seconds)
  }

  /// Balanced before not, then the least moved, then the lower greatest load.
  private func bestRedraw(seed: UInt64, attempts: Int) -> DistrictRedraw {
    var best: (key: (Int64, Int64, Int64), redraw: DistrictRedraw)?
    for attempt in 0..<max(1, attempts) {
      var redraw = DistrictRedraw(
        graph, old: old, count: count, ceiling: ceiling,
        straying: attempt == 0 ? nil : SeededGenerator(seed: seed &+ UInt64(attempt)))
      redraw.run()
      let above = redraw.loads.reduce(Int64(0)) { $0 + max(0, $1 - ceiling) }
      let key = (above, moved(redraw), redraw.loads.max() ?? 0)
      if best.map({ key < $0.key }) ?? true { best = (key, redraw) }
      if above == 0, key.1 <= bound { break }
    }
    return best?.redraw ?? DistrictRedraw(graph, old: old, count: count, ceiling: ceiling)
  }

  private func moved(_ redraw: DistrictRedraw) -> Int64 {
    old.indices.reduce(0) {
      old[$1] >= 0 && redraw.district[$1] != old[$1] ? $0 + graph.workload[$1] : $0
    }
  }

  /// The mean with the tolerance, but no less than the heaviest node.
  var ceiling: Int64 {
    let total = graph.workload.reduce(0, +)
    let mean = (total + Int64(count) - 1) / Int64(count)
    return max(mean + mean * Int64(tolerance) / 1000, graph.workload.max() ?? 0)
  }

  /// What the old districts have above the ceiling.
  var bound: Int64 {
    var loads = [Int64](repeating: 0, count: count)
    for node in old.indices where old[node] >= 0 { loads[Int(old[node])] += graph.workload[node] }
    return loads.reduce(0) { $0 + max(0, $1 - ceiling) }
  }
}
