// SPDX-License-Identifier: Apache-2.0

/// The upright axis of a chart: round steps that contain all values.
struct ValueAxis: Sendable {
  let low: Double
  let high: Double
  let step: Double

  /// - Parameters:
  ///   - includesZero: bars begin at zero; a line may leave it out, and does where its values differ
  ///     by less than half of the highest, so that differences can be seen.
  ///   - leastSpan: what an axis without zero spans at least, so that chance does not look like change.
  init(values: [Double], ticks: Int = 4, includesZero: Bool = true, leastSpan: Double = 0) {
    let highest = values.max() ?? 0
    let lowest = values.min() ?? 0
    let startsAbove = !includesZero && lowest > highest / 2 && (lowest < highest || leastSpan > 0)
    let top = max(0, highest)
    let bottom = startsAbove ? max(0, min(lowest, highest - leastSpan)) : min(0, lowest)
    let span = top - bottom
    step = span == 0 ? 1 : Self.roundStep(span / Double(ticks))
    low = (bottom / step).rounded(.down) * step
    high = span == 0 ? 1 : (top / step).rounded(.up) * step
  }

  var ticks: [Double] {
    let count = Int(((high - low) / step).rounded())
    return (0...max(1, count)).map { low + Double($0) * step }
  }

  func y(_ value: Double, in plot: Box) -> Double {
    plot.bottom - (value - low) / (high - low) * plot.height
  }

  /// The smallest of `factors` × 10ⁿ that is not below `length`.
  static func roundStep(_ length: Double, factors: [Double] = [1, 2, 5]) -> Double {
    var power = 1.0
    while power * 10 <= length { power *= 10 }
    while power > length { power /= 10 }
    for factor in factors where factor * power >= length * (1 - 1e-9) { return factor * power }
    return power * 10
  }
}

extension SVGBuilder {
  /// Grid lines with their values on the left; the zero line is stronger.
  mutating func draw(_ axis: ValueAxis, in plot: Box) {
    for tick in axis.ticks {
      let y = axis.y(tick, in: plot)
      let isZero = abs(tick) < axis.step / 1000
      line(
        from: Point(x: plot.x, y: y), to: Point(x: plot.right, y: y),
        stroke: .fadedInk(opacity: isZero ? 0.7 : 0.15), width: isZero ? 0.9 : 0.7)
      text(
        ChartText.number(tick), at: Point(x: plot.x - 5, y: y + 3.6), anchor: .end, size: 9.5,
        fill: .fadedInk(opacity: 0.75))
    }
  }
}

/// Figures as charts print them.
enum ChartText {
  /// Grouped by blanks in threes (GB/T 15835-2011) where no line may break, at most two decimals.
  static func number(_ value: Double) -> String {
    let text = SVGBuilder.number(value)
    let parts = text.split(separator: ".", maxSplits: 1)
    let whole = parts[0].drop { $0 == "-" }
    guard whole.count > 4 else { return text }
    var grouped = ""
    for (index, digit) in whole.enumerated() {
      if index > 0, (whole.count - index) % 3 == 0 { grouped += "\u{202F}" }
      grouped.append(digit)
    }
    let sign = value < 0 ? "-" : ""
    return sign + grouped + (parts.count > 1 ? "." + parts[1] : "")
  }
}
