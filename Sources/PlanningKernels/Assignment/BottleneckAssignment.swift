// SPDX-License-Identifier: Apache-2.0

/// Sends people to places so that the longest way is shortest and, among those, the total is least:
/// the blockade of a set of exits (Gross 1959, RAND P-1630).
///
/// Exact; the objective is the greatest single cost. Iterations are shortest paths found. That nobody
/// can do better needs no trust: `witness(below:)` names places that too few people reach in less.
public struct BottleneckAssignment: Sendable {
  public let table: PlacementTable

  public init(table: PlacementTable) { self.table = table }

  /// Throws `.shortage` if the places cannot all be filled.
  public func solve() throws(KernelError) -> KernelResult<Placement> {
    let watch = Stopwatch(limit: .zero)
    var flow = PlacementFlow(table)
    flow.run()
    try checkFilled(flow, table)
    var iterations = flow.iterations
    // Bisection over the costs that occur; the flow without a ceiling is the first upper end.
    let costs = Set(table.options.map(\.cost)).sorted()
    var low = 0
    var high = costs.firstIndex(of: flow.placement.greatestCost) ?? 0
    while low < high {
      let middle = (low + high) / 2
      var attempt = PlacementFlow(table, costsUpTo: costs[middle])
      attempt.run()
      iterations += attempt.iterations
      if attempt.needLeft.allSatisfy({ $0 == 0 }) {
        flow = attempt
        high = middle
      } else {
        low = middle + 1
      }
    }
    let placement = flow.placement
    return KernelResult(
      choice: placement, objective: placement.greatestCost, bound: placement.greatestCost,
      status: .optimal, iterations: iterations, seconds: watch.seconds)
  }

  /// Why the places cannot all be filled by ways that cost less than `cost`: some places that need
  /// more people than can reach any of them (Hall 1935). `nil` if they can be filled.
  public func witness(below cost: Int64) -> BottleneckWitness? {
    guard cost > .min else { return nil }
    var flow = PlacementFlow(table, costsUpTo: cost - 1)
    flow.run()
    guard flow.needLeft.contains(where: { $0 > 0 }) else { return nil }
    let (people, places) = flow.shortage
    return BottleneckWitness(places: places, people: people)
  }
}

/// Places that need more people than can reach them.
public struct BottleneckWitness: Sendable, Hashable {
  /// In ascending order.
  public let places: [Int]
  /// All rows that can reach one of the places, in ascending order.
  public let people: [Int]
}
