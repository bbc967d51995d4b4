// SPDX-License-Identifier: Apache-2.0

/// Bars side by side for each category: planned against actual in three areas, say.
public struct GroupedBarChart: Drawable, Hashable, Codable {
  public struct Series: Hashable, Codable, Sendable {
    public var name: String
    /// One a category; `nil` where there is none, which leaves a gap.
    public var values: [Double?]

    public init(name: String, values: [Double?]) {
      self.name = name
      self.values = values
    }
  }

  public var title: String
  /// What the values count, such as 人次 or %.
  public var unit: String
  public var categories: [String]
  public var series: [Series]

  public init(title: String, unit: String, categories: [String], series: [Series]) {
    self.title = title
    self.unit = unit
    self.categories = categories
    self.series = series
  }

  public var alternativeText: String {
    let parts = series.map { series in
      series.name + "："
        + zip(categories, series.values).map { category, value in
          "\(category)\(value.map { ChartText.number($0) + unit } ?? "无数据")"
        }.joined(separator: "，")
    }
    return "\(title)。" + parts.joined(separator: "；") + "。"
  }

  public func svg() throws(DrawingError) -> String {
    try check()
    let labels = categories.map { TextMeasure.lines($0, width: bandWidth - 4, size: 10) }
    let labelHeight = 13.0 * Double(labels.map(\.count).max() ?? 1)
    var builder = SVGBuilder(height: 178 + labelHeight, name: title + unit)
    builder.defineFills(count: series.count)
    let plot = Box(x: Self.left, y: 40, width: Self.plotWidth, height: 130)
    let axis = ValueAxis(values: series.flatMap { $0.values.compactMap { $0 } })
    builder.drawLegend(series.map(\.name), x: plot.x) { builder, index, box in
      builder.rectangle(
        box, fill: SeriesStyle.all[index].fill, stroke: .color(SeriesStyle.all[index].color))
    }
    builder.text(
      unit, at: Point(x: plot.x - 5, y: 30), anchor: .end, size: 9.5,
      fill: .fadedInk(opacity: 0.75))
    builder.draw(axis, in: plot)
    for (index, lines) in labels.enumerated() {
      drawGroup(index, axis: axis, plot: plot, into: &builder)
      for (row, line) in lines.enumerated() {
        let middle = plot.x + bandWidth * (Double(index) + 0.5)
        builder.text(line, at: Point(x: middle, y: plot.bottom + 14 + 13 * Double(row)), size: 10)
      }
    }
    return builder.finished(title: title, description: alternativeText)
  }

  private static let left = 44.0
  private static let plotWidth = SVGBuilder.fullWidth - left - 6

  private var bandWidth: Double { Self.plotWidth / Double(categories.count) }

  private func drawGroup(
    _ category: Int, axis: ValueAxis, plot: Box, into builder: inout SVGBuilder
  ) {
    // One or two categories would otherwise become slabs.
    let barWidth = min(bandWidth * 0.7 / Double(series.count), 34)
    let start =
      plot.x + bandWidth * (Double(category) + 0.5) - barWidth * Double(series.count) / 2
    let zero = axis.y(0, in: plot)
    for (index, series) in series.enumerated() {
      guard let value = series.values[category] else { continue }
      let y = axis.y(value, in: plot)
      let style = SeriesStyle.all[index]
      let text = ChartText.number(value)
      builder.rectangle(
        Box(
          x: start + barWidth * Double(index) + 1, y: min(y, zero), width: barWidth - 2,
          height: abs(zero - y)),
        fill: style.fill, stroke: .color(style.color),
        title: "\(categories[category]) \(series.name) \(text)\(unit)")
      guard TextMeasure.width(text, size: 9) <= barWidth + 3 else { continue }
      builder.text(
        text, at: Point(x: start + barWidth * (Double(index) + 0.5), y: min(y, zero) - 3), size: 9)
    }
  }

  private func check() throws(DrawingError) {
    try DrawingCheck.title(title)
    guard !categories.isEmpty, series.contains(where: { $0.values.contains { $0 != nil } }) else {
      throw .noData(drawing: title)
    }
    guard series.count <= SeriesStyle.all.count else {
      throw .tooManySeries(drawing: title, limit: SeriesStyle.all.count, found: series.count)
    }
    for series in series {
      guard series.values.count == categories.count else {
        throw .count(
          drawing: title, series: series.name, expected: categories.count,
          found: series.values.count)
      }
      try DrawingCheck.finite(series.values, drawing: title, series: series.name)
    }
  }
}
