// SPDX-License-Identifier: Apache-2.0

/// Small multiples: line charts side by side, each with an axis of its own, for figures that are too
/// far apart for one.
public struct LinePanels: Drawable, Hashable, Codable {
  public var title: String
  /// One to three, each under its own title and unit.
  public var panels: [LineChart]

  public init(title: String, panels: [LineChart]) {
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
    var builder = SVGBuilder(height: top + Self.plotHeight + 24, name: title)
    let width = SVGBuilder.fullWidth / Double(panels.count)
    for (index, panel) in panels.enumerated() {
      let left = width * Double(index)
      let plot = Box(
        x: left + Self.axisWidth, y: top, width: width - Self.axisWidth - 10,
        height: Self.plotHeight)
      let lines = LinePlot(chart: panel, plot: plot)
      builder.text(
        "\(panel.title)（\(panel.unit)）", at: Point(x: plot.x + plot.width / 2, y: 12), size: 10.5,
        bold: true)
      if panel.series.count > 1 {
        builder.drawLegend(panel.series.map(\.name), x: plot.x, y: 20) { builder, index, box in
          lines.drawKey(index, in: box, into: &builder)
        }
      }
      lines.draw(into: &builder)
    }
    return builder.finished(title: title, description: alternativeText)
  }

  private static let most = 3
  private static let axisWidth = 34.0
  private static let plotHeight = 96.0
}
