// SPDX-License-Identifier: Apache-2.0

/// All states of the units, as bit masks with bit `u` set while unit `u` is busy, and the rates at
/// which calls lead from one to the next.
///
/// Arcs are stored by the state they lead to: those of state `s` are `arcs[first[s]..<first[s + 1]]`.
/// Ends of service need no arcs: they lead from `s` with bit `u` to `s` without it, at the unit's rate.
struct HypercubeStates {
  let problem: HypercubeProblem
  let stateCount: Int
  let first: [Int32]
  let from: [Int32]
  let rate: [Double]
  let serviceRates: [Double]
  let arrivalRate: Double
  private let kinds: [Kind]

  /// Atoms with the same order and crew.
  private struct Kind {
    var atoms: [Int]
    var order: [Int32]
    var crew: Int
    var rate: Double
  }

  init(_ problem: HypercubeProblem) {
    self.problem = problem
    stateCount = 1 << problem.unitCount
    serviceRates = problem.serviceRates
    arrivalRate = problem.totalArrivals
    kinds = Self.kinds(problem)
    (first, from, rate) = Self.arcs(kinds, stateCount)
  }

  private static func kinds(_ problem: HypercubeProblem) -> [Kind] {
    var position: [[Int32]: Int] = [:]
    var kinds: [Kind] = []
    for atom in problem.arrivals.indices where problem.arrivals[atom] > 0 {
      let start = atom * problem.unitCount
      let order = Array(problem.order[start..<(start + problem.unitCount)])
      let key = order + [Int32(problem.crew[atom])]
      if let known = position[key] {
        kinds[known].atoms.append(atom)
        kinds[known].rate += problem.arrivals[atom]
      } else {
        position[key] = kinds.count
        kinds.append(
          Kind(
            atoms: [atom], order: order, crew: problem.crew[atom], rate: problem.arrivals[atom]))
      }
    }
    return kinds
  }

  private static func arcs(
    _ kinds: [Kind], _ stateCount: Int
  ) -> (first: [Int32], from: [Int32], rate: [Double]) {
    var ends: [(from: Int32, to: Int32, rate: Double)] = []
    var rateTo = [Double](repeating: 0, count: stateCount)
    var reached: [Int] = []
    for state in 0..<(stateCount - 1) {
      for kind in kinds {
        let next = crewed(state, kind.order, kind.crew)
        if rateTo[next] == 0 { reached.append(next) }
        rateTo[next] += kind.rate
      }
      for next in reached {
        ends.append((Int32(state), Int32(next), rateTo[next]))
        rateTo[next] = 0
      }
      reached.removeAll(keepingCapacity: true)
    }
    var first = [Int32](repeating: 0, count: stateCount + 1)
    for end in ends { first[Int(end.to) + 1] += 1 }
    for state in 0..<stateCount { first[state + 1] += first[state] }
    var next = first
    var from = [Int32](repeating: 0, count: ends.count)
    var rate = [Double](repeating: 0, count: ends.count)
    for end in ends {
      let place = Int(next[Int(end.to)])
      (from[place], rate[place]) = (end.from, end.rate)
      next[Int(end.to)] += 1
    }
    return (first, from, rate)
  }

  /// The state after a call took the first `crew` free units of `order`, or all that are free.
  private static func crewed(_ state: Int, _ order: [Int32], _ crew: Int) -> Int {
    var (next, left) = (state, crew)
    for unit in order where state & (1 << Int(unit)) == 0 {
      next |= 1 << Int(unit)
      left -= 1
      if left == 0 { break }
    }
    return next
  }

  func solve(tolerance: Double, sweepLimit: Int) -> HypercubeResult {
    let watch = Stopwatch(limit: .zero)
    var balance = HypercubeBalance(self)
    balance.run(tolerance: tolerance, sweepLimit: sweepLimit)
    // A waiting line hangs on the full state: each step along it is less likely by the same factor.
    let full = stateCount - 1
    let ratio = arrivalRate / serviceRates.reduce(0, +)
    let queued = problem.line == .waiting ? balance.chance[full] * ratio / (1 - ratio) : 0
    let chance = balance.chance.map { $0 / (1 + queued) }
    let tail = queued / (1 + queued)
    let (firsts, all) = dispatches(chance)
    return HypercubeResult(
      method: .exact, workload: workload(chance, tail), firstDispatches: firsts, dispatches: all,
      allBusy: chance[full] + tail, busyCount: busyCount(chance, tail),
      residual: balance.residual, isConverged: balance.residual <= tolerance,
      iterations: balance.sweeps, seconds: watch.seconds, problem: problem)
  }

  private func workload(_ chance: [Double], _ tail: Double) -> [Double] {
    (0..<problem.unitCount).map { unit in
      chance.indices.reduce(tail) { $1 & (1 << unit) != 0 ? $0 + chance[$1] : $0 }
    }
  }

  private func busyCount(_ chance: [Double], _ tail: Double) -> [Double] {
    var counts = [Double](repeating: 0, count: problem.unitCount + 1)
    for state in chance.indices { counts[state.nonzeroBitCount] += chance[state] }
    counts[problem.unitCount] += tail
    return counts
  }

  private func dispatches(_ chance: [Double]) -> (first: [Double], all: [Double]) {
    let units = problem.unitCount
    var firsts = [Double](repeating: 0, count: problem.atomCount * units)
    var all = firsts
    for kind in kinds {
      var goesFirst = [Double](repeating: 0, count: units)
      var goes = goesFirst
      for state in 0..<(stateCount - 1) {
        var left = kind.crew
        for unit in kind.order where state & (1 << Int(unit)) == 0 {
          if left == kind.crew { goesFirst[Int(unit)] += chance[state] }
          goes[Int(unit)] += chance[state]
          left -= 1
          if left == 0 { break }
        }
      }
      for atom in kind.atoms {
        for unit in 0..<units {
          firsts[atom * units + unit] = problem.arrivals[atom] * goesFirst[unit]
          all[atom * units + unit] = problem.arrivals[atom] * goes[unit]
        }
      }
    }
    return (firsts, all)
  }
}
