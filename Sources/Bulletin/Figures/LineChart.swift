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
  public var width: DrawingWidth

  public init(
    title: String, unit: String, labels: [String], series: [Series], width: DrawingWidth = .full
  ) {
    self.width = width
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
    var builder = SVGBuilder(width: width.units, height: 190, name: title + unit)
    let plot = Box(x: 44, y: 40, width: width.units - 58, height: 126)
    let lines = LinePlot(chart: self, plot: plot)
    builder.drawLegend(series.map(\.name), x: width == .full ? plot.x : 4) { builder, index, box in
      lines.drawKey(index, in: box, into: &builder)
    }
    builder.text(
      unit, at: Point(x: plot.x - 5, y: 30), anchor: .end, size: 9.5,
      fill: .fadedInk(opacity: 0.75))
    lines.draw(into: &builder)
    return builder.finished(title: title, description: alternativeText)
  }

  /// A value with its interval in words.
  static func text(_ value: Value) -> String {
    let middle = ChartText.number(value.value)
    guard let lower = value.lower, let upper = value.upper else { return middle }
    return "\(middle)（\(ChartText.number(lower))至\(ChartText.number(upper))）"
  }

  func check() throws(DrawingError) {
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
