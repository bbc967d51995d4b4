// SPDX-License-Identifier: Apache-2.0

/// The steps of a redraw: owners for all nodes, whole districts, balance, and back home.
struct DistrictRedraw {
  private let graph: DistrictGraph
  private let old: [Int32]
  private let ceiling: Int64
  /// `nil` for the first attempt, which follows the prices; others stray from them.
  private var generator: SeededGenerator?
  private(set) var district: [Int32]
  private(set) var loads: [Int64]
  private(set) var moves = 0

  init(
    _ graph: DistrictGraph, old: [Int32], count: Int, ceiling: Int64,
    straying generator: SeededGenerator? = nil
  ) {
    self.generator = generator
    self.graph = graph
    self.old = old
    self.ceiling = ceiling
    district = old
    loads = Array(repeating: 0, count: count)
    for node in old.indices where old[node] >= 0 { loads[Int(old[node])] += graph.workload[node] }
  }

  mutating func run() {
    makeWhole()
    adopt()
    seedEmpty()
    balance()
    goHome()
  }

  // MARK: Owners for all

  /// A district without nodes begins at a node of the heaviest one, one that cuts nothing off.
  private mutating func seedEmpty() {
    for empty in loads.indices where !district.contains(Int32(empty)) {
      let order = loads.indices.sorted { (loads[$1], $0) < (loads[$0], $1) }
      for from in order {
        let nodes = members(of: from)
        guard nodes.count > 1 else { continue }
        let movable = nodes.filter { staysWhole(from, without: $0) }
        guard let node = movable.max(by: { graph.workload[$0] < graph.workload[$1] }) else {
          continue
        }
        move(node, to: empty)
        break
      }
    }
  }

  /// Of a district in several parts the heaviest stays, as do parts that no edge joins to other
  /// districts; the rest is free for its neighbours.
  private mutating func makeWhole() {
    for index in loads.indices {
      let parts = parts(of: index).sorted { (load($1), $0[0]) < (load($0), $1[0]) }
      for part in parts.dropFirst() where hasNeighbor(part, besides: index) {
        for node in part {
          loads[index] -= graph.workload[node]
          district[node] = -1
        }
      }
    }
  }

  /// Free nodes join the lightest neighbour, one layer after the other; what no district reaches
  /// joins the lightest of all.
  private mutating func adopt() {
    var free = district.indices.filter { district[$0] < 0 }
    while !free.isEmpty {
      var joined = false
      for node in free {
        let neighbors = Set(graph.range(node).map { district[Int(graph.neighbors[$0])] })
          .filter { $0 >= 0 }
        let home = neighbors.contains(old[node]) && old[node] >= 0 ? old[node] : nil
        guard let owner = home ?? neighbors.min(by: { (loads[Int($0)], $0) < (loads[Int($1)], $1) })
        else { continue }
        join(node, to: Int(owner))
        joined = true
      }
      free.removeAll { district[$0] >= 0 }
      if !joined, let node = free.first {
        let lightest = loads.indices.min { (loads[$0], $0) < (loads[$1], $1) } ?? 0
        join(node, to: old[node] >= 0 ? Int(old[node]) : lightest)
        free.removeFirst()
      }
    }
  }

  // MARK: Balance

  private struct Shift {
    var nodes: [Int]
    var from: Int
    var to: Int
    var load: Int64
    /// Workload that changes hands more than before, per load taken off; the less the better.
    var price: Double
  }

  /// Each shift lowers the sum of squared loads, so there is an end to them.
  private mutating func balance() {
    while moves < 20 * district.count,
      let from = loads.indices.filter({ loads[$0] > ceiling })
        .max(by: { (loads[$0], $1) < (loads[$1], $0) }),
      let shift = bestShift(from: from) ?? reliefShift(from: from)
    {
      apply(shift)
    }
  }

  /// Prefers shifts to districts with room for all of it, then the cheapest, then those that take
  /// off most of what is too much.
  private mutating func bestShift(from: Int) -> Shift? {
    var shifts = shifts(from: from)
    if var drawn = generator {
      for index in shifts.indices { shifts[index].price += Double.random(in: 0..<1, using: &drawn) }
      generator = drawn
    }
    let fitting = shifts.filter { loads[$0.to] + $0.load <= ceiling }
    let excess = loads[from] - ceiling
    return (fitting.isEmpty ? shifts : fitting).min { left, right in
      let (mine, theirs) = (abs(left.load - excess), abs(right.load - excess))
      return (left.price, mine, left.nodes[0], left.to) < (
        right.price, theirs, right.nodes[0], right.to
      )
    }
  }

  /// Where the heaviest district has no lighter neighbour to give to, a neighbour makes room first.
  private mutating func reliefShift(from: Int) -> Shift? {
    let near = Set(
      members(of: from).flatMap { node in
        graph.range(node).map { Int(district[Int(graph.neighbors[$0])]) }
      }
    ).subtracting([from, -1]).sorted()
    for neighbor in near {
      if let shift = bestShift(from: neighbor) { return shift }
    }
    return nil
  }

