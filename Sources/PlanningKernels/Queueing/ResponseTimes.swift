// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The distribution of the time from a call until the first unit arrives, over answered calls.
///
/// Calls answered at once take the way of the unit that goes. Waiting calls first wait for the next
/// free unit, exponentially with the rate at which the line shortens (M/M/n, first come, first
/// served), and then take its way.
public struct ResponseTimes: Sendable {
  private struct Share {
    var minutes: Double
    var atOnce: Double
    var afterWait: Double
  }

  /// In order of minutes.
  private let shares: [Share]
  /// Minutes that a waiting call waits on average; 0 without a line.
  public let meanWaitMinutes: Double
  public let meanMinutes: Double

  init(_ result: HypercubeResult) {
    let problem = result.problem
    let line = result.shareOfLine
    var shares: [Share] = []
    for atom in problem.arrivals.indices where problem.arrivals[atom] > 0 {
      for unit in 0..<problem.unitCount {
        let index = atom * problem.unitCount + unit
        let waiting = result.waitingShare * problem.arrivals[atom] * line[unit]
        guard result.firstDispatches[index] + waiting > 0 else { continue }
        shares.append(
          Share(
            minutes: problem.travelMinutes[index], atOnce: result.firstDispatches[index],
            afterWait: waiting))
      }
    }
    let total = shares.reduce(0) { $0 + $1.atOnce + $1.afterWait }
    self.shares = shares.map {
      Share(minutes: $0.minutes, atOnce: $0.atOnce / total, afterWait: $0.afterWait / total)
    }.sorted { $0.minutes < $1.minutes }
    let spare = problem.serviceRates.reduce(0, +) - problem.totalArrivals
    meanWaitMinutes = result.waitingShare > 0 && spare > 0 ? 60 / spare : 0
    meanMinutes =
      self.shares.reduce(0) { $0 + $1.minutes * ($1.atOnce + $1.afterWait) }
      + meanWaitMinutes * self.shares.reduce(0) { $0 + $1.afterWait }
  }

  /// The share of answered calls reached within `minutes`.
  public func share(within minutes: Double) -> Double {
    var sum = 0.0
    for share in shares {
      guard share.minutes <= minutes else { break }
      sum += share.atOnce
      guard share.afterWait > 0 else { continue }
      sum += share.afterWait * (1 - exp(-(minutes - share.minutes) / max(meanWaitMinutes, 1e-12)))
    }
    return min(1, sum)
  }

  /// The least time, to a thousandth of a minute, within which `share` of the answered calls are
  /// reached.
  public func minutes(reaching share: Double) -> Double {
    guard let last = shares.last else { return 0 }
    let target = min(share, 1 - 1e-9)
    if meanWaitMinutes == 0 {
      var sum = 0.0
      for part in shares {
        sum += part.atOnce
        if sum >= target - 1e-12 { return part.minutes }
      }
      return last.minutes
    }
    var (low, high) = (0.0, last.minutes + 60 * meanWaitMinutes)
    while high - low > 0.0005 {
      let middle = (low + high) / 2
      if self.share(within: middle) >= target { high = middle } else { low = middle }
    }
    return high
  }
}
