// SPDX-License-Identifier: Apache-2.0

import HiGHS
import Testing

@Suite("HiGHS against plain enumeration")
struct HiGHSRandomTests {
  @Test(
    "Small random programmes in whole numbers have the optimum that enumeration finds",
    arguments: 1...60)
  func random(seed: UInt64) throws {
    var source = Seeded(state: seed)
    let columns = 4
    let top = 3
    var model = LinearModel(.maximize)
    let costs = (0..<columns).map { _ in Int.random(in: -5...9, using: &source) }
    for cost in costs { model.addColumn(cost: Double(cost), upper: Double(top), isInteger: true) }
    var rows: [(coefficients: [Int], lower: Int, upper: Int)] = []
    for _ in 0..<3 {
      let coefficients = (0..<columns).map { _ in Int.random(in: -4...6, using: &source) }
      let lower = Int.random(in: -8...6, using: &source)
      rows.append((coefficients, lower, lower + Int.random(in: 0...9, using: &source)))
      model.addRow(
        coefficients.enumerated().map { ($0, Double($1)) }, lower: Double(lower),
        upper: Double(rows[rows.count - 1].upper))
    }
    var best: Int?
    for code in 0..<256 {
      let point = (0..<columns).map { code >> (2 * $0) & 3 }
      let fits = rows.allSatisfy { row in
        let value = zip(row.coefficients, point).reduce(0) { $0 + $1.0 * $1.1 }
        return row.lower <= value && value <= row.upper
      }
      let worth = zip(costs, point).reduce(0) { $0 + $1.0 * $1.1 }
      if fits { best = max(best ?? worth, worth) }
    }
    let solution = try makeSolver().solveBlocking(model)
    #expect(solution.status == (best == nil ? .infeasible : .optimal), "seed \(seed)")
    #expect(solution.objective.map { Int($0.rounded()) } == best, "seed \(seed)")
  }
}

/// The generator of Steele, Lea and Flood 2014 (SplitMix64): small, and the same everywhere.
struct Seeded: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
