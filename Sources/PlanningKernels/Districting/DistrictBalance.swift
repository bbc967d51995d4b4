// SPDX-License-Identifier: Apache-2.0

/// Moves boundary nodes from heavier to lighter neighbouring districts, as long as that lowers the
/// sum of squared loads. Both districts stay connected: what removing a node would cut off from the
/// centre moves along with it.
struct DistrictBalance {
  private let graph: DistrictGraph
  private let workload: [Int64]
  private let centers: [Int]
  private(set) var district: [Int32]
  private(set) var loads: [Int64]
  private var members: [[Int]]
  private var trees: [CutTree]
  /// By node, how far it was from its centre at the start; far nodes move first.
  private let distance: [Int64]
  private(set) var moves = 0

  init(_ graph: DistrictGraph, workload: [Int64], growth: DistrictGrowth, centers: [Int]) {
    self.graph = graph
    self.workload = workload
    self.centers = centers
    district = growth.district
    loads = growth.loads
    distance = growth.distance
    members = centers.map { _ in [] }
    for node in district.indices where district[node] >= 0 {
      members[Int(district[node])].append(node)
    }
    trees = []
    trees = centers.indices.map { tree(of: $0) }
  }

  /// - Parameter tolerance: the load that a district may differ from the mean.
  mutating func run(tolerance: Int64, moveLimit: Int) {
    let mean = loads.reduce(0, +) / Int64(max(1, loads.count))
    while moves < moveLimit, loads.contains(where: { abs($0 - mean) > tolerance }),
      let move = nextMove()
    {
      apply(move)
      moves += 1
    }
  }

  private struct Move {
    var node: Int
    var from: Int
    var to: Int
    var nodes: [Int]
    var load: Int64
  }

  /// From the heaviest district that has one: the move of the node farthest from its centre.
  private func nextMove() -> Move? {
    let order = loads.indices.sorted {
      loads[$0] > loads[$1] || (loads[$0] == loads[$1] && $0 < $1)
    }
    for from in order {
      if let move = bestMove(from: from) { return move }
    }
    return nil
  }

  private func bestMove(from: Int) -> Move? {
    var best: (node: Int, to: Int)?
    for node in members[from] where node != centers[from] {
      let load = trees[from].cutLoad(node)
      guard load > 0, let to = lightestNeighbor(of: node, from: from) else { continue }
      let lowersSquares = loads[from] - loads[to] > load
      if lowersSquares, best == nil || distance[node] > distance[best?.node ?? node] {
        best = (node, to)
      }
    }
    guard let best else { return nil }
    let nodes = trees[from].cutNodes(best.node)
    return Move(
      node: best.node, from: from, to: best.to, nodes: nodes,
      load: trees[from].cutLoad(best.node))
  }

  private func lightestNeighbor(of node: Int, from: Int) -> Int? {
    var lightest: Int?
    for index in graph.range(node) {
      let other = Int(district[Int(graph.neighbors[index])])
      if other < 0 || other == from { continue }
      if lightest == nil || loads[other] < loads[lightest ?? other] { lightest = other }
    }
    return lightest
  }

  private mutating func apply(_ move: Move) {
    for node in move.nodes { district[node] = Int32(move.to) }
    members[move.from].removeAll { district[$0] != Int32(move.from) }
    members[move.to] += move.nodes
    loads[move.from] -= move.load
    loads[move.to] += move.load
    trees[move.from] = tree(of: move.from)
    trees[move.to] = tree(of: move.to)
  }

  private func tree(of index: Int) -> CutTree {
    CutTree(
      graph, workload: workload, district: district, root: centers[index],
      size: members[index].count)
  }
}
