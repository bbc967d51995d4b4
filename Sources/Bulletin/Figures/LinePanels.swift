// SPDX-License-Identifier: Apache-2.0

/// Small multiples: line charts side by side, each with an axis of its own, for figures that are too
/// far apart for one.
public struct LinePanels: Drawable, Hashable, Codable {
  public var title: String
  /// One to three, each under its own title and unit.
  public var panels: [LineChart]
  public var width: DrawingWidth

  public init(title: String, panels: [LineChart], width: DrawingWidth = .full) {
    self.width = width
    self.title = title
    self.panels = panels
  }

  public var alternativeText: String {
    "\(title)。" + panels.map(\.alternativeText).joined()
  }

  public func svg() throws(DrawingError) -> String {
    try DrawingCheck.title(title)
    guard !panels.isEmpty else { throw .noData(drawing: title) }
    guard panels.count <= Self.most else {
      throw .tooManySeries(drawing: title, limit: Self.most, found: panels.count)
    }
    for panel in panels { try panel.check() }
    // Names of series stand below the panel's title where there are several.
    let hasLegend = panels.contains { $0.series.count > 1 }
    let top = hasLegend ? 38.0 : 24
    let height = top + Self.plotHeight + 24
    // Side by side, or where there is no room for that one below the other.
    let columns = width == .full ? panels.count : 1
    let rows = panels.count / columns
    var builder = SVGBuilder(
      width: width.units, height: height * Double(rows), name: title + width.rawValue)
    for (index, panel) in panels.enumerated() {
      let box = Box(
        x: width.units / Double(columns) * Double(index % columns),
        y: height * Double(index / columns), width: width.units / Double(columns), height: height)
      draw(panel, top: top, in: box, into: &builder)
    }
    return builder.finished(title: title, description: alternativeText)
  }

  private func draw(_ panel: LineChart, top: Double, in box: Box, into builder: inout SVGBuilder) {
    let plot = Box(
      x: box.x + Self.axisWidth, y: box.y + top, width: box.width - Self.axisWidth - 10,
      height: Self.plotHeight)
    let lines = LinePlot(chart: panel, plot: plot)
    builder.text(
      "\(panel.title)（\(panel.unit)）", at: Point(x: plot.x + plot.width / 2, y: box.y + 12),
      size: 10.5, bold: true)
    if panel.series.count > 1 {
      builder.drawLegend(panel.series.map(\.name), x: plot.x, y: box.y + 20) {
        builder, index, key in
        lines.drawKey(index, in: key, into: &builder)
      }
    }
    lines.draw(into: &builder)
  }

  private static let most = 3
  private static let axisWidth = 34.0
  private static let plotHeight = 73.0
}
