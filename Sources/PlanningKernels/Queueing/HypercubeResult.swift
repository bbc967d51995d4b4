// SPDX-License-Identifier: Apache-2.0

/// How busy units are and how fast calls are answered, in the long run.
public struct HypercubeResult: Sendable {
  public enum Method: String, Codable, Sendable { case exact, approximate }

  public let method: Method
  /// By unit, the share of time it is busy.
  public let workload: [Double]
  /// By atom and unit, calls an hour for which the unit sets out at once as the first of its crew.
  public let firstDispatches: [Double]
  /// By atom and unit, calls an hour for which the unit sets out at once.
  public let dispatches: [Double]
  /// The chance that every unit is busy.
  public let allBusy: Double
  /// By number of busy units, its chance; a waiting line counts with all busy.
  public let busyCount: [Double]
  /// What the answer misses its equations by, as a share: balance of all states (exact), greatest
  /// last change of a workload (approximate).
  public let residual: Double
  public let isConverged: Bool
  /// Sweeps over all states, or passes of the fixed point.
  public let iterations: Int
  /// By the clock.
  public let seconds: Double
  let problem: HypercubeProblem

  /// Calls that wait in line, as a share of all; 0 where they are lost instead.
  public var waitingShare: Double { problem.line == .waiting ? allBusy : 0 }

  /// Calls that nobody answers, as a share of all.
  public var lostShare: Double { problem.line == .lost ? allBusy : 0 }

  /// By unit, the share of the waiting calls that it takes.
  var shareOfLine: [Double] {
    let rates = problem.serviceRates
    let sum = rates.reduce(0, +)
    return rates.map { $0 / sum }
  }

  /// By atom and unit, its share of all dispatches, waiting calls included.
  public var dispatchShares: [Double] {
    let units = problem.unitCount
    let line = shareOfLine
    let rates = dispatches.indices.map { index in
      dispatches[index] + waitingShare * problem.arrivals[index / units] * line[index % units]
    }
    let sum = rates.reduce(0, +)
    return rates.map { sum > 0 ? $0 / sum : 0 }
  }

  /// Dispatches to atoms for which the unit is not the first choice, as a share of all. For a crew of
  /// several only its first unit is looked at.
  public var interdistrictShare: Double {
    var (own, all) = (0.0, 0.0)
    let line = shareOfLine
    for atom in problem.arrivals.indices {
      let first = Int(problem.order[atom * problem.unitCount])
      for unit in 0..<problem.unitCount {
        let rate =
          firstDispatches[atom * problem.unitCount + unit]
          + waitingShare * problem.arrivals[atom] * line[unit]
        all += rate
        if unit == first { own += rate }
      }
    }
    return all > 0 ? 1 - own / all : 0
  }

  /// The time from a call until the first unit arrives.
  public var response: ResponseTimes { ResponseTimes(self) }
}
