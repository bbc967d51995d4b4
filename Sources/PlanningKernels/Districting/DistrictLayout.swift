// SPDX-License-Identifier: Apache-2.0

/// Centres and head starts on their way to balance; keeps the best districts met.
struct DistrictLayout {
  private let graph: DistrictGraph
  private let workload: [Int64]
  private(set) var centers: [Int]
  private(set) var growth: DistrictGrowth
  private(set) var iterations = 1

  private var currentCenters: [Int]
  private var headStarts: [Int64]
  private var current: DistrictGrowth

  init(_ graph: DistrictGraph, workload: [Int64], centers: [Int]) {
    self.graph = graph
    self.workload = workload
    self.centers = centers
    currentCenters = centers
    headStarts = centers.map { _ in 0 }
    current = DistrictGrowth(
      graph, workload: workload, centers: centers, headStarts: headStarts)
    growth = current
  }

  /// Rounds of balancing, each begun by moving the centres; the strides get shorter.
  mutating func improve(rounds: Int = 10, stepsPerRound: Int = 8) {
    for round in 0..<rounds {
      currentCenters = current.medians(workload: workload, centers: currentCenters)
      for step in 0..<stepsPerRound {
        let stride = 1.0 / (1 + 0.3 * Double(round)) / (1 + 0.2 * Double(step))
        balanceHeadStarts(stride)
        grow()
      }
    }
  }

  private mutating func grow() {
    current = DistrictGrowth(
      graph, workload: workload, centers: currentCenters, headStarts: headStarts)
    iterations += 1
    if isBetter(current, than: growth) {
      growth = current
      centers = currentCenters
    }
  }

  /// Too much work puts a district back, too little lets it reach farther, in proportion to how
  /// wide districts are.
  private mutating func balanceHeadStarts(_ stride: Double) {
    let mean = Double(current.loads.reduce(0, +)) / Double(max(1, centers.count))
    let total = current.distance.reduce(0, +)
    let width = max(1, Double(total) / Double(max(1, graph.nodeCount)))
    for index in headStarts.indices {
      let surplus = Double(current.loads[index]) / max(1, mean) - 1
      headStarts[index] += Int64((stride * width * min(1.5, surplus)).rounded())
    }
  }

  /// First that no centre is swallowed by another district, then the squares of the loads.
  private func isBetter(_ left: DistrictGrowth, than right: DistrictGrowth) -> Bool {
    let (mine, theirs) = (emptyCount(left, currentCenters), emptyCount(right, centers))
    if mine != theirs { return mine < theirs }
    return squares(left) < squares(right)
  }

  private func emptyCount(_ growth: DistrictGrowth, _ centers: [Int]) -> Int {
    centers.indices.count { growth.district[centers[$0]] != Int32($0) }
  }

  private func squares(_ growth: DistrictGrowth) -> Double {
    growth.loads.reduce(0) { $0 + Double($1) * Double($1) }
  }
}
