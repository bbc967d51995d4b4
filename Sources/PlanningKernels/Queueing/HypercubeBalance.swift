// SPDX-License-Identifier: Apache-2.0

/// The chances of all states in the long run: what leaves each state equals what enters it.
///
/// Gauss-Seidel sweeps over the states, up and down in turn. After each sweep the mass of every
/// number of busy units is set to what those numbers' own balance asks for, with the chances inside
/// a number kept (aggregation and disaggregation: Takahashi 1975); that takes a few dozen sweeps
/// where plain ones take thousands.
struct HypercubeBalance {
  private let states: HypercubeStates
  /// By state; adds up to 1.
  private(set) var chance: [Double]
  private(set) var residual = Double.infinity
  private(set) var sweeps = 0
  private let outRate: [Double]

  init(_ states: HypercubeStates) {
    self.states = states
    let count = states.stateCount
    chance = [Double](repeating: 1 / Double(count), count: count)
    outRate = (0..<count).map { state in
      states.serviceRates.indices.reduce(state == count - 1 ? 0 : states.arrivalRate) {
        state & (1 << $1) != 0 ? $0 + states.serviceRates[$1] : $0
      }
    }
  }

  mutating func run(tolerance: Double, sweepLimit: Int) {
    rescaleLevels()
    while sweeps < sweepLimit, residual > tolerance {
      sweep(isUpward: sweeps % 2 == 0)
      rescaleLevels()
      sweeps += 1
      residual = imbalance()
    }
  }

  private mutating func sweep(isUpward: Bool) {
    let count = states.stateCount
    for step in 0..<count {
      let state = isUpward ? step : count - 1 - step
      chance[state] = inflow(state) / outRate[state]
    }
  }

  @inline(__always)
  private func inflow(_ state: Int) -> Double {
    var sum = 0.0
    for index in Int(states.first[state])..<Int(states.first[state + 1]) {
      sum += chance[Int(states.from[index])] * states.rate[index]
    }
    for unit in states.serviceRates.indices where state & (1 << unit) == 0 {
      sum += chance[state | (1 << unit)] * states.serviceRates[unit]
    }
    return sum
  }

  /// The sum of |out - in| over all states, as a share of all that moves.
  private func imbalance() -> Double {
    var (missed, moved) = (0.0, 0.0)
    for state in chance.indices {
      let out = chance[state] * outRate[state]
      missed += abs(out - inflow(state))
      moved += out
    }
    return moved > 0 ? missed / moved : 0
  }

  /// Units become free one at a time, so the flow down from k + 1 busy units to k equals the flow up
  /// across that line: that gives the levels one after the other.
  private mutating func rescaleLevels() {
    let units = states.serviceRates.count
    var mass = [Double](repeating: 0, count: units + 1)
    var down = mass
    // upward[i][k]: flow from level i to levels above k.
    var upward = Array(repeating: mass, count: units + 1)
    for state in chance.indices {
      let level = state.nonzeroBitCount
      mass[level] += chance[state]
      let arrivals = state == states.stateCount - 1 ? 0 : states.arrivalRate
      down[level] += chance[state] * (outRate[state] - arrivals)
      for index in Int(states.first[state])..<Int(states.first[state + 1]) {
        let start = Int(states.from[index])
        let flow = chance[start] * states.rate[index]
        for between in start.nonzeroBitCount..<level {
          upward[start.nonzeroBitCount][between] += flow
        }
      }
    }
    let factors = levelFactors(mass, down, upward)
    for state in chance.indices { chance[state] *= factors[state.nonzeroBitCount] }
  }

  private func levelFactors(
    _ mass: [Double], _ down: [Double], _ upward: [[Double]]
  ) -> [Double] {
    var factors = mass.map { _ in 1.0 }
    for level in 1..<mass.count {
      let up = (0..<level).reduce(0.0) { $0 + factors[$1] * upward[$1][level - 1] }
      factors[level] = down[level] > 0 ? up / down[level] : 0
    }
    let sum = zip(factors, mass).reduce(0.0) { $0 + $1.0 * $1.1 }
    return factors.map { $0 / sum }
  }
}
