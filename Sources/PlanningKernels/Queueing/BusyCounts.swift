// SPDX-License-Identifier: Apache-2.0

/// How many of some alike units are busy, whoever they are: the model that the approximation corrects
/// its independent units with.
struct BusyCounts {
  /// By number of busy units; a waiting line counts with all busy.
  let chance: [Double]
  /// The share of time a unit is busy.
  let workload: Double

  /// - Parameters:
  ///   - rates: by crew size, calls an hour; a crew of size 1 is at position 0.
  ///   - serviceRate: calls that one unit could finish in an hour.
  init(rates: [Double], serviceRate: Double, units: Int, line: HypercubeProblem.Line) {
    // Units become free one at a time, so flows across each number balance (see HypercubeBalance).
    var chance = [1.0]
    for busy in 1...units {
      var up = 0.0
      for start in 0..<busy {
        let crossing = rates.indices.reduce(0.0) { start + $1 + 1 >= busy ? $0 + rates[$1] : $0 }
        up += chance[start] * crossing
      }
      chance.append(up / (Double(busy) * serviceRate))
      // Scaled on the way, so that hundreds of units do not overflow.
      let sum = chance.reduce(0, +)
      chance = chance.map { $0 / sum }
    }
    let total = rates.reduce(0, +)
    let ratio = total / (Double(units) * serviceRate)
    if line == .waiting, ratio < 1 {
      chance[units] /= 1 - ratio
      let sum = chance.reduce(0, +)
      chance = chance.map { $0 / sum }
      workload = ratio
    } else {
      workload = chance.indices.reduce(0) { $0 + Double($1) * chance[$1] } / Double(units)
    }
    self.chance = chance
  }

  var allBusy: Double { chance[chance.count - 1] }

  /// What the independent chance of "`free` of the first `before` units are free and the next one
  /// is" must be multiplied with, because units that share work are not busy independently
  /// (Larson's Q for `free` = 0).
  func correction(before: Int, free: Int) -> Double {
    let units = chance.count - 1
    let busyBefore = before - free
    var actual = 0.0
    for busy in busyBefore..<units {
      let rest = Self.choose(units - before - 1, busy - busyBefore)
      actual += chance[busy] * rest / Self.choose(units, busy)
    }
    let independent = power(workload, busyBefore) * power(1 - workload, free + 1)
    return independent > 1e-280 ? actual / independent : 0
  }

  private func power(_ base: Double, _ exponent: Int) -> Double {
    (0..<exponent).reduce(1) { value, _ in value * base }
  }

  private static func choose(_ all: Int, _ some: Int) -> Double {
    guard some >= 0, some <= all else { return 0 }
    return (0..<min(some, all - some)).reduce(1) { value, step in
      value * Double(all - step) / Double(step + 1)
    }
  }
}
