// SPDX-License-Identifier: Apache-2.0

/// Distances along the edges of a network, both ways.
struct ShortestPaths {
  /// By node, where its edges begin in `neighbours` and `lengths`.
  private var offsets: [Int32]
  private var neighbours: [Int32]
  private var lengths: [Double]

  /// - Parameter edges: lengths of 0 or more.
  init(nodeCount: Int, edges: [(from: Int, to: Int, length: Double)]) {
    offsets = [Int32](repeating: 0, count: nodeCount + 1)
    for edge in edges {
      offsets[edge.from + 1] += 1
      offsets[edge.to + 1] += 1
    }
    for node in 0..<nodeCount { offsets[node + 1] += offsets[node] }
    neighbours = [Int32](repeating: 0, count: edges.count * 2)
    lengths = [Double](repeating: 0, count: edges.count * 2)
    var next = offsets
    for edge in edges {
      for (here, there) in [(edge.from, edge.to), (edge.to, edge.from)] {
        neighbours[Int(next[here])] = Int32(there)
        lengths[Int(next[here])] = edge.length
        next[here] += 1
      }
    }
  }

  /// The distance of every node from `source`, infinite where no path leads (Dijkstra 1959).
  func distances(from source: Int) -> [Double] {
    var distance = [Double](repeating: .infinity, count: offsets.count - 1)
    var heap = [(key: Double, node: Int32)]()
    distance[source] = 0
    heap.append((0, Int32(source)))
    while let (key, node) = Self.pop(&heap) {
      if key > distance[Int(node)] { continue }
      for index in Int(offsets[Int(node)])..<Int(offsets[Int(node) + 1]) {
        let there = Int(neighbours[index])
        let length = key + lengths[index]
        if length < distance[there] {
          distance[there] = length
          Self.push(&heap, length, Int32(there))
        }
      }
    }
    return distance
  }

  private static func push(
    _ heap: inout [(key: Double, node: Int32)], _ key: Double, _ node: Int32
  ) {
    heap.append((key, node))
    var index = heap.count - 1
    while index > 0 {
      let above = (index - 1) / 2
      if heap[above].key <= key { break }
      heap[index] = heap[above]
      index = above
    }
    heap[index] = (key, node)
  }

  private static func pop(
    _ heap: inout [(key: Double, node: Int32)]
  ) -> (key: Double, node: Int32)? {
    guard let first = heap.first, let last = heap.popLast() else { return nil }
    if heap.isEmpty { return first }
    var index = 0
    while true {
      var child = 2 * index + 1
      if child >= heap.count { break }
      if child + 1 < heap.count && heap[child + 1].key < heap[child].key { child += 1 }
      if last.key <= heap[child].key { break }
      heap[index] = heap[child]
      index = child
    }
    heap[index] = last
    return first
  }
}
