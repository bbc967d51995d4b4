// SPDX-License-Identifier: Apache-2.0

/// What each node of a district cuts off from its centre: the depth-first tree of Hopcroft and
/// Tarjan 1973 (doi:10.1145/362248.362272), with the workload of every branch. One pass answers the
/// question for all nodes.
struct CutTree {
  /// By place in the tree, in depth-first order: the node.
  private var nodes: [Int32] = []
  /// By place: the first place after the node's branch.
  private var end: [Int32] = []
  /// By place: the place of the parent.
  private var parent: [Int32] = []
  /// By place: the earliest place that the branch reaches by one edge off the tree.
  private var low: [Int32] = []
  private var branchLoad: [Int64] = []
  private var cut: [Int64] = []
  private var placeOf: [Int32: Int32] = [:]

  init(_ graph: DistrictGraph, workload: [Int64], district: [Int32], root: Int, size: Int) {
    placeOf.reserveCapacity(size)
    guard district[root] >= 0 else { return }
    visit(graph, district, root)
    branchLoad = nodes.map { workload[Int($0)] }
    cut = branchLoad
    for place in nodes.indices.reversed() where place > 0 {
      let above = Int(parent[place])
      branchLoad[above] += branchLoad[place]
      low[above] = min(low[above], low[place])
      if low[place] >= Int32(above) { cut[above] += branchLoad[place] }
    }
  }

  /// Without recursion: a city street may be thousands of nodes long.
  private mutating func visit(_ graph: DistrictGraph, _ district: [Int32], _ root: Int) {
    var stack: [(place: Int, next: Int)] = []
    enter(root, parent: -1)
    stack.append((0, graph.range(root).lowerBound))
    while let (place, next) = stack.last {
      let node = Int(nodes[place])
      if next == graph.range(node).upperBound {
        end[place] = Int32(nodes.count)
        stack.removeLast()
        continue
      }
      stack[stack.count - 1].next = next + 1
      let other = graph.neighbors[next]
      if district[Int(other)] != district[node] { continue }
      if let known = placeOf[other] {
        low[place] = min(low[place], known)
      } else {
        stack.append((nodes.count, graph.range(Int(other)).lowerBound))
        enter(Int(other), parent: place)
      }
    }
  }

  private mutating func enter(_ node: Int, parent above: Int) {
    placeOf[Int32(node)] = Int32(nodes.count)
    low.append(Int32(nodes.count))
    nodes.append(Int32(node))
    end.append(0)
    parent.append(Int32(above))
  }

  /// The workload of the node and of all it cuts off from the centre.
  func cutLoad(_ node: Int) -> Int64 {
    placeOf[Int32(node)].map { cut[Int($0)] } ?? 0
  }

  /// The node and all it cuts off from the centre.
  func cutNodes(_ node: Int) -> [Int] {
    guard let place = placeOf[Int32(node)].map({ Int($0) }) else { return [] }
    var result = [node]
    var child = place + 1
    while child < Int(end[place]) {
      let branch = child..<Int(end[child])
      if low[child] >= Int32(place) { result += branch.map { Int(nodes[$0]) } }
      child = branch.upperBound
    }
    return result
  }
}
