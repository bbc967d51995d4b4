// SPDX-License-Identifier: Apache-2.0

/// The lines of a checked chart in their box: axis, labels, intervals, lines and marks.
struct LinePlot {
  let chart: LineChart
  let plot: Box
  private let axis: ValueAxis
  /// With several series bands would lie on each other and become one grey: then each value has its
  /// whisker, beside those of the others.
  private let hasWhiskers: Bool

  init(chart: LineChart, plot: Box) {
    self.chart = chart
    self.plot = plot
    let all = chart.series.flatMap { $0.values.compactMap { $0 } }
    axis = ValueAxis(
      values: all.flatMap { [$0.value, $0.lower, $0.upper].compactMap { $0 } },
      includesZero: false, leastSpan: chart.unit == "%" ? Self.leastPercentagePoints : 0)
    hasWhiskers =
      chart.labels.count <= Self.mostWhiskers
      && chart.series.count { $0.values.contains { $0?.lower != nil } } > 1
  }

  /// Rates that differ by less are much the same.
  private static let leastPercentagePoints = 2.0
  private static let mostWhiskers = 16

  func draw(into builder: inout SVGBuilder) {
    builder.draw(axis, in: plot)
    drawLabels(into: &builder)
    for index in chart.series.indices { drawIntervals(index, into: &builder) }
    for index in chart.series.indices { drawLine(index, into: &builder) }
  }

  func drawKey(_ index: Int, in box: Box, into builder: inout SVGBuilder) {
    let style = SeriesStyle.all[index]
    let y = box.y + box.height / 2
    builder.path(
      "M\(SVGBuilder.pair(Point(x: box.x, y: y)))H\(SVGBuilder.number(box.right))", fill: .none,
      stroke: .color(style.color), strokeWidth: 1.6, dash: style.dash)
    let mark = style.mark.path(center: Point(x: box.x + box.width / 2, y: y), radius: 3)
    builder.path(mark, fill: .color(style.color))
  }

  // MARK: Places

  /// A single point stands in the middle, not at the left edge.
  private func x(_ index: Int) -> Double {
    guard chart.labels.count > 1 else { return plot.x + plot.width / 2 }
    let inset = min(16, plot.width / Double(chart.labels.count) / 2)
    return plot.x + inset
      + (plot.width - 2 * inset) * Double(index) / Double(chart.labels.count - 1)
  }

  private func point(_ index: Int, _ value: Double, of series: Int) -> Point {
    let aside = hasWhiskers ? 4 * (Double(series) - Double(chart.series.count - 1) / 2) : 0
    return Point(x: x(index) + aside, y: axis.y(value, in: plot))
  }

  /// Every label that has room, always the first.
  private func drawLabels(into builder: inout SVGBuilder) {
    let widest = chart.labels.map { TextMeasure.width($0, size: 10) }.max() ?? 0
    let gap = plot.width / Double(max(1, chart.labels.count))
    let stride = max(1, Int(((widest + 6) / gap).rounded(.up)))
    for index in Swift.stride(from: 0, to: chart.labels.count, by: stride) {
      builder.text(chart.labels[index], at: Point(x: x(index), y: plot.bottom + 15), size: 10)
    }
  }

  // MARK: Intervals

  private func drawIntervals(_ index: Int, into builder: inout SVGBuilder) {
    let color = SeriesStyle.all[index].color
    for stretch in stretches(chart.series[index].values.map { $0?.lower == nil ? nil : $0 }) {
      let upper = stretch.compactMap { place in
        place.value.upper.map { point(place.index, $0, of: index) }
      }
      let lower = stretch.compactMap { place in
        place.value.lower.map { point(place.index, $0, of: index) }
      }
      guard upper.count > 1, !hasWhiskers else {
        for (top, bottom) in zip(upper, lower) { drawWhisker(top, bottom, color, into: &builder) }
        continue
      }
      let outline = (upper + lower.reversed()).map(SVGBuilder.pair).joined(separator: "L")
      builder.path("M\(outline)z", fill: .transparent(color, opacity: 0.15))
      for edge in [upper, lower] {
        builder.path(
          "M" + edge.map(SVGBuilder.pair).joined(separator: "L"), fill: .none,
          stroke: .transparent(color, opacity: 0.55), strokeWidth: 0.6)
      }
    }
  }

  private func drawWhisker(
    _ top: Point, _ bottom: Point, _ color: String, into builder: inout SVGBuilder
  ) {
    let reach = hasWhiskers ? 2.0 : 4.0
    builder.line(from: top, to: bottom, stroke: .color(color), width: 1)
    for end in [top, bottom] {
      builder.line(
        from: Point(x: end.x - reach, y: end.y), to: Point(x: end.x + reach, y: end.y),
        stroke: .color(color), width: 1)
    }
  }

  // MARK: Lines

  private func drawLine(_ index: Int, into builder: inout SVGBuilder) {
    let style = SeriesStyle.all[index]
    let series = chart.series[index]
    for stretch in stretches(series.values) {
      let points = stretch.map { point($0.index, $0.value.value, of: index) }
      if points.count > 1 {
        builder.path(
          "M" + points.map(SVGBuilder.pair).joined(separator: "L"), fill: .none,
          stroke: .color(style.color), strokeWidth: 1.6, dash: style.dash)
      }
      for (place, point) in zip(stretch, points) {
        let value = LineChart.text(place.value)
        builder.path(
          style.mark.path(center: point, radius: points.count > 40 ? 1.4 : 2.8),
          fill: .color(style.color),
          title: "\(chart.labels[place.index]) \(series.name) \(value)\(chart.unit)")
      }
    }
  }

  /// The runs of values without a gap.
  private func stretches(
    _ values: [LineChart.Value?]
  ) -> [[(index: Int, value: LineChart.Value)]] {
    var result: [[(index: Int, value: LineChart.Value)]] = []
    var isOpen = false
    for (index, value) in values.enumerated() {
      guard let value else {
        isOpen = false
        continue
      }
      if isOpen {
        result[result.count - 1].append((index, value))
      } else {
        result.append([(index, value)])
      }
      isOpen = true
    }
    return result
  }
}
