// SPDX-License-Identifier: Apache-2.0

import DutyModel

/// Amounts by weekday and hour in seven rows of 24 cells; darker is more.
public struct HourHeatChart: Drawable, Hashable, Codable {
  public var title: String
  public var unit: String
  /// Seven rows from Monday, 24 values each from midnight; `nil` where there is none.
  public var values: [[Double?]]
  public var width: DrawingWidth

  public init(title: String, unit: String, values: [[Double?]], width: DrawingWidth = .full) {
    self.width = width
    self.title = title
    self.unit = unit
    self.values = values
  }

  public var alternativeText: String {
    let known = cells.compactMap { cell in cell.value.map { (cell: cell, value: $0) } }
    guard let top = known.max(by: { $0.value < $1.value }),
      let least = known.min(by: { $0.value < $1.value })
    else { return "\(title)。无数据。" }
    return "\(title)。按星期和小时共\(known.count)格；"
      + "最多为\(name(top.cell))\(ChartText.number(top.value))\(unit)，"
      + "最少为\(name(least.cell))\(ChartText.number(least.value))\(unit)。"
  }

  public func svg() throws(DrawingError) -> String {
    try check()
    let step = classStep
    var builder = SVGBuilder(
      width: width.units, height: width == .full ? 143 : 159, name: title + unit + width.rawValue)
    builder.define(
      pattern: "none", size: 4, angle: 45,
      content: "<path d=\"M2 0V4\" stroke=\"currentColor\" stroke-opacity=\"0.35\"/>")
    for (row, weekday) in Weekday.allCases.enumerated() {
      builder.text(
        ChineseDate.weekday(weekday), at: Point(x: Self.left - 6, y: Self.top + rowMiddle(row)),
        anchor: .end, size: 10)
    }
    for hour in Swift.stride(from: 0, through: 24, by: 3) {
      let x = Self.left + side * Double(hour)
      builder.text("\(hour)", at: Point(x: x, y: Self.top - 5), size: 9.5)
    }
    for cell in cells { draw(cell, step: step, into: &builder) }
    drawLegend(step: step, into: &builder)
    return builder.finished(title: title, description: alternativeText)
  }

  private struct Cell {
    var weekday: Int
    var hour: Int
    var value: Double?
  }

  /// From nothing to most; each clearly darker than the one before, also in grey.
  private static let ramp = ["#ffffff", "#d6e4f0", "#a3c4df", "#639ac6", "#2a6ca8", "#0b3a6b"]
  private static let left = 50.0
  private static let top = 20.0
  private var side: Double { (width.units - Self.left - 7) / 24 }
  private static let height = 13.5

  private var cells: [Cell] {
    values.enumerated().flatMap { weekday, row in
      row.enumerated().map { Cell(weekday: weekday, hour: $0, value: $1) }
    }
  }

  /// The width of one of the five classes above zero.
  private var classStep: Double {
    let top = cells.compactMap(\.value).max() ?? 0
    return top == 0
      ? 1 : ValueAxis.roundStep(top / 5, factors: [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8])
  }

  private func rowMiddle(_ row: Int) -> Double { Self.height * (Double(row) + 0.5) + 3.6 }

  private func name(_ cell: Cell) -> String {
    "\(ChineseDate.weekday(Weekday.allCases[cell.weekday]))\(cell.hour)时"
  }

  private func shade(_ value: Double, step: Double) -> Int {
    value <= 0 ? 0 : min(5, max(1, Int((value / step).rounded(.up))))
  }

  private func draw(_ cell: Cell, step: Double, into builder: inout SVGBuilder) {
    let box = Box(
      x: Self.left + side * Double(cell.hour),
      y: Self.top + Self.height * Double(cell.weekday), width: side, height: Self.height)
    guard let value = cell.value else {
      builder.rectangle(
        box, fill: .defined("none"), stroke: .fadedInk(opacity: 0.25), strokeWidth: 0.5,
        title: "\(name(cell)) 无数据")
      return
    }
    let shade = shade(value, step: step)
    let text = ChartText.number(value)
    builder.rectangle(
      box, fill: .color(Self.ramp[shade]), stroke: .fadedInk(opacity: 0.25), strokeWidth: 0.5,
      title: "\(name(cell)) \(text)\(unit)")
    // Four digits have room in a smaller size, which a telephone would make too small to read.
    let size = (width == .full ? [8.5, 7] : [8.5]).first {
      TextMeasure.width(text, size: $0) <= side - 1
    }
    guard value > 0, let size else { return }
    builder.text(
      text, at: Point(x: box.x + box.width / 2, y: box.y + 9.8), size: size,
      fill: .color(shade >= 3 ? "#ffffff" : "#111111"))
  }

  private func drawLegend(step: Double, into builder: inout SVGBuilder) {
    let names = ["0"] + (1...5).map { "≤\(ChartText.number(step * Double($0)))" } + [unit]
    var x = Self.left
    var y = Self.top + Self.height * 7 + 14
    for (shade, name) in names.enumerated() {
      let isUnit = shade == Self.ramp.count
      let taken = (isUnit ? 0 : 16) + TextMeasure.width(name, size: 9.5)
      if x + taken > width.units {
        (x, y) = (Self.left, y + 16)
      }
      if !isUnit {
        builder.rectangle(
          Box(x: x, y: y, width: 12, height: 10), fill: .color(Self.ramp[shade]),
          stroke: .fadedInk(opacity: 0.4), strokeWidth: 0.5)
      }
      builder.text(name, at: Point(x: x + (isUnit ? 0 : 16), y: y + 9), anchor: .start, size: 9.5)
      x += taken + 12
    }
  }

  private func check() throws(DrawingError) {
    try DrawingCheck.title(title)
    guard values.count == 7 else {
      throw .count(drawing: title, series: "星期", expected: 7, found: values.count)
    }
    for (row, weekday) in zip(values, Weekday.allCases) {
      let name = ChineseDate.weekday(weekday)
      guard row.count == 24 else {
        throw .count(drawing: title, series: name, expected: 24, found: row.count)
      }
      try DrawingCheck.finite(row, drawing: title, series: name)
      if let hour = row.firstIndex(where: { ($0 ?? 0) < 0 }) {
        throw .negative(drawing: title, series: name, position: hour + 1)
      }
    }
    guard cells.contains(where: { $0.value != nil }) else { throw .noData(drawing: title) }
  }
}
