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

/// The classes of risk with a piece of street each, the highest first, in one row.
struct RiskLegend {
  private let names: [String]

  init(_ risk: [MapFigure.RiskClass]) { names = risk.map(\.name) }

  var height: Double { names.isEmpty ? 0 : 16 }

  func draw(at y: Double, into builder: inout SVGBuilder) {
    guard !names.isEmpty else { return }
    let heading = "警情风险"
    builder.text(heading, at: Point(x: 4, y: y + 3.8), anchor: .start, size: 10)
    var x = 4 + TextMeasure.width(heading, size: 10) + 12
    for (name, style) in zip(names, RiskStyle.all).reversed() {
      builder.line(
        from: Point(x: x, y: y), to: Point(x: x + 18, y: y), stroke: style.paint,
        width: style.width)
      builder.text(name, at: Point(x: x + 23, y: y + 3.8), anchor: .start, size: 10)
      x += 23 + TextMeasure.width(name, size: 10) + 16
    }
  }
}
