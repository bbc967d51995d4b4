// SPDX-License-Identifier: Apache-2.0

/// How the series of one chart differ: by brightness, pattern, mark and dash, then by colour.
struct SeriesStyle: Sendable {
  let color: String
  let mark: MarkShape
  /// Dashes of a line; `nil` is a full line.
  let dash: String?
  /// Name of the pattern for areas; `nil` is plain colour.
  let pattern: String?

  static let all = [
    SeriesStyle(color: "#1b5fa8", mark: .circle, dash: nil, pattern: nil),
    SeriesStyle(color: "#b4551d", mark: .square, dash: "6 3", pattern: "hatch"),
    SeriesStyle(color: "#5d6b78", mark: .triangle, dash: "1.5 2.5", pattern: "dots"),
    SeriesStyle(color: "#2f7d5b", mark: .diamond, dash: "8 3 2 3", pattern: "cross"),
  ]

  var fill: Paint { pattern.map { .defined($0) } ?? .color(color) }
}

extension SVGBuilder {
  /// The patterns of the first `count` series.
  mutating func defineFills(count: Int) {
    for style in SeriesStyle.all.prefix(count) {
      guard let pattern = style.pattern else { continue }
      let ground = "<rect width=\"8\" height=\"8\" fill=\"\(style.color)\" fill-opacity=\"0.16\"/>"
      let stroke = "stroke=\"\(style.color)\" stroke-width=\"1.4\""
      switch pattern {
      case "hatch":
        let content = ground + "<path d=\"M2 0V4\" \(stroke)/>"
        define(pattern: pattern, size: 4, angle: 45, content: content)
      case "dots":
        let content = ground + "<circle cx=\"2\" cy=\"2\" r=\"1\" fill=\"\(style.color)\"/>"
        define(pattern: pattern, size: 4, content: content)
      default:
        let content = ground + "<path d=\"M2.5 0V5M0 2.5H5\" \(stroke)/>"
        define(pattern: pattern, size: 5, angle: 45, content: content)
      }
    }
  }

  /// Names of the series from left to right at the top; `key` draws the sample into its box.
  mutating func drawLegend(
    _ names: [String], x: Double, y: Double = 4,
    key: (inout SVGBuilder, Int, Box) -> Void
  ) {
    var left = x
    for (index, name) in names.enumerated() {
      key(&self, index, Box(x: left, y: y, width: 16, height: 10))
      text(name, at: Point(x: left + 21, y: y + 9), anchor: .start, size: 10)
      left += 21 + TextMeasure.width(name, size: 10) + 16
    }
  }
}
