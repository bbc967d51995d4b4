// SPDX-License-Identifier: Apache-2.0

public import DutyModel

extension MapFigure {
  /// Streets of about the same risk. They lie under the streets: the riskier, the broader and the
  /// darker on white paper, and the brighter on a dark page.
  public struct RiskClass: Hashable, Codable, Sendable {
    /// For the legend, such as 最高1%街道.
    public var name: String
    public var lines: [[Coordinate]]

    public init(name: String, lines: [[Coordinate]]) {
      self.name = name
      self.lines = lines
    }
  }
}

/// How a class of risk is drawn, from the lowest to the highest.
struct RiskStyle: Sendable {
  let width: Double
  let opacity: Double

  static let color = "#c0392b"
  static let all = [
    RiskStyle(width: 3, opacity: 0.26), RiskStyle(width: 4.2, opacity: 0.52),
    RiskStyle(width: 5.4, opacity: 0.9),
  ]

  var paint: Paint { .transparent(Self.color, opacity: opacity) }
}

extension MapFigure {
  func drawRisk(_ projection: MapProjection, detail: MapDetail, into builder: inout SVGBuilder) {
    for (risk, style) in zip(risk, RiskStyle.all) {
      var path = RelativePath()
      for line in risk.lines where frame.mayShow(line) {
        for part in LineClip.parts(of: line.map(projection.point(of:)), in: projection.box) {
          path.append(LineSimplification.simplified(part, tolerance: detail.tolerance))
        }
      }
      guard !path.data.isEmpty else { continue }
      builder.path(
        path.data, fill: .none, stroke: style.paint, strokeWidth: style.width,
        title: "警情风险：\(risk.name)")
    }
  }
}

/// The classes of risk with a piece of street each, the highest first, in as many rows as they need.
struct RiskLegend {
  private struct Entry {
    var name: String
    var style: RiskStyle
    var x: Double
    var row: Int
  }

  private var entries: [Entry] = []

  init(_ risk: [MapFigure.RiskClass], width: Double) {
    let left = 4 + TextMeasure.width(Self.heading, size: 10) + 12
    var (x, row) = (left, 0)
    for (each, style) in zip(risk, RiskStyle.all).reversed() {
      let needed = 23 + TextMeasure.width(each.name, size: 10)
      if x > left, x + needed > width { (x, row) = (left, row + 1) }
      entries.append(Entry(name: each.name, style: style, x: x, row: row))
      x += needed + 16
    }
  }

  private static let heading = "警情风险"

  var height: Double { entries.last.map { 16 * Double($0.row + 1) } ?? 0 }

  func draw(at top: Double, into builder: inout SVGBuilder) {
    guard !entries.isEmpty else { return }
    builder.text(Self.heading, at: Point(x: 4, y: top + 3.8), anchor: .start, size: 10)
    for entry in entries {
      let y = top + 16 * Double(entry.row)
      builder.line(
        from: Point(x: entry.x, y: y), to: Point(x: entry.x + 18, y: y), stroke: entry.style.paint,
        width: entry.style.width)
      builder.text(entry.name, at: Point(x: entry.x + 23, y: y + 3.8), anchor: .start, size: 10)
    }
  }
}
