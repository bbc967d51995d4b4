// SPDX-License-Identifier: Apache-2.0

import PlanningKernels
import Testing

@Suite("Districting")
struct DistrictingTests {
  @Test("A street of twelve equal nodes falls into three stretches of four")
  func street() throws {
    let graph = try DistrictGraph(
      workload: Array(repeating: 5, count: 12),
      edges: (0..<11).map { .init(from: $0, to: $0 + 1, length: 10) })
    let result = try Districting(graph: graph, count: 3, tolerance: 0).solve()
    #expect(result.choice.loads == [20, 20, 20])
    #expect(result.status == .optimal)
    #expect(result.choice.maximumDeviation == 0)
    #expect(Set(result.choice.centers).count == 3)
    let stretches = result.choice.district.reduce(into: [Int32]()) { runs, district in
      if runs.last != district { runs.append(district) }
    }
    #expect(stretches.count == 3)
  }

  @Test("One heavy node is a district's whole share, and its bound says so")
  func heavyNode() throws {
    let graph = try DistrictGraph(
      workload: [100, 1, 1, 1], edges: (0..<3).map { .init(from: $0, to: $0 + 1, length: 1) })
    let result = try Districting(graph: graph, count: 2, tolerance: 0).solve()
    #expect(result.bound == 100)
    #expect(result.objective == 100)
    #expect(result.choice.district[0] != result.choice.district[1])
  }

  @Test("Every node is in one district, and every district is connected", arguments: 1...40)
  func fuzz(seed: UInt64) throws {
    var source = Seeded(state: seed)
    let graph = try Self.randomGraph(&source)
    let count = source.int(1...min(8, graph.nodeCount))
    let kernel = try Districting(graph: graph, count: count, tolerance: source.int(0...50))
    let result = kernel.solve(seed: seed)
    let districts = result.choice
    #expect(districts.district.allSatisfy { (0..<Int32(count)).contains($0) }, "seed \(seed)")
    for index in 0..<count {
      let nodes = Set(districts.nodes(of: index)).subtracting(districts.joinedNodes)
      #expect(nodes.contains(districts.centers[index]), "seed \(seed), district \(index)")
      #expect(Self.isConnected(nodes, graph), "seed \(seed), district \(index)")
      let load = districts.nodes(of: index).reduce(Int64(0)) { $0 + graph.workload[$1] }
      #expect(districts.loads[index] == load, "seed \(seed)")
    }
    #expect(result.objective == districts.loads.max(), "seed \(seed)")
    #expect(result.bound <= result.objective, "seed \(seed)")
    #expect(kernel.solve(seed: seed).choice == districts, "seed \(seed)")
  }

