// SPDX-License-Identifier: Apache-2.0

import Bulletin
import DutyModel
import Foundation
import FoundationXML
import Testing

@Suite("Charts and maps")
struct DrawingTests {
  /// The SVG is XML, carries its title and description, and repeats itself.
  private func check(_ drawing: some Drawable) throws {
    let svg = try drawing.svg()
    #expect(svg == (try drawing.svg()))
    #expect(svg.hasPrefix("<svg ") && svg.hasSuffix("</svg>"))
    #expect(svg.contains("role=\"img\" aria-labelledby="))
    #expect(svg.contains("<title id=") && svg.contains("<desc id="))
    #expect(!svg.contains("style=") && !svg.contains("nan") && !svg.contains("inf"))
    let parser = XMLParser(data: Data(svg.utf8))
    #expect(parser.parse(), "\(parser.parserError.map { "\($0)" } ?? "")")
  }

  @Test("Every kind of drawing is well-formed and described")
  func kinds() throws {
    try check(Sample.bars)
    try check(Sample.line)
    try check(Sample.heat)
    try check(Sample.map)
    try check(Sparkline(title: "见警率", unit: "%", values: [80, nil, 82, 79, 90]))
    try check(Sample.panels)
  }

  @Test("Small multiples have an axis each, and small differences do not fill it")
  func panels() throws {
    let svg = try Sample.panels.svg()
    for name in ["到岗率（%）", "见警率（%）", ">98<", ">18<"] { #expect(svg.contains(name), "\(name)") }
    // 97.4 to 97.6 %: an axis of two tenths would make a cliff of it.
    let steady = LineChart(
      title: "稳", unit: "%", labels: ["1", "2"],
      series: [.init(name: "稳", values: [.init(97.4), .init(97.6)])])
    let ticks = try steady.svg().matches(of: />([0-9.]+)<\/text>/).compactMap { Double($0.1) }
      .filter { $0 > 2 }
    #expect((ticks.max() ?? 0) - (ticks.min() ?? 0) >= 2, "\(ticks)")
    var crowded = Sample.panels
    crowded.panels += crowded.panels
    #expect(throws: DrawingError.tooManySeries(drawing: crowded.title, limit: 3, found: 4)) {
      try crowded.svg()
    }
    crowded.panels = []
    #expect(throws: DrawingError.noData(drawing: crowded.title)) { try crowded.svg() }
    crowded.panels = [LineChart(title: "空", unit: "%", labels: ["1"], series: [])]
    #expect(throws: DrawingError.noData(drawing: "空")) { try crowded.svg() }
  }

  @Test("A drawing for a telephone is narrower with texts of the same size, and nothing leaves it")
  func narrow() throws {
    var (line, panels, heat) = (Sample.line, Sample.panels, Sample.heat)
    (line.width, panels.width, heat.width) = (.narrow, .narrow, .narrow)
    for (narrow, full) in [
      (try line.svg(), try Sample.line.svg()), (try panels.svg(), try Sample.panels.svg()),
      (try heat.svg(), try Sample.heat.svg()),
    ] {
      #expect(narrow.contains("viewBox=\"0 0 300 ") && full.contains("viewBox=\"0 0 460 "))
      let bounds = try #require(narrow.firstMatch(of: /viewBox="0 0 (\d+) (\d+)"/))
      let height = try #require(Double(bounds.2))
      func sizes(_ svg: String) -> Set<String> {
        Set(svg.matches(of: /font-size="([0-9.]+)"/).map { String($0.1) })
      }
      #expect(sizes(narrow).isSubset(of: sizes(full)))
      for text in narrow.matches(of: /<text x="([0-9.]+)" y="([0-9.]+)"/) {
        #expect((0...300).contains(try #require(Double(text.1))))
        #expect((0...height).contains(try #require(Double(text.2))))
      }
    }
  }

