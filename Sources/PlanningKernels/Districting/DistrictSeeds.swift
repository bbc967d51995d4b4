// SPDX-License-Identifier: Apache-2.0

/// First centres: as many in each part of the graph as its share of the workload asks for, spread by
/// drawing nodes with a chance in proportion to workload times squared distance to the nearest
/// centre so far (k-means++, Arthur and Vassilvitskii 2007).
struct DistrictSeeds {
  private let graph: DistrictGraph
  private let workload: [Int64]
  private var generator: SeededGenerator
  private var distance: [Int64]
  private var isCenter: [Bool]

  static func centers(
    _ graph: DistrictGraph, workload: [Int64], components: [Int], count: Int, seed: UInt64
  ) -> [Int] {
    var seeds = DistrictSeeds(graph, workload, seed)
    let members = Dictionary(grouping: components.indices) { components[$0] }
      .sorted { $0.key < $1.key }.map(\.value)
    let shares = shares(of: count, members: members, workload: workload)
    return zip(members, shares).flatMap { seeds.centers(among: $0, count: $1) }
  }

  private init(_ graph: DistrictGraph, _ workload: [Int64], _ seed: UInt64) {
    self.graph = graph
    self.workload = workload
    generator = SeededGenerator(seed: seed)
    distance = [Int64](repeating: .max, count: graph.nodeCount)
    isCenter = [Bool](repeating: false, count: graph.nodeCount)
  }

  /// One district after the other goes to the part with most workload per district it would then
  /// have (D'Hondt), as long as the part has nodes for it.
  private static func shares(of count: Int, members: [[Int]], workload: [Int64]) -> [Int] {
    let loads = members.map { nodes in nodes.reduce(Int64(0)) { $0 + workload[$1] } }
    var shares = members.map { _ in 0 }
    for _ in 0..<count {
      var best: Int?
      for part in members.indices where shares[part] < members[part].count {
        guard let rival = best else {
          best = part
          continue
        }
        let mine = Double(loads[part]) / Double(shares[part] + 1)
        if mine > Double(loads[rival]) / Double(shares[rival] + 1) { best = part }
      }
      if let best { shares[best] += 1 }
    }
    return shares
  }

  private mutating func centers(among nodes: [Int], count: Int) -> [Int] {
    var centers: [Int] = []
    while centers.count < count, let center = draw(nodes) {
      centers.append(center)
      isCenter[center] = true
      spread(from: center)
    }
    return centers
  }

  private mutating func draw(_ nodes: [Int]) -> Int? {
    let chances = nodes.map { node -> Double in
      if isCenter[node] { return 0 }
      let reach = distance[node] == .max ? 1 : Double(distance[node])
      return Double(workload[node]) * reach * reach
    }
    let total = chances.reduce(0, +)
    guard total > 0 else { return nodes.first { !isCenter[$0] } }
    var left = Double.random(in: 0..<total, using: &generator)
    for (position, chance) in chances.enumerated() where chance > 0 {
      left -= chance
      if left < 0 { return nodes[position] }
    }
    return nodes.last { !isCenter[$0] }
  }

  /// Lowers the distances that the new centre shortens.
  private mutating func spread(from center: Int) {
    var heap = NodeHeap()
    distance[center] = 0
    heap.push(0, center)
    while let (length, node) = heap.pop() {
      if length > distance[node] { continue }
      for index in graph.range(node) {
        let other = Int(graph.neighbors[index])
        let next = length + Int64(graph.lengths[index])
        if next < distance[other] {
          distance[other] = next
          heap.push(next, other)
        }
      }
    }
  }
}