  @Test(
    "Small graphs: no split by enumeration beats the bound, and the balance comes near the best",
    arguments: 1...30)
  func againstEnumeration(seed: UInt64) throws {
    var source = Seeded(state: seed)
    let graph = try Self.grid(width: 3, height: 3) { Int64(source.int(1...9)) }
    let best = try #require(
      (0..<512).filter { $0 & 1 == 1 && $0 != 511 }.compactMap { choice -> Int64? in
        let inside = Set((0..<9).filter { choice >> $0 & 1 == 1 })
        let outside = Set(0..<9).subtracting(inside)
        guard Self.isConnected(inside, graph), Self.isConnected(outside, graph) else { return nil }
        return max(Self.load(inside, graph), Self.load(outside, graph))
      }.min())
    let result = try Districting(graph: graph, count: 2, tolerance: 0).solve(seed: seed)
    #expect(result.bound <= best, "seed \(seed)")
    #expect(best <= result.objective, "seed \(seed)")
    #expect(result.objective <= best + 9, "seed \(seed)")  // no worse than one node off
  }

  @Test("Parts that no edge joins get districts by their work, or join the nearest")
  func parts() throws {
    // Two streets of six, far apart, and a lonely node near the second.
    let edges = (0..<5).flatMap { step in
      [0, 6].map {
        DistrictGraph.Edge(from: $0 + step, to: $0 + step + 1, length: 1)
      }
    }
    let positions =
      (0..<6).map { SIMD2<Int32>(Int32($0), 0) } + (0..<6).map { SIMD2(Int32($0), 900) }
      + [SIMD2(3, 910)]
    let graph = try DistrictGraph(
      workload: Array(repeating: 4, count: 12) + [1], edges: edges, positions: positions)
    let districts = try Districting(graph: graph, count: 2).solve().choice
    #expect(districts.joinedNodes == [12])
    #expect(districts.district[12] == districts.district[6])
    #expect(districts.district[0] != districts.district[6])
    #expect(Set(districts.district[0..<6]).count == 1)
    #expect(districts.loads.sorted() == [24, 25])
  }

  @Test("A town grid of some size is balanced within a few percent")
  func balance() throws {
    var source = Seeded(state: 8)
    let graph = try Self.grid(width: 40, height: 30) { Int64(source.int(0...20)) }
    let districts = try Districting(graph: graph, count: 12).solve().choice
    #expect(districts.maximumDeviation <= 0.03)
  }

  @Test("What cannot be split is refused with the numbers")
  func badInput() throws {
    let graph = try DistrictGraph(workload: [1, 2], edges: [])
    #expect(throws: KernelError.tooFewNodes(districts: 3, nodes: 2)) {
      try Districting(graph: graph, count: 3)
    }
    #expect(throws: KernelError.negative(table: "workload", position: 0, value: -1)) {
      try DistrictGraph(workload: [-1], edges: [])
    }
    #expect(throws: KernelError.outOfRange(table: "edges", position: 0, value: 5, limit: 1)) {
      try DistrictGraph(workload: [1], edges: [.init(from: 0, to: 5, length: 1)])
    }
  }

  @Test("A graph without workload is split by its nodes")
  func noWorkload() throws {
    let graph = try Self.grid(width: 10, height: 10) { 0 }
    let districts = try Districting(graph: graph, count: 4).solve().choice
    let sizes = (0..<4).map { districts.nodes(of: $0).count }
    #expect(sizes.allSatisfy { (23...27).contains($0) }, "\(sizes)")
  }

  static func grid(width: Int, height: Int, load: () -> Int64) throws -> DistrictGraph {
    var edges: [DistrictGraph.Edge] = []
    for node in 0..<(width * height) {
      if node % width + 1 < width { edges.append(.init(from: node, to: node + 1, length: 100)) }
      if node + width < width * height {
        edges.append(.init(from: node, to: node + width, length: 120))
      }
    }
    return try DistrictGraph(workload: (0..<(width * height)).map { _ in load() }, edges: edges)
  }

  /// A random forest with some more edges: dead ends, cut nodes and loose parts.
  private static func randomGraph(_ source: inout Seeded) throws -> DistrictGraph {
    let count = source.int(2...60)
    var edges: [DistrictGraph.Edge] = []
    for node in 1..<count where source.int(0...19) > 0 {
      let other = source.int(max(0, node - 6)...(node - 1))
      edges.append(.init(from: node, to: other, length: Int32(source.int(0...50))))
    }
    for _ in 0..<source.int(0...20) {
      edges.append(
        .init(
          from: source.int(0...(count - 1)), to: source.int(0...(count - 1)),
          length: Int32(source.int(0...50))))
    }
    return try DistrictGraph(
      workload: (0..<count).map { _ in Int64(source.int(0...9)) }, edges: edges)
  }

  private static func load(_ nodes: Set<Int>, _ graph: DistrictGraph) -> Int64 {
    nodes.reduce(0) { $0 + graph.workload[$1] }
  }

  private static func isConnected(_ nodes: Set<Int>, _ graph: DistrictGraph) -> Bool {
    guard let start = nodes.min() else { return true }
    var seen: Set<Int> = [start]
    var stack = [start]
    while let node = stack.popLast() {
      for index in Int(graph.offsets[node])..<Int(graph.offsets[node + 1]) {
        let other = Int(graph.neighbors[index])
        if nodes.contains(other) && seen.insert(other).inserted { stack.append(other) }
      }
    }
    return seen.count == nodes.count
  }
}
