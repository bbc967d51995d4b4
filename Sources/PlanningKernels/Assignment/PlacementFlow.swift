// SPDX-License-Identifier: Apache-2.0

/// A least-cost flow from people to places: successive shortest paths with potentials (Edmonds and
/// Karp 1972, doi:10.1145/321694.321699). Exact in integers.
///
/// Nodes are the rows, then the columns. Every unit of flow ends at a place with need left and
/// starts at a row with capacity left; paths run from rows to places and, backwards along flow, on.
struct PlacementFlow {
  private struct Arc {
    var row: Int
    var column: Int
    var cost: Int64
    var flow = 0
  }

  private let rowCount: Int
  private var arcs: [Arc]
  private var arcsOfRow: [[Int]]
  private var arcsOfColumn: [[Int]]
  private var capacityLeft: [Int]
  private(set) var needLeft: [Int]
  private var potential: [Int64]
  private(set) var iterations = 0

  /// - Parameter greatest: options that cost more are left out.
  init(_ table: PlacementTable, costsUpTo greatest: Int64 = .max) {
    rowCount = table.capacity.count
    capacityLeft = table.capacity
    needLeft = table.strength
    // Every unit uses one option more than it gives back, so a shift of all costs changes nothing.
    let least = table.options.map(\.cost).min() ?? 0
    arcs = table.options.filter { $0.cost <= greatest }
      .sorted { ($0.person, $0.place) < ($1.person, $1.place) }
      .map { Arc(row: $0.person, column: $0.place, cost: $0.cost - least) }
    arcsOfRow = Array(repeating: [], count: rowCount)
    arcsOfColumn = Array(repeating: [], count: needLeft.count)
    for (index, arc) in arcs.enumerated() {
      arcsOfRow[arc.row].append(index)
      arcsOfColumn[arc.column].append(index)
    }
    potential = Array(repeating: 0, count: rowCount + needLeft.count)
    shift = least
  }

  private let shift: Int64

  /// Sends as much as can be sent, at the least cost.
  mutating func run() {
    while needLeft.contains(where: { $0 > 0 }), let path = cheapestPath() {
      iterations += 1
      push(path)
    }
  }

  var placement: Placement {
    let used = arcs.filter { $0.flow > 0 }
    return Placement(
      pairs: used.map { .init(person: $0.row, place: $0.column, count: $0.flow) },
      totalCost: used.reduce(0) { $0 + Int64($1.flow) * ($1.cost + shift) },
      greatestCost: used.map { $0.cost + shift }.max() ?? 0)
  }

  /// Once `run` left some place short: the places that compete with it for the same people, and those
  /// people. All of them are used up on just these places, and that is not enough.
  var shortage: (people: [Int], places: [Int]) {
    var isShort = needLeft.map { $0 > 0 }
    var isUsed = [Bool](repeating: false, count: rowCount)
    var open = isShort.indices.filter { isShort[$0] }
    while let place = open.popLast() {
      for row in arcsOfColumn[place].map({ arcs[$0].row }) where !isUsed[row] {
        isUsed[row] = true
        for other in arcsOfRow[row] where arcs[other].flow > 0 && !isShort[arcs[other].column] {
          isShort[arcs[other].column] = true
          open.append(arcs[other].column)
        }
      }
    }
    return (isUsed.indices.filter { isUsed[$0] }, isShort.indices.filter { isShort[$0] })
  }

  private struct Path {
    var start: Int
    var end: Int
    /// Arcs from the end back to the start.
    var arcs: [Int]
  }

  /// Dijkstra over reduced costs, from all rows with capacity left at once.
  private mutating func cheapestPath() -> Path? {
    var distance = [Int64](repeating: .max, count: potential.count)
    var cameBy = [Int](repeating: -1, count: potential.count)
    var isDone = [Bool](repeating: false, count: potential.count)
    var heap = NodeHeap()
    for row in 0..<rowCount where capacityLeft[row] > 0 {
      distance[row] = -potential[row]
      heap.push(distance[row], row)
    }
    while let (length, node) = heap.pop() {
      if isDone[node] { continue }
      isDone[node] = true
      for index in node < rowCount ? arcsOfRow[node] : arcsOfColumn[node - rowCount] {
        let arc = arcs[index]
        let isForward = node < rowCount
        if !isForward && arc.flow == 0 { continue }
        let other = isForward ? rowCount + arc.column : arc.row
        let step = isForward ? arc.cost : -arc.cost
        let next = length + step + potential[node] - potential[other]
        if next < distance[other] {
          distance[other] = next
          cameBy[other] = index
          heap.push(next, other)
        }
      }
    }
    return finish(distance, cameBy)
  }

  /// Updates the potentials and walks back from the cheapest place with need left.
  private mutating func finish(_ distance: [Int64], _ cameBy: [Int]) -> Path? {
    var best: (node: Int, length: Int64)?
    for column in needLeft.indices where needLeft[column] > 0 {
      let node = rowCount + column
      if distance[node] == .max { continue }
      let length = distance[node] + potential[node]
      if best == nil || length < best?.length ?? 0 { best = (node, length) }
    }
    guard let best else { return nil }
    let farthest = distance.filter { $0 != .max }.max() ?? 0
    for node in potential.indices {
      potential[node] += distance[node] == .max ? farthest : distance[node]
    }
    var path = Path(start: best.node, end: best.node - rowCount, arcs: [])
    while cameBy[path.start] >= 0 {
      let index = cameBy[path.start]
      path.arcs.append(index)
      path.start = path.start < rowCount ? rowCount + arcs[index].column : arcs[index].row
    }
    return path
  }

  private mutating func push(_ path: Path) {
    var amount = min(capacityLeft[path.start], needLeft[path.end])
    for (position, index) in path.arcs.enumerated() where position % 2 == 1 {
      amount = min(amount, arcs[index].flow)
    }
    for (position, index) in path.arcs.enumerated() {
      arcs[index].flow += position % 2 == 0 ? amount : -amount
    }
    capacityLeft[path.start] -= amount
    needLeft[path.end] -= amount
  }
}
