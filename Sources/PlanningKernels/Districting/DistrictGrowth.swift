// SPDX-License-Identifier: Apache-2.0

/// Districts grown around centres: every node goes to the centre with the least `distance + head
/// start`. A region grown like this is connected, whatever the head starts, because each node
/// follows its predecessor on the shortest path; so they are free to be used for balance.
struct DistrictGrowth {
  /// By node, -1 where no centre reaches.
  private(set) var district: [Int32]
  /// By node, its distance to the centre, without the head start.
  private(set) var distance: [Int64]
  private(set) var loads: [Int64]
  private var parent: [Int32]
  /// Nodes in the order in which they were reached.
  private var order: [Int32] = []

  init(_ graph: DistrictGraph, workload: [Int64], centers: [Int], headStarts: [Int64]) {
    let count = graph.nodeCount
    district = [Int32](repeating: -1, count: count)
    distance = [Int64](repeating: 0, count: count)
    parent = [Int32](repeating: -1, count: count)
    loads = [Int64](repeating: 0, count: centers.count)
    grow(graph, workload, centers, headStarts)
  }

  // The columns are local while the loop runs: through `self` every store checks for uniqueness.
  private mutating func grow(
    _ graph: DistrictGraph, _ workload: [Int64], _ centers: [Int], _ headStarts: [Int64]
  ) {
    let (neighbors, lengths) = (graph.neighbors, graph.lengths)
    var key = [Int64](repeating: .max, count: graph.nodeCount)
    var claim = [Int32](repeating: -1, count: graph.nodeCount)
    var isDone = [Bool](repeating: false, count: graph.nodeCount)
    var parent = self.parent
    var order: [Int32] = []
    order.reserveCapacity(graph.nodeCount)
    var heap = NodeHeap()
    for (index, center) in centers.enumerated() where headStarts[index] < key[center] {
      key[center] = headStarts[index]
      claim[center] = Int32(index)
      heap.push(key[center], center)
    }
    while let (length, node) = heap.pop() {
      if isDone[node] { continue }
      isDone[node] = true
      order.append(Int32(node))
      for index in graph.range(node) {
        let other = Int(neighbors[index])
        let next = length &+ Int64(lengths[index])
        if !isDone[other] && next < key[other] {
          key[other] = next
          claim[other] = claim[node]
          parent[other] = Int32(node)
          heap.push(next, other)
        }
      }
    }
    self.parent = parent
    self.order = order
    settle(key, claim, workload, headStarts)
  }

  private mutating func settle(
    _ key: [Int64], _ claim: [Int32], _ workload: [Int64], _ headStarts: [Int64]
  ) {
    district = claim
    for node in claim.indices where claim[node] >= 0 {
      let owner = Int(claim[node])
      distance[node] = key[node] - headStarts[owner]
      loads[owner] += workload[node]
    }
  }

  /// For each district the node from which no branch of its shortest path tree holds more than half
  /// of its workload: the point of least total distance in that tree (Goldman 1971). A district
  /// without nodes keeps its centre.
  func medians(workload: [Int64], centers: [Int]) -> [Int] {
    var branch = workload
    for node in order.reversed() {
      let above = parent[Int(node)]
      if above >= 0 && district[Int(above)] == district[Int(node)] {
        branch[Int(above)] += branch[Int(node)]
      }
    }
    var medians = centers
    // A node is reached after its parent, so the last one that holds half is the deepest.
    for node in order {
      let owner = Int(district[Int(node)])
      if 2 * branch[Int(node)] > loads[owner] { medians[owner] = Int(node) }
    }
    return medians
  }
}
