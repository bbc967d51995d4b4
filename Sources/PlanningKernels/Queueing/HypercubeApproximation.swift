// SPDX-License-Identifier: Apache-2.0

/// The fixed point of Larson 1975 and Jarvis 1985: units are busy independently, but for a correction
/// by how many of as many alike units would be.
///
/// For a crew of k, the unit at position m of the order goes if it is free and fewer than k before it
/// are; with k = 1 this is Larson's formula. Where service times differ by unit the mean service time
/// and the correction follow the dispatches from pass to pass.
struct HypercubeApproximation {
  private let problem: HypercubeProblem
  private let units: Int
  private let serviceHours: [Double]
  /// By crew size less 1, calls an hour.
  private let rates: [Double]

  init(_ problem: HypercubeProblem) {
    self.problem = problem
    units = problem.unitCount
    serviceHours = problem.serviceMinutes.map { $0 / 60 }
    var rates = [Double](repeating: 0, count: problem.crew.max() ?? 1)
    for (atom, arrivals) in problem.arrivals.enumerated() {
      rates[problem.crew[atom] - 1] += arrivals
    }
    self.rates = rates
  }

  func solve(tolerance: Double, passLimit: Int) -> HypercubeResult {
    let watch = Stopwatch(limit: .zero)
    var meanHours = serviceHours.reduce(0, +) / Double(units)
    var counts = busyCounts(meanHours)
    var corrections = corrections(counts)
    var workload = [Double](repeating: counts.workload, count: units)
    var (residual, passes) = (Double.infinity, 0)
    while passes < passLimit, residual > tolerance {
      let next = pass(workload, counts, corrections)
      residual = zip(next.workload, workload).map { abs($0 - $1) }.max() ?? 0
      workload = next.workload
      passes += 1
      guard !problem.isEvenlyFast else { continue }
      meanHours = next.meanHours
      counts = busyCounts(meanHours)
      corrections = self.corrections(counts)
    }
    let (firsts, all) = dispatches(workload, counts, corrections)
    return HypercubeResult(
      method: .approximate, workload: workload, firstDispatches: firsts, dispatches: all,
      allBusy: counts.allBusy, busyCount: counts.chance, residual: residual,
      isConverged: residual <= tolerance, iterations: passes, seconds: watch.seconds,
      problem: problem)
  }

  private func busyCounts(_ meanHours: Double) -> BusyCounts {
    BusyCounts(rates: rates, serviceRate: 1 / meanHours, units: units, line: problem.line)
  }

  /// By position in the order and number of free units before it.
  private func corrections(_ counts: BusyCounts) -> [[Double]] {
    (0..<units).map { before in
      (0..<min(rates.count, before + 1)).map { counts.correction(before: before, free: $0) }
    }
  }

  private func pass(
    _ workload: [Double], _ counts: BusyCounts, _ corrections: [[Double]]
  ) -> (workload: [Double], meanHours: Double) {
    // Work that reaches a unit when it is free, in hours an hour, and its dispatches likewise.
    var work = [Double](repeating: 0, count: units)
    for atom in problem.arrivals.indices where problem.arrivals[atom] > 0 {
      visit(atom, workload, corrections) { unit, _, share in
        work[unit] += problem.arrivals[atom] * share * serviceHours[unit]
      }
    }
    let rates = problem.serviceRates.reduce(0, +)
    let fromLine =
      problem.line == .waiting ? problem.totalArrivals * counts.allBusy / rates : 0
    var next = work.map { ($0 + fromLine) / (1 + $0) }
    if problem.isEvenlyFast {
      let scale = Double(units) * counts.workload / max(next.reduce(0, +), 1e-300)
      next = next.map { min(1, $0 * scale) }
    }
    let dispatched = next.indices.map { next[$0] / serviceHours[$0] }.reduce(0, +)
    return (next, dispatched > 0 ? next.reduce(0, +) / dispatched : serviceHours[0])
  }

  /// Calls `body` with each unit of the atom's order that may go, whether it would go first, and the
  /// chance of that given that the unit itself is free.
  private func visit(
    _ atom: Int, _ workload: [Double], _ corrections: [[Double]],
    _ body: (_ unit: Int, _ isFirst: Bool, _ share: Double) -> Void
  ) {
    let crew = problem.crew[atom]
    // free[i]: the chance that i units so far are free, were they independent; i < crew.
    var free = [Double](repeating: 0, count: crew)
    free[0] = 1
    for before in 0..<units {
      let unit = Int(problem.order[atom * units + before])
      for count in 0..<min(crew, before + 1) where free[count] > 0 {
        body(unit, count == 0, free[count] * corrections[before][count])
      }
      let busy = workload[unit]
      for count in stride(from: crew - 1, through: 0, by: -1) {
        free[count] = free[count] * busy + (count > 0 ? free[count - 1] * (1 - busy) : 0)
      }
      if free.reduce(0, +) < 1e-15 { return }
    }
  }

  /// Dispatches, scaled so that each atom's calls are answered as often as somebody is free.
  private func dispatches(
    _ workload: [Double], _ counts: BusyCounts, _ corrections: [[Double]]
  ) -> (first: [Double], all: [Double]) {
    var firsts = [Double](repeating: 0, count: problem.arrivals.count * units)
    var all = firsts
    for atom in problem.arrivals.indices where problem.arrivals[atom] > 0 {
      let (start, arrivals) = (atom * units, problem.arrivals[atom])
      visit(atom, workload, corrections) { unit, isFirst, share in
        let rate = arrivals * share * (1 - workload[unit])
        if isFirst { firsts[start + unit] += rate }
        all[start + unit] += rate
      }
      let atOnce = arrivals * (1 - counts.allBusy)
      let sent = arrivals * expectedCrew(problem.crew[atom], counts)
      Self.scale(&firsts, start..<(start + units), to: atOnce)
      Self.scale(&all, start..<(start + units), to: sent)
    }
    return (firsts, all)
  }

  /// Units that set out at once for a call that asks for `crew`.
  private func expectedCrew(_ crew: Int, _ counts: BusyCounts) -> Double {
    counts.chance.indices.reduce(0) { $0 + counts.chance[$1] * Double(min(crew, units - $1)) }
  }

  private static func scale(_ values: inout [Double], _ range: Range<Int>, to sum: Double) {
    let now = values[range].reduce(0, +)
    guard now > 0 else { return }
    for index in range { values[index] *= sum / now }
  }
}
