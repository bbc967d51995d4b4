// SPDX-License-Identifier: Apache-2.0

/// A trend the size of a word; its last value is marked, its highest and lowest are hollow.
public struct Sparkline: Drawable, Hashable, Codable {
  public var title: String
  public var unit: String
  /// In order of time; `nil` where there is none.
  public var values: [Double?]

  public init(title: String, unit: String, values: [Double?]) {
    self.title = title
    self.unit = unit
    self.values = values
  }

  public var alternativeText: String {
    let known = values.compactMap { $0 }
    guard let last = known.last, let low = known.min(), let high = known.max() else {
      return "\(title)。无数据。"
    }
    return "\(title)。共\(known.count)个值，最低\(ChartText.number(low))\(unit)，"
      + "最高\(ChartText.number(high))\(unit)，最近\(ChartText.number(last))\(unit)。"
  }

  public func svg() throws(DrawingError) -> String {
    try check()
    var builder = SVGBuilder(width: 120, height: 28, name: title + unit)
    let points = placed
    if points.count > 1 {
      builder.path(
        "M" + points.map(SVGBuilder.pair).joined(separator: "L"), fill: .none, stroke: .ink,
        strokeWidth: 1.2)
    }
    for extreme in [points.min(by: { $0.y < $1.y }), points.max(by: { $0.y < $1.y })] {
      guard let extreme, points.count > 1 else { continue }
      builder.path(
        MarkShape.circle.path(center: extreme, radius: 2), fill: .color("#ffffff"), stroke: .ink)
    }
    if let last = points.last {
      builder.path(MarkShape.circle.path(center: last, radius: 2.4), fill: .color("#1b5fa8"))
    }
    return builder.finished(title: title, description: alternativeText)
  }

  /// The known values in the box; equal values lie in the middle.
  private var placed: [Point] {
    let known = values.compactMap { $0 }
    let low = known.min() ?? 0
    let span = (known.max() ?? 0) - low
    let last = Double(max(1, values.count - 1))
    return values.enumerated().compactMap { index, value in
      value.map { value in
        Point(
          x: values.count > 1 ? 4 + 112 * Double(index) / last : 60,
          y: span > 0 ? 24 - 20 * (value - low) / span : 14)
      }
    }
  }

  private func check() throws(DrawingError) {
    try DrawingCheck.title(title)
    guard values.contains(where: { $0 != nil }) else { throw .noData(drawing: title) }
    try DrawingCheck.finite(values, drawing: title, series: title)
  }
}