  /// Nodes on the district's edge, each with what it would cut off, to each neighbour it touches,
  /// if that evens out the two loads.
  private func shifts(from: Int) -> [Shift] {
    let nodes = members(of: from)
    guard nodes.count > 1, let root = core(of: from) else { return [] }
    let tree = CutTree(
      graph, workload: graph.workload, district: district, root: root, size: nodes.count)
    return nodes.filter { $0 != root }.flatMap { node -> [Shift] in
      let load = tree.cutLoad(node)
      let targets = Set(graph.range(node).map { Int(district[Int(graph.neighbors[$0])]) })
        .subtracting([from, -1]).filter { loads[from] - loads[$0] > load }
      guard load > 0, !targets.isEmpty else { return [] }
      let branch = tree.cutNodes(node)
      return targets.sorted().map { to in
        let change = branch.reduce(Int64(0)) { $0 + handOver($1, to: to) }
        return Shift(
          nodes: branch, from: from, to: to, load: load, price: Double(change) / Double(load))
      }
    }
  }

  /// How much more workload is away from home if the node moves.
  private func handOver(_ node: Int, to: Int) -> Int64 {
    let isAway = old[node] >= 0 && district[node] != old[node]
    let willBeAway = old[node] >= 0 && old[node] != Int32(to)
    return graph.workload[node] * ((willBeAway ? 1 : 0) - (isAway ? 1 : 0))
  }

  /// The node that stays whatever moves: the heaviest at home of the heaviest part, so that a
  /// district keeps its core.
  private func core(of index: Int) -> Int? {
    let whole = parts(of: index).max { (load($0), $1[0]) < (load($1), $0[0]) }
    return whole?.max {
      let (left, right) = (district[$0] == old[$0], district[$1] == old[$1])
      if left != right { return !left }
      return (graph.workload[$0], $1) < (graph.workload[$1], $0)
    }
  }

  private mutating func apply(_ shift: Shift) {
    for node in shift.nodes { move(node, to: shift.to) }
  }

  // MARK: Back home

  /// Nodes whose old district has room and touches them return, the heaviest first, until none can.
  private mutating func goHome() {
    var didMove = true
    while didMove {
      didMove = false
      let away = district.indices.filter { old[$0] >= 0 && district[$0] != old[$0] }
        .sorted { (graph.workload[$1], $0) < (graph.workload[$0], $1) }
      for node in away {
        let (here, home) = (Int(district[node]), Int(old[node]))
        guard loads[home] + graph.workload[node] <= max(ceiling, loads[here]),
          touches(node, home), staysWhole(here, without: node)
        else { continue }
        move(node, to: home)
        didMove = true
      }
    }
  }

  // MARK: Small questions

  private mutating func move(_ node: Int, to owner: Int) {
    loads[Int(district[node])] -= graph.workload[node]
    join(node, to: owner)
    moves += 1
  }

  private mutating func join(_ node: Int, to owner: Int) {
    district[node] = Int32(owner)
    loads[owner] += graph.workload[node]
  }

  private func members(of index: Int) -> [Int] {
    district.indices.filter { district[$0] == Int32(index) }
  }

  private func load(_ nodes: [Int]) -> Int64 { nodes.reduce(0) { $0 + graph.workload[$1] } }

  private func touches(_ node: Int, _ index: Int) -> Bool {
    graph.range(node).contains { district[Int(graph.neighbors[$0])] == Int32(index) }
  }

  private func hasNeighbor(_ part: [Int], besides index: Int) -> Bool {
    part.contains { node in
      graph.range(node).contains {
        let other = district[Int(graph.neighbors[$0])]
        return other != Int32(index)
      }
    }
  }

  /// Connected parts of a district, each in ascending order.
  private func parts(of index: Int) -> [[Int]] {
    var left = Set(members(of: index))
    var parts: [[Int]] = []
    while let start = left.min() {
      left.remove(start)
      var (part, open) = ([start], [start])
      while let node = open.popLast() {
        for edge in graph.range(node) {
          let other = Int(graph.neighbors[edge])
          if left.remove(other) != nil {
            part.append(other)
            open.append(other)
          }
        }
      }
      parts.append(part.sorted())
    }
    return parts
  }

  /// Whether a district has as many parts without the node as with it, and is not left empty.
  private func staysWhole(_ index: Int, without node: Int) -> Bool {
    let nodes = members(of: index)
    guard nodes.count > 1 else { return false }
    let around = Set(graph.range(node).map { Int(graph.neighbors[$0]) })
      .filter { $0 != node && district[$0] == Int32(index) }
    guard let start = around.min() else { return true }
    var seen: Set = [start, node]
    var open = [start]
    while let next = open.popLast() {
      for edge in graph.range(next) {
        let other = Int(graph.neighbors[edge])
        if district[other] == Int32(index), seen.insert(other).inserted { open.append(other) }
      }
    }
    return around.isSubset(of: seen)
  }
}
