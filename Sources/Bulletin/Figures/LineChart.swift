// SPDX-License-Identifier: Apache-2.0

/// Values in a sequence, each with an interval around it if one is known.
public struct LineChart: Drawable, Hashable, Codable {
  public struct Value: Hashable, Codable, Sendable {
    public var value: Double
    /// Both ends of the interval, such as Wilson's at 95 %.
    public var lower: Double?
    public var upper: Double?

    public init(_ value: Double, lower: Double? = nil, upper: Double? = nil) {
      self.value = value
      self.lower = lower
      self.upper = upper
    }
  }

  public struct Series: Hashable, Codable, Sendable {
    public var name: String
    /// One a label; `nil` where there is none, which breaks the line.
    public var values: [Value?]

    public init(name: String, values: [Value?]) {
      self.name = name
      self.values = values
    }
  }

  public var title: String
  public var unit: String
  public var labels: [String]
  public var series: [Series]

  public init(title: String, unit: String, labels: [String], series: [Series]) {
    self.title = title
    self.unit = unit
    self.labels = labels
    self.series = series
  }

  public var alternativeText: String {
    let parts = series.map { series in
      series.name + "："
        + zip(labels, series.values).compactMap { label, value in
          value.map { "\(label) \(Self.text($0))\(unit)" }
        }.joined(separator: "，")
    }
    return "\(title)。" + parts.joined(separator: "；") + "。"
  }

  public func svg() throws(DrawingError) -> String {
    try check()
    var builder = SVGBuilder(height: 190, name: title + unit)
    let plot = Box(x: 44, y: 40, width: SVGBuilder.fullWidth - 58, height: 126)
    let all = series.flatMap { $0.values.compactMap { $0 } }
    let axis = ValueAxis(
      values: all.flatMap { [$0.value, $0.lower, $0.upper].compactMap { $0 } },
      includesZero: false)
    builder.drawLegend(series.map(\.name), x: plot.x) { builder, index, box in
      drawKey(index, in: box, into: &builder)
    }
    builder.text(
      unit, at: Point(x: plot.x - 5, y: 30), anchor: .end, size: 9.5,
      fill: .fadedInk(opacity: 0.75))
    builder.draw(axis, in: plot)
    drawLabels(plot: plot, into: &builder)
    for index in series.indices { drawBand(index, axis: axis, plot: plot, into: &builder) }
    for index in series.indices { drawLine(index, axis: axis, plot: plot, into: &builder) }
    return builder.finished(title: title, description: alternativeText)
  }

  private static func text(_ value: Value) -> String {
    let middle = ChartText.number(value.value)
    guard let lower = value.lower, let upper = value.upper else { return middle }
    return "\(middle)（\(ChartText.number(lower))至\(ChartText.number(upper))）"
  }

  /// A single point stands in the middle, not at the left edge.
  private func x(_ index: Int, in plot: Box) -> Double {
    guard labels.count > 1 else { return plot.x + plot.width / 2 }
    let inset = min(16, plot.width / Double(labels.count) / 2)
    return plot.x + inset + (plot.width - 2 * inset) * Double(index) / Double(labels.count - 1)
  }

  private func drawKey(_ index: Int, in box: Box, into builder: inout SVGBuilder) {
    let style = SeriesStyle.all[index]
    let y = box.y + box.height / 2
    builder.path(
      "M\(SVGBuilder.pair(Point(x: box.x, y: y)))H\(SVGBuilder.number(box.right))", fill: .none,
      stroke: .color(style.color), strokeWidth: 1.6, dash: style.dash)
    let mark = style.mark.path(center: Point(x: box.x + box.width / 2, y: y), radius: 3)
    builder.path(mark, fill: .color(style.color))
  }

  /// Every label that has room, always the first.
  private func drawLabels(plot: Box, into builder: inout SVGBuilder) {
    let widest = labels.map { TextMeasure.width($0, size: 10) }.max() ?? 0
    let gap = plot.width / Double(max(1, labels.count))
    let stride = max(1, Int(((widest + 6) / gap).rounded(.up)))
    for index in Swift.stride(from: 0, to: labels.count, by: stride) {
      builder.text(labels[index], at: Point(x: x(index, in: plot), y: plot.bottom + 15), size: 10)
    }
  }

  private func drawBand(
    _ index: Int, axis: ValueAxis, plot: Box, into builder: inout SVGBuilder
  ) {
    let color = SeriesStyle.all[index].color
    for stretch in stretches(series[index].values.map { $0?.lower == nil ? nil : $0 }) {
      let upper = stretch.compactMap { place in
        place.value.upper.map { Point(x: x(place.index, in: plot), y: axis.y($0, in: plot)) }
      }
      let lower = stretch.compactMap { place in
        place.value.lower.map { Point(x: x(place.index, in: plot), y: axis.y($0, in: plot)) }
      }
      guard upper.count > 1 else {
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

  /// The interval of a lone point.
  private func drawWhisker(
    _ top: Point, _ bottom: Point, _ color: String, into builder: inout SVGBuilder
  ) {
    builder.line(from: top, to: bottom, stroke: .color(color), width: 1)
    for end in [top, bottom] {
      builder.line(
        from: Point(x: end.x - 4, y: end.y), to: Point(x: end.x + 4, y: end.y),
        stroke: .color(color), width: 1)
    }
  }

  private func drawLine(
    _ index: Int, axis: ValueAxis, plot: Box, into builder: inout SVGBuilder
  ) {
    let style = SeriesStyle.all[index]
    for stretch in stretches(series[index].values) {
      let points = stretch.map {
        Point(x: x($0.index, in: plot), y: axis.y($0.value.value, in: plot))
      }
      if points.count > 1 {
        builder.path(
          "M" + points.map(SVGBuilder.pair).joined(separator: "L"), fill: .none,
          stroke: .color(style.color), strokeWidth: 1.6, dash: style.dash)
      }
      for (place, point) in zip(stretch, points) {
        builder.path(
          style.mark.path(center: point, radius: points.count > 40 ? 1.4 : 2.8),
          fill: .color(style.color),
          title: "\(labels[place.index]) \(series[index].name) \(Self.text(place.value))\(unit)")
      }
    }
  }

  /// The runs of values without a gap.
  private func stretches(_ values: [Value?]) -> [[(index: Int, value: Value)]] {
    var result: [[(index: Int, value: Value)]] = []
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

  private func check() throws(DrawingError) {
    try DrawingCheck.title(title)
    guard !labels.isEmpty, series.contains(where: { $0.values.contains { $0 != nil } }) else {
      throw .noData(drawing: title)
    }
    guard series.count <= SeriesStyle.all.count else {
      throw .tooManySeries(drawing: title, limit: SeriesStyle.all.count, found: series.count)
    }
    for series in series { try check(series) }
  }

  private func check(_ series: Series) throws(DrawingError) {
    guard series.values.count == labels.count else {
      throw .count(
        drawing: title, series: series.name, expected: labels.count, found: series.values.count)
    }
    for ends in [
      series.values.map(\.?.value), series.values.map(\.?.lower), series.values.map(\.?.upper),
    ] {
      try DrawingCheck.finite(ends.map { $0 ?? nil }, drawing: title, series: series.name)
    }
    for (index, value) in series.values.enumerated() {
      guard let value else { continue }
      guard (value.lower == nil) == (value.upper == nil),
        (value.lower ?? value.value) <= value.value, value.value <= (value.upper ?? value.value)
      else { throw .interval(drawing: title, series: series.name, position: index + 1) }
    }
  }
}
