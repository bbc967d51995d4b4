// SPDX-License-Identifier: Apache-2.0

/// A graph with a workload at every node, to be split into districts.
///
/// Flat columns: the neighbours of node `n` are `neighbors[offsets[n]..<offsets[n + 1]]`, with
/// `lengths` beside them. Checked once when made.
public struct DistrictGraph: Sendable, Hashable {
  public struct Edge: Sendable, Hashable {
    public var from: Int
    public var to: Int
    /// In any unit, 0 or more.
    public var length: Int32

    public init(from: Int, to: Int, length: Int32) {
      self.from = from
      self.to = to
      self.length = length
    }
  }

  /// By node, 0 or more.
  public let workload: [Int64]
  /// By node, plane coordinates; empty if not known. Used only to join what no edge joins.
  public let positions: [SIMD2<Int32>]
  public let offsets: [Int32]
  public let neighbors: [Int32]
  public let lengths: [Int32]

  public var nodeCount: Int { workload.count }

  /// - Parameter edges: passable both ways; parallel edges and loops do no harm.
  public init(
    workload: [Int64], edges: [Edge], positions: [SIMD2<Int32>] = []
  ) throws(KernelError) {
    try Self.check(workload, edges, positions)
    var offsets = [Int32](repeating: 0, count: workload.count + 1)
    for edge in edges {
      offsets[edge.from + 1] += 1
      offsets[edge.to + 1] += 1
    }
    for node in workload.indices { offsets[node + 1] += offsets[node] }
    var next = offsets
    var neighbors = [Int32](repeating: 0, count: 2 * edges.count)
    var lengths = neighbors
    for edge in edges {
      for (node, other) in [(edge.from, edge.to), (edge.to, edge.from)] {
        neighbors[Int(next[node])] = Int32(other)
        lengths[Int(next[node])] = edge.length
        next[node] += 1
      }
    }
    self.workload = workload
    self.positions = positions
    self.offsets = offsets
    self.neighbors = neighbors
    self.lengths = lengths
  }

  func range(_ node: Int) -> Range<Int> { Int(offsets[node])..<Int(offsets[node + 1]) }

  /// By node, the number of its connected part, counted from 0 in order of their first nodes.
  func components() -> [Int] {
    var component = [Int](repeating: -1, count: nodeCount)
    var count = 0
    for start in 0..<nodeCount where component[start] < 0 {
      component[start] = count
      var stack = [start]
      while let node = stack.popLast() {
        for index in range(node) where component[Int(neighbors[index])] < 0 {
          component[Int(neighbors[index])] = count
          stack.append(Int(neighbors[index]))
        }
      }
      count += 1
    }
    return component
  }

  private static func check(
    _ workload: [Int64], _ edges: [Edge], _ positions: [SIMD2<Int32>]
  ) throws(KernelError) {
    var sum: Int64 = 0
    for (node, load) in workload.enumerated() {
      if load < 0 { throw .negative(table: "workload", position: node, value: load) }
      let (total, overflow) = sum.addingReportingOverflow(load)
      if overflow || total > 1 << 53 { throw .tooLarge(table: "workload") }
      sum = total
    }
    for (position, edge) in edges.enumerated() {
      for node in [edge.from, edge.to] where !workload.indices.contains(node) {
        throw .outOfRange(
          table: "edges", position: position, value: node, limit: workload.count)
      }
      if edge.length < 0 {
        throw .negative(table: "edge lengths", position: position, value: Int64(edge.length))
      }
    }
    if !positions.isEmpty && positions.count != workload.count {
      throw .length(table: "positions", expected: workload.count, found: positions.count)
    }
  }
}