  @Test("A cell of the heat chart says its number up to four digits")
  func fourDigits() throws {
    var cells = [[Double?]](repeating: [Double?](repeating: nil, count: 24), count: 7)
    (cells[0][8], cells[0][9]) = (986, 1032)
    let svg = try HourHeatChart(title: "格", unit: "起", values: cells).svg()
    #expect(svg.contains(">986</text>") && svg.contains(">1032</text>"))
  }

  @Test("Intervals of several series are whiskers beside each other, not one grey band")
  func whiskers() throws {
    let one = LineChart(
      title: "片区", unit: "%", labels: ["1", "2"],
      series: [
        .init(
          name: "甲", values: [.init(90, lower: 85, upper: 94), .init(91, lower: 86, upper: 95)])
      ])
    #expect(try one.svg().contains("fill-opacity=\"0.15\""))
    var two = one
    two.series.append(
      .init(name: "乙", values: [.init(90, lower: 84, upper: 94), .init(92, lower: 87, upper: 96)]))
    let svg = try two.svg()
    #expect(!svg.contains("fill-opacity=\"0.15\""))
    // Equal values of two series do not hide each other.
    let marks = svg.matches(of: /<path d="(M[^"]*z)"[^>]*><title>1 [甲乙] 90/).map { String($0.1) }
    #expect(marks.count == 2 && Set(marks).count == 2)
  }

  @Test("Shades stay apart in grey print, and series without their colours")
  func greyPrint() throws {
    let shades = try Set(
      Sample.heat.svg().matches(of: /<(?:rect|path)[^>]*fill="(#[0-9a-f]{6})"/).map { String($0.1) }
    )
    let steps = shades.map(Self.lightness).sorted()
    #expect(steps.count >= 4, "the sample has cells of several shades: \(shades)")
    for (darker, lighter) in zip(steps, steps.dropFirst()) {
      #expect(lighter - darker >= 8, "\(shades)")
    }
    let series = Sample.line.series.count
    let dashes = Set(
      try Sample.line.svg().matches(of: /stroke-dasharray="([0-9. ]+)"/).map { String($0.1) })
    #expect(series >= 2 && dashes.count >= series - 1, "all but the full line have a dash")
  }

  @Test("Bars and classes of risk stay apart in grey print and on a dark page")
  func greyMap() throws {
    let svg = try Sample.map.svg()
    let strokes = svg.matches(
      of: /stroke="(#[0-9a-f]{6})" stroke-opacity="([0-9.]+)" stroke-width="([0-9.]+)"><title>警情风险/
    ).map { (String($0.1), Double($0.2) ?? 0, Double($0.3) ?? 0) }
    try #require(strokes.count == 3)
    #expect(strokes.map(\.2) == strokes.map(\.2).sorted(), "the riskier the broader")
    for ground in [1.0, 0.07] {
      let shades = strokes.map { Self.lightness(of: $0.0, opacity: $0.1, over: ground) }
      let bare = Self.lightness(of: "#000000", opacity: 0, over: ground)
      for (lower, higher) in zip([bare] + shades, shades) {
        #expect(abs(higher - bare) - abs(lower - bare) >= 6, "\(shades) on \(ground)")
      }
    }
    // Bars of one colour less: plain against the lightest ground of a pattern.
    let bars = try Sample.bars.svg()
    let patterns = Set(bars.matches(of: /fill="url\(#([a-z0-9]+)\)"/).map { String($0.1) })
    #expect(patterns.count >= Sample.bars.series.count - 1, "all but the plain ones have a pattern")
    for name in ["最高1%街道", "1%至5%", "5%至15%"] {
      #expect(Sample.map.alternativeText.contains(name) && svg.contains(">\(name)</text>"))
    }
    var crowded = Sample.map
    crowded.risk.append(crowded.risk[0])
    #expect(throws: DrawingError.tooManySeries(drawing: crowded.title, limit: 3, found: 4)) {
      try crowded.svg()
    }
  }

  /// What is left in grey of a colour that lets a grey ground (0 to 1) through.
  private static func lightness(
    of color: String, opacity: Double, over ground: Double
  ) -> Double {
    let value = Int(color.dropFirst(), radix: 16) ?? 0
    let mixed = [value >> 16, value >> 8 & 255, value & 255].map { part in
      Int((Double(part) * opacity + ground * 255 * (1 - opacity)).rounded())
    }
    return lightness(of: "#" + mixed.map { String(format: "%02x", $0) }.joined())
  }

  /// CIE L* of a colour, 0 to 100: what is left of it in grey.
  private static func lightness(of color: String) -> Double {
    let value = Int(color.dropFirst(), radix: 16) ?? 0
    let parts = [value >> 16, value >> 8 & 255, value & 255].map { part in
      let share = Double(part) / 255
      return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }
    let luminance = 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    return luminance > 0.008856 ? 116 * cbrt(luminance) - 16 : 903.3 * luminance
  }

  @Test("One point alone is drawn, with its interval")
  func onePoint() throws {
    let line = LineChart(
      title: "一点", unit: "%", labels: ["6月1日"],
      series: [.init(name: "见警率", values: [.init(80, lower: 70, upper: 88)])])
    try check(line)
    #expect(line.alternativeText.contains("6月1日 80（70至88）%"))
    try check(Sparkline(title: "一点", unit: "%", values: [3]))
    try check(
      GroupedBarChart(
        title: "一柱", unit: "人", categories: ["甲"], series: [.init(name: "乙", values: [0])]))
    var cells = [[Double?]](repeating: [Double?](repeating: nil, count: 24), count: 7)
    cells[3][8] = 5
    let heat = HourHeatChart(title: "一格", unit: "起", values: cells)
    try check(heat)
    #expect(heat.alternativeText.contains("最多为星期四8时5起"))
  }

  @Test("Texts that look like markup stay texts")
  func escaping() throws {
    let name = "<b>&\"$x$</b>]]>"
    let chart = GroupedBarChart(
      title: name, unit: "<人>", categories: [name], series: [.init(name: name, values: [1])])
    try check(chart)
    let svg = try chart.svg()
    #expect(svg.contains("&lt;b&gt;&amp;&quot;$x$&lt;/b&gt;]]&gt;"))
    #expect(!svg.contains("<b>"))
  }

  @Test("Nothing to draw, wrong counts and numbers that are none are refused")
  func refusals() {
    #expect(throws: DrawingError.noData(drawing: "空")) {
      try GroupedBarChart(title: "空", unit: "", categories: [], series: []).svg()
    }
    #expect(throws: DrawingError.noData(drawing: "空")) {
      try LineChart(
        title: "空", unit: "", labels: ["甲"], series: [.init(name: "乙", values: [nil])]
      ).svg()
    }
    #expect(throws: DrawingError.noData(drawing: "空")) {
      try Sparkline(title: "空", unit: "", values: []).svg()
    }
    #expect(throws: DrawingError.blankTitle) {
      try Sparkline(title: " ", unit: "", values: [1]).svg()
    }
    #expect(throws: DrawingError.notFinite(drawing: "图", series: "乙", position: 2)) {
      try GroupedBarChart(
        title: "图", unit: "", categories: ["甲", "丙"], series: [.init(name: "乙", values: [1, .nan])]
      ).svg()
    }
    #expect(throws: DrawingError.count(drawing: "图", series: "乙", expected: 2, found: 1)) {
      try GroupedBarChart(
        title: "图", unit: "", categories: ["甲", "丙"], series: [.init(name: "乙", values: [1])]
      ).svg()
    }
    #expect(throws: DrawingError.tooManySeries(drawing: "图", limit: 4, found: 5)) {
      try GroupedBarChart(
        title: "图", unit: "", categories: ["甲"],
        series: (1...5).map { .init(name: "\($0)", values: [1]) }
      ).svg()
    }
    #expect(throws: DrawingError.interval(drawing: "图", series: "乙", position: 1)) {
      try LineChart(
        title: "图", unit: "", labels: ["甲"],
        series: [.init(name: "乙", values: [.init(5, lower: 6, upper: 7)])]
      ).svg()
    }
    #expect(throws: DrawingError.count(drawing: "图", series: "星期", expected: 7, found: 1)) {
      try HourHeatChart(title: "图", unit: "", values: [[]]).svg()
    }
    #expect(throws: DrawingError.negative(drawing: "图", series: "星期一", position: 1)) {
      try HourHeatChart(
        title: "图", unit: "",
        values: [[Double?]](repeating: [Double?](repeating: -1, count: 24), count: 7)
      ).svg()
    }
    #expect(throws: DrawingError.frame(drawing: "图")) {
      try MapFigure(
        title: "图", frame: .init(south: 119, west: 36, north: 120, east: 37), lines: [],
        groups: [], attribution: nil
      ).svg()
    }
  }

  @Test("Bars are as high as their values")
  func heights() throws {
    let svg = try GroupedBarChart(
      title: "高度", unit: "人", categories: ["甲", "乙"], series: [.init(name: "丙", values: [20, 10])]
    ).svg()
    let bars = svg.matches(
      of: /height="([\d.]+)" fill="#1b5fa8" stroke="#1b5fa8" stroke-width="0.8"><title>/
    )
    .compactMap { Double($0.1) }
    #expect(bars == [130, 65])
  }

  @Test("A city of 30 000 streets stays under the limit and keeps its main streets")
  func largeMap() throws {
    var generator = SeededGenerator(seed: 11)
    let lines = (0..<30_000).map { number in
      let latitude = Double.random(in: -30.2 ... -29.9, using: &generator)
      let longitude = Double.random(in: -51.3 ... -51.0, using: &generator)
      return MapFigure.Line(
        rank: number % 50 == 0 ? .major : number % 10 == 0 ? .middle : .minor,
        points: (0..<4).map { step in
          Coordinate(
            latitude: latitude + Double(step) * 0.0004,
            longitude: longitude + Double.random(in: 0...0.0006, using: &generator))
        })
    }
    let map = MapFigure(
      title: "大城市", frame: .init(south: -30.2, west: -51.3, north: -29.9, east: -51.0),
      lines: lines,
      groups: [
        .init(
          name: "岗位", symbol: .circle,
          places: [.init(location: Coordinate(latitude: -30.05, longitude: -51.15), name: "甲")])
      ], attribution: nil)
    let svg = try map.svg()
    #expect(svg.utf8.count <= MapFigure.byteLimit)
    #expect(svg.contains("stroke-opacity=\"0.6\" stroke-width=\"1.5\""))
  }

  @Test("Streets end at the frame")
  func clipping() throws {
    let map = MapFigure(
      title: "裁剪", frame: .init(south: 36, west: 119, north: 36.1, east: 119.1),
      lines: [
        .init(
          rank: .major,
          points: [
            Coordinate(latitude: 36.05, longitude: 118),
            Coordinate(latitude: 36.05, longitude: 120),
          ]),
        .init(
          rank: .minor,
          points: [
            Coordinate(latitude: 35, longitude: 118), Coordinate(latitude: 35, longitude: 120),
          ]),
      ], groups: [], attribution: nil)
    let svg = try map.svg()
    let street = try #require(svg.firstMatch(of: /<path d="M([\d.]+) ([\d.]+)l([\d.]+) 0"/))
    let left = try #require(Double(street.1))
    let length = try #require(Double(street.3))
    #expect(left >= 0.9 && left + length <= 460)
    #expect(!svg.contains("stroke-opacity=\"0.26\""), "the street outside is not drawn")
  }
}
