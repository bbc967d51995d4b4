// SPDX-License-Identifier: Apache-2.0

/// Sends people to places at the least total cost (the transportation problem, Hitchcock 1941).
///
/// ```
/// minimise   Σ cost[i, j] y[i, j]
/// subject to Σ_j y[i, j] <= capacity[i],  Σ_i y[i, j] = strength[j],  y whole and not negative
/// ```
///
/// Exact; the answer is always proven. Iterations are shortest paths found.
public struct Assignment: Sendable {
  public let table: PlacementTable

  public init(table: PlacementTable) { self.table = table }

  /// Throws `.shortage` if the places cannot all be filled.
  public func solve() throws(KernelError) -> KernelResult<Placement> {
    let watch = Stopwatch(limit: .zero)
    var flow = PlacementFlow(table)
    flow.run()
    try checkFilled(flow, table)
    let placement = flow.placement
    return KernelResult(
      choice: placement, objective: placement.totalCost, bound: placement.totalCost,
      status: .optimal, iterations: flow.iterations, seconds: watch.seconds)
  }
}

func checkFilled(_ flow: PlacementFlow, _ table: PlacementTable) throws(KernelError) {
  guard let place = flow.needLeft.firstIndex(where: { $0 > 0 }) else { return }
  let needed = table.strength.reduce(0, +)
  throw .shortage(
    needed: needed, assigned: needed - flow.needLeft.reduce(0, +), firstShortPlace: place)
}
