// SPDX-License-Identifier: Apache-2.0

import PlanningKernels
import Testing

@Suite("Redrawing districts")
struct DistrictRevisionTests {
  private func street(_ loads: [Int64]) throws -> DistrictGraph {
    try DistrictGraph(
      workload: loads,
      edges: loads.indices.dropLast().map { .init(from: $0, to: $0 + 1, length: 1) })
  }

  @Test("Along a street only the block that is too much changes hands, and the bound proves it")
  func byHand() throws {
    let graph = try street([4, 4, 4, 4, 1, 1])
    let revision = try DistrictRevision(graph: graph, old: [0, 0, 0, 0, 1, 1], count: 2)
    let result = revision.solve()
    // The ceiling is 9 + 0.9, rounded down; 16 and 2 become 8 and 10: no cut does better than two
    // blocks, and 16 - 9 must go.
    #expect(result.choice.ceiling == 9)
    #expect(result.choice.moved == [2, 3] || result.choice.moved == [3])
    #expect(result.bound == 7)
    let wide = try DistrictRevision(
      graph: graph, old: [0, 0, 0, 0, 1, 1], count: 2, tolerance: 400
    )
    .solve()
    #expect(wide.choice.district == [0, 0, 0, 1, 1, 1] && wide.choice.moved == [3])
    #expect(wide.objective == 4 && wide.bound == 4 && wide.status == .optimal)
  }

  @Test("Balanced districts stay as they are, proven")
  func nothing() throws {
    let graph = try street([3, 3, 3, 3])
    let result = try DistrictRevision(graph: graph, old: [0, 0, 1, 1], count: 2).solve()
    #expect(result.choice.moved.isEmpty && result.status == .optimal && result.objective == 0)
  }

  @Test("New nodes join a neighbour, a new district gets a start, a torn one is made whole")
  func adoption() throws {
    let graph = try street([1, 1, 1, 1, 1, 1])
    let joined = try DistrictRevision(
      graph: graph, old: [0, 0, -1, -1, 1, 1], count: 2
    ).solve()
    #expect(joined.choice.district == [0, 0, 0, 1, 1, 1] && joined.choice.moved.isEmpty)
    let third = try DistrictRevision(graph: graph, old: [0, 0, 0, 1, 1, 1], count: 3).solve()
    #expect(Set(third.choice.district) == [0, 1, 2])
    let torn = try DistrictRevision(graph: graph, old: [0, 1, 0, 0, 1, 1], count: 2).solve()
    #expect(isWhole(graph, torn.choice.district, count: 2))
  }

  @Test("Bad tables are refused")
  func refusals() throws {
    let graph = try street([1, 1])
    #expect(throws: KernelError.length(table: "old districts", expected: 2, found: 1)) {
      try DistrictRevision(graph: graph, old: [0], count: 1)
    }
    #expect(
      throws: KernelError.outOfRange(table: "old districts", position: 1, value: 2, limit: 2)
    ) { try DistrictRevision(graph: graph, old: [0, 2], count: 2) }
    #expect(throws: KernelError.tooFewNodes(districts: 3, nodes: 2)) {
      try DistrictRevision(graph: graph, old: [0, 0], count: 3)
    }
  }

  @Test(
    "On small graphs the redraw is whole, and enumeration lies between its bound and itself",
    arguments: 1...80)
  func fuzz(seed: UInt64) throws {
    var source = Seeded(state: seed)
    let nodes = source.int(5...9)
    let count = source.int(2...3)
    let loads = (0..<nodes).map { _ in Int64(source.int(1...6)) }
    var edges = (1..<nodes).map {
      DistrictGraph.Edge(from: $0, to: source.int(0...($0 - 1)), length: 1)
    }
    for _ in 0..<source.int(0...4) {
      edges.append(
        .init(from: source.int(0...(nodes - 1)), to: source.int(0...(nodes - 1)), length: 1))
    }
    let graph = try DistrictGraph(workload: loads, edges: edges)
    let old = (0..<nodes).map { _ in Int32(source.int(-1...(count - 1))) }
    let revision = try DistrictRevision(graph: graph, old: old, count: count, tolerance: 250)
    let result = revision.solve()
    let choice = result.choice
    #expect(isWhole(graph, choice.district, count: count), "seed \(seed)")
    for index in 0..<count {
      let load = choice.district.indices.reduce(Int64(0)) {
        choice.district[$1] == Int32(index) ? $0 + loads[$1] : $0
      }
      #expect(load == choice.loads[index], "seed \(seed)")
    }
    #expect(choice.isBalanced == choice.loads.allSatisfy { $0 <= choice.ceiling }, "seed \(seed)")
    #expect(revision.solve().choice == result.choice)
    guard let least = leastMoved(graph, old, count: count, ceiling: choice.ceiling) else {
      #expect(!choice.isBalanced, "seed \(seed)")
      return
    }
    #expect(result.bound <= least, "seed \(seed)")
    if choice.isBalanced { #expect(result.objective >= least, "seed \(seed)") }
    if result.status == .optimal { #expect(result.objective == least, "seed \(seed)") }
  }

  /// By trying every assignment of nodes.
  private func leastMoved(
    _ graph: DistrictGraph, _ old: [Int32], count: Int, ceiling: Int64
  ) -> Int64? {
    var best: Int64?
    var district = [Int32](repeating: 0, count: old.count)
    func visit(_ node: Int, _ moved: Int64, _ loads: [Int64]) {
      if let best, moved >= best { return }
      if node == old.count {
        if isWhole(graph, district, count: count) { best = moved }
        return
      }
      for index in 0..<count where loads[index] + graph.workload[node] <= ceiling {
        district[node] = Int32(index)
        var more = loads
        more[index] += graph.workload[node]
        let isMove = old[node] >= 0 && old[node] != Int32(index)
        visit(node + 1, moved + (isMove ? graph.workload[node] : 0), more)
      }
    }
    visit(0, 0, Array(repeating: 0, count: count))
    return best
  }

  private func isWhole(_ graph: DistrictGraph, _ district: [Int32], count: Int) -> Bool {
    (0..<count).allSatisfy { index in
      let nodes = district.indices.filter { district[$0] == Int32(index) }
      guard let start = nodes.first else { return false }
      var seen: Set = [start]
      var open = [start]
      while let node = open.popLast() {
        for edge in Int(graph.offsets[node])..<Int(graph.offsets[node + 1]) {
          let other = Int(graph.neighbors[edge])
          if district[other] == Int32(index), seen.insert(other).inserted { open.append(other) }
        }
      }
      return seen.count == nodes.count
    }
  }
}
