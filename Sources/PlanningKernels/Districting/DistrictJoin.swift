// SPDX-License-Identifier: Apache-2.0

/// The last steps: parts without a centre are joined to a district, loads and distances counted.
struct DistrictJoin {
  private let graph: DistrictGraph

  init(_ graph: DistrictGraph) { self.graph = graph }

  func finish(_ grown: [Int32], centers: [Int]) -> Districts {
    var district = grown
    var loads = [Int64](repeating: 0, count: centers.count)
    for node in district.indices where district[node] >= 0 {
      loads[Int(district[node])] += graph.workload[node]
    }
    let components = graph.components()
    let loose = district.indices.filter { district[$0] < 0 }
    let parts = Dictionary(grouping: loose) { components[$0] }.sorted { $0.key < $1.key }
    for (_, nodes) in parts {
      let owner = owner(of: nodes, centers: centers, loads: loads)
      for node in nodes {
        district[node] = Int32(owner)
        loads[owner] += graph.workload[node]
      }
    }
    return Districts(
      district: district, centers: centers, loads: loads,
      weightedDistance: weightedDistance(district, centers), joinedNodes: loose)
  }

  private func owner(of nodes: [Int], centers: [Int], loads: [Int64]) -> Int {
    let cost: [Double]
    if graph.positions.isEmpty {
      cost = loads.map { Double($0) }
    } else {
      cost = centers.map { center in
        nodes.map { squaredDistance(graph.positions[$0], graph.positions[center]) }.min() ?? 0
      }
    }
    return cost.indices.min { cost[$0] < cost[$1] } ?? 0
  }

  private func squaredDistance(_ left: SIMD2<Int32>, _ right: SIMD2<Int32>) -> Double {
    let (dx, dy) = (Double(left.x) - Double(right.x), Double(left.y) - Double(right.y))
    return dx * dx + dy * dy
  }

  /// Shortest paths from each centre that stay within its district.
  private func weightedDistance(_ district: [Int32], _ centers: [Int]) -> Int64 {
    var distance = [Int64](repeating: .max, count: graph.nodeCount)
    var heap = NodeHeap()
    for center in centers {
      distance[center] = 0
      heap.push(0, center)
    }
    var sum: Int64 = 0
    while let (length, node) = heap.pop() {
      if length > distance[node] { continue }
      sum = sum &+ graph.workload[node] &* length
      for index in graph.range(node) {
        let other = Int(graph.neighbors[index])
        let next = length + Int64(graph.lengths[index])
        if district[other] == district[node] && next < distance[other] {
          distance[other] = next
          heap.push(next, other)
        }
      }
    }
    return sum
  }
}
