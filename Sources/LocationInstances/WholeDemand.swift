// SPDX-License-Identifier: Apache-2.0

/// Demand in whole numbers, so that sums and proofs are exact.
struct WholeDemand {
  let values: [Int64]
  /// `values` are in units of 1/`scale`.
  let scale: Int64

  /// Takes the coarsest power of ten, 10^6 at most, in which every number is whole.
  init(_ numbers: [Double], file: String) throws(InstanceError) {
    var scale = 1.0
    while scale < 1_000_000 && !numbers.allSatisfy({ Self.isWhole($0 * scale) }) { scale *= 10 }
    if numbers.reduce(0, +) * scale > 9_007_199_254_740_992 {
      throw InstanceError(file: file, field: "demand", .tooLarge(most: "2^53"))
    }
    if let odd = numbers.first(where: { !Self.isWhole($0 * scale) }) {
      throw InstanceError(
        file: file, field: "demand",
        .malformed(found: "\(odd)", expected: "a number with 6 decimals at most"))
    }
    values = numbers.map { Int64(($0 * scale).rounded()) }
    self.scale = Int64(scale)
  }

  /// A decimal fraction times a power of ten is off by a few units in the last place.
  private static func isWhole(_ value: Double) -> Bool {
    abs(value - value.rounded()) <= 1e-9 * max(1, abs(value))
  }
}
