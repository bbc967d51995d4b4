// SPDX-License-Identifier: Apache-2.0

public struct ConfidenceInterval: Hashable, Codable, Sendable {
  public var lower: Double
  public var upper: Double

  public init(lower: Double, upper: Double) {
    self.lower = lower
    self.upper = upper
  }
}

extension ConfidenceInterval {
  /// The 95 % score interval of `successes` in `cases` trials, `nil` without a trial.
  ///
  /// Source: Wilson 1927, doi:10.1080/01621459.1927.10502953, with z = 1.959964.
  public static func wilson(successes: Int, cases: Int) -> Self? {
    guard cases > 0, (0...cases).contains(successes) else { return nil }
    let quantile = 1.959_963_984_540_054
    let count = Double(cases)
    let rate = Double(successes) / count
    let square = quantile * quantile / count
    let centre = rate + square / 2
    let spread = quantile * (rate * (1 - rate) / count + square / count / 4).squareRoot()
    return Self(
      lower: successes == 0 ? 0 : max(0, (centre - spread) / (1 + square)),
      upper: successes == cases ? 1 : min(1, (centre + spread) / (1 + square)))
  }
}
