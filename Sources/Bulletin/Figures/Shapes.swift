// SPDX-License-Identifier: Apache-2.0

/// A place in a drawing; y grows downward.
struct Point: Hashable, Sendable {
  var x: Double
  var y: Double
}

struct Box: Hashable, Sendable {
  var x: Double
  var y: Double
  var width: Double
  var height: Double

  var right: Double { x + width }
  var bottom: Double { y + height }
}

enum TextAnchor: String, Sendable { case start, middle, end }

/// What a shape is filled or stroked with.
enum Paint: Hashable, Sendable {
  case none
  /// Black on paper, the text's colour in a page.
  case ink
  case fadedInk(opacity: Double)
  /// `#rrggbb`
  case color(String)
  case transparent(String, opacity: Double)
  /// A pattern of this drawing.
  case defined(String)

  func fillAttributes(_ prefix: String) -> String {
    switch self {
    case .none: " fill=\"none\""
    case .ink: " fill=\"currentColor\""
    case .fadedInk(let opacity):
      " fill=\"currentColor\" fill-opacity=\"\(SVGBuilder.number(opacity))\""
    case .color(let color): " fill=\"\(color)\""
    case .transparent(let color, let opacity):
      " fill=\"\(color)\" fill-opacity=\"\(SVGBuilder.number(opacity))\""
    case .defined(let name): " fill=\"url(#\(prefix)\(name))\""
    }
  }

  func strokeAttributes(width: Double) -> String {
    let widthText = " stroke-width=\"\(SVGBuilder.number(width))\""
    return switch self {
    case .none, .defined: ""
    case .ink: " stroke=\"currentColor\"" + widthText
    case .fadedInk(let opacity):
      " stroke=\"currentColor\" stroke-opacity=\"\(SVGBuilder.number(opacity))\"" + widthText
    case .color(let color): " stroke=\"\(color)\"" + widthText
    case .transparent(let color, let opacity):
      " stroke=\"\(color)\" stroke-opacity=\"\(SVGBuilder.number(opacity))\"" + widthText
    }
  }
}

/// The four marks that stay apart in grey print and for the colour-blind.
public enum MarkShape: String, CaseIterable, Codable, Sendable {
  case circle, square, triangle, diamond

  /// Path data of the mark around `center`, of about equal ink for every shape.
  func path(center: Point, radius: Double) -> String {
    switch self {
    case .circle:
      let left = SVGBuilder.pair(Point(x: center.x - radius, y: center.y))
      let r = SVGBuilder.number(radius)
      let d = SVGBuilder.number(radius * 2)
      return "M\(left)a\(r) \(r) 0 1 0 \(d) 0a\(r) \(r) 0 1 0 -\(d) 0z"
    case .square:
      return polygon([(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)], center, radius)
    case .triangle: return polygon([(0, -1.2), (1.15, 0.85), (-1.15, 0.85)], center, radius)
    case .diamond: return polygon([(0, -1.25), (1.25, 0), (0, 1.25), (-1.25, 0)], center, radius)
    }
  }

  private func polygon(
    _ corners: [(x: Double, y: Double)], _ center: Point, _ radius: Double
  ) -> String {
    let points = corners.map {
      SVGBuilder.pair(Point(x: center.x + $0.x * radius, y: center.y + $0.y * radius))
    }
    return "M" + points.joined(separator: "L") + "z"
  }
}
