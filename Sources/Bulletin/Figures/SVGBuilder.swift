// SPDX-License-Identifier: Apache-2.0

/// Writes one SVG element: the only place where drawings become text.
///
/// Lengths are in units of about 0.34 mm: 460 of them are the 156 mm of the type area. Numbers are
/// rounded to hundredths, texts are escaped, and only presentation attributes are used, so that a
/// strict content security policy accepts the drawing.
struct SVGBuilder {
  /// The width of the type area.
  static let fullWidth = 460.0

  let width: Double
  let height: Double
  /// Starts every id in the drawing: several of them may stand in one page.
  let prefix: String
  private var definitions = ""
  private var body = ""

  init(width: Double = Self.fullWidth, height: Double, name: String) {
    self.width = width
    self.height = height
    prefix = "d" + Self.digest(of: name)
  }

  var byteCount: Int { definitions.utf8.count + body.utf8.count }

  mutating func rectangle(
    _ box: Box, fill: Paint, stroke: Paint = .none, strokeWidth: Double = 0.8, title: String? = nil
  ) {
    body += "<rect x=\"\(Self.number(box.x))\" y=\"\(Self.number(box.y))\""
    body += " width=\"\(Self.number(box.width))\" height=\"\(Self.number(box.height))\""
    body += fill.fillAttributes(prefix) + stroke.strokeAttributes(width: strokeWidth)
    body += title.map { "><title>\(Self.escaped($0))</title></rect>" } ?? "/>"
  }

  mutating func line(from start: Point, to end: Point, stroke: Paint, width: Double = 0.8) {
    path(
      "M\(Self.pair(start))L\(Self.pair(end))", fill: .none, stroke: stroke, strokeWidth: width)
  }

  /// `data` is path data made with `pair(_:)`, never a text from outside.
  mutating func path(
    _ data: String, fill: Paint, stroke: Paint = .none, strokeWidth: Double = 0.8,
    dash: String? = nil, title: String? = nil
  ) {
    body += "<path d=\"\(data)\"" + fill.fillAttributes(prefix)
    body += stroke.strokeAttributes(width: strokeWidth)
    if let dash { body += " stroke-dasharray=\"\(dash)\"" }
    body += title.map { "><title>\(Self.escaped($0))</title></path>" } ?? "/>"
  }

  mutating func text(
    _ text: String, at place: Point, anchor: TextAnchor = .middle, size: Double = 10.5,
    fill: Paint = .ink, bold: Bool = false
  ) {
    body += "<text x=\"\(Self.number(place.x))\" y=\"\(Self.number(place.y))\""
    body += " text-anchor=\"\(anchor.rawValue)\" font-size=\"\(Self.number(size))\""
    body += bold ? " font-weight=\"700\"" : ""
    body += fill.fillAttributes(prefix) + ">\(Self.escaped(text))</text>"
  }

  /// Defines a fill that `Paint.defined(name)` then uses; `content` comes from this module only.
  mutating func define(pattern name: String, size: Double, angle: Int = 0, content: String) {
    definitions += "<pattern id=\"\(prefix)\(name)\" patternUnits=\"userSpaceOnUse\""
    definitions += " width=\"\(Self.number(size))\" height=\"\(Self.number(size))\""
    definitions += " patternTransform=\"rotate(\(angle))\">\(content)</pattern>"
  }

  /// What follows until `endClip()` is cut off at the box.
  mutating func beginClip(_ box: Box) {
    definitions += "<clipPath id=\"\(prefix)clip\"><rect x=\"\(Self.number(box.x))\""
    definitions += " y=\"\(Self.number(box.y))\" width=\"\(Self.number(box.width))\""
    definitions += " height=\"\(Self.number(box.height))\"/></clipPath>"
    body += "<g clip-path=\"url(#\(prefix)clip)\">"
  }

  mutating func endClip() { body += "</g>" }

  func finished(title: String, description: String) -> String {
    var svg = "<svg xmlns=\"http://www.w3.org/2000/svg\""
    svg += " viewBox=\"0 0 \(Self.number(width)) \(Self.number(height))\""
    svg += " width=\"\(Self.number(width))\" height=\"\(Self.number(height))\" role=\"img\""
    svg += " aria-labelledby=\"\(prefix)title \(prefix)desc\""
    svg += " font-family=\"Noto Sans CJK SC, FandolHei, SimHei, Microsoft YaHei, sans-serif\">"
    svg += "<title id=\"\(prefix)title\">\(Self.escaped(title))</title>"
    svg += "<desc id=\"\(prefix)desc\">\(Self.escaped(description))</desc>"
    if !definitions.isEmpty { svg += "<defs>\(definitions)</defs>" }
    return svg + body + "</svg>"
  }
}

extension SVGBuilder {
  /// With at most two decimals and no exponent, the same in every locale.
  static func number(_ value: Double) -> String {
    let hundredths = Int64((value * 100).rounded())
    let whole = hundredths.magnitude / 100
    let rest = hundredths.magnitude % 100
    let sign = hundredths < 0 ? "-" : ""
    if rest == 0 { return "\(sign)\(whole)" }
    if rest % 10 == 0 { return "\(sign)\(whole).\(rest / 10)" }
    return "\(sign)\(whole).\(rest < 10 ? "0" : "")\(rest)"
  }

  static func pair(_ point: Point) -> String { "\(number(point.x)) \(number(point.y))" }

  /// For text and attribute values; characters that XML cannot hold become blanks.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\u{0}"..<" ", "\u{FFFE}", "\u{FFFF}": result += " "
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// FNV-1a, 32 bits: short, and the same on every run.
  private static func digest(of name: String) -> String {
    let hash = name.utf8.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 }
    return String(hash, radix: 36)
  }
}
