// SPDX-License-Identifier: Apache-2.0

import DutyModel

/// How much of the streets is drawn; tried from the finest on until the drawing is small enough.
struct MapDetail: Sendable {
  /// Bends that leave the straight line by less are dropped, in drawing units.
  let tolerance: Double
  /// Streets whose drawn part is shorter are left out, by rank.
  let shortest: [MapFigure.Line.Rank: Double]

  static let levels = [
    MapDetail(tolerance: 0.3, shortest: [:]),
    MapDetail(tolerance: 0.5, shortest: [.minor: 2]),
    MapDetail(tolerance: 0.8, shortest: [.minor: 5, .middle: 1]),
    MapDetail(tolerance: 1, shortest: [.minor: 10, .middle: 2]),
    MapDetail(tolerance: 1.2, shortest: [.minor: .infinity, .middle: 3]),
    MapDetail(tolerance: 1.6, shortest: [.minor: .infinity, .middle: 8, .major: 2]),
    MapDetail(tolerance: 2, shortest: [.minor: .infinity, .middle: .infinity, .major: 6]),
  ]
}

extension MapFigure {
  func drawRegions(_ projection: MapProjection, into builder: inout SVGBuilder) {
    for region in regions {
      let corners = region.outline.map { SVGBuilder.pair(projection.point(of: $0)) }
      guard corners.count > 2 else { continue }
      builder.path(
        "M" + corners.joined(separator: "L") + "z", fill: .fadedInk(opacity: 0.04),
        stroke: .fadedInk(opacity: 0.75), strokeWidth: 1.1, dash: "7 3 1.5 3", title: region.name)
    }
  }

  func drawRegionNames(_ projection: MapProjection, into builder: inout SVGBuilder) {
    for region in regions {
      guard let frame = Frame(around: region.outline, margin: 0) else { continue }
      let middle = Coordinate(
        latitude: (frame.south + frame.north) / 2, longitude: (frame.west + frame.east) / 2)
      let place = projection.point(of: middle)
      let width = TextMeasure.width(region.name, size: 11) + 8
      builder.rectangle(
        Box(x: place.x - width / 2, y: place.y - 9, width: width, height: 17),
        fill: .transparent("#ffffff", opacity: 0.85))
      builder.text(
        region.name, at: Point(x: place.x, y: place.y + 3.5), size: 11, fill: .color("#111111"),
        bold: true)
    }
  }

  /// All streets of one rank are one path: the drawing stays small.
  func drawLines(
    _ rank: Line.Rank, projection: MapProjection, detail: MapDetail,
    into builder: inout SVGBuilder
  ) {
    var path = RelativePath()
    let shortest = detail.shortest[rank] ?? 0
    for line in lines where line.rank == rank {
      let points = line.points.map(projection.point(of:))
      for part in LineClip.parts(of: points, in: projection.box) {
        let simple = LineSimplification.simplified(part, tolerance: detail.tolerance)
        guard LineSimplification.length(simple) >= shortest else { continue }
        path.append(simple)
      }
    }
    guard !path.data.isEmpty else { return }
    let (width, opacity): (Double, Double) =
      switch rank {
      case .major: (1.5, 0.6)
      case .middle: (0.8, 0.42)
      case .minor: (0.4, 0.26)
      }
    builder.path(path.data, fill: .none, stroke: .fadedInk(opacity: opacity), strokeWidth: width)
  }

  func draw(
    _ group: PlaceGroup, style index: Int, projection: MapProjection,
    into builder: inout SVGBuilder
  ) {
    for place in group.places {
      let point = projection.point(of: place.location)
      guard projection.box.contains(point) else { continue }
      builder.drawMark(group, style: index, at: point, title: place.name)
      guard let label = place.label, label.count <= 2 else { continue }
      let width = TextMeasure.width(label, size: 8) + 1.5
      builder.rectangle(
        Box(x: point.x + 4, y: point.y - 8, width: width, height: 8.5),
        fill: .transparent("#ffffff", opacity: 0.75))
      builder.text(
        label, at: Point(x: point.x + 4.5, y: point.y - 0.8), anchor: .start, size: 8,
        fill: .color("#111111"), bold: true)
    }
  }
}

extension SVGBuilder {
  mutating func drawMark(
    _ group: MapFigure.PlaceGroup, style index: Int, at point: Point, title: String? = nil
  ) {
    let color = SeriesStyle.all[index % SeriesStyle.all.count].color
    path(
      group.symbol.path(center: point, radius: 3.6),
      fill: group.isHollow ? .color("#ffffff") : .color(color),
      stroke: group.isHollow ? .color(color) : .color("#ffffff"),
      strokeWidth: group.isHollow ? 1.4 : 0.8, title: title)
  }

  mutating func drawNorthArrow(in box: Box) {
    let x = box.right - 14
    let y = box.y + 10
    rectangle(
      Box(x: x - 9, y: y - 5, width: 18, height: 36), fill: .transparent("#ffffff", opacity: 0.8))
    path(
      "M\(Self.pair(Point(x: x, y: y)))l5 16l-5 -4l-5 4z", fill: .color("#111111"))
    text("北", at: Point(x: x, y: y + 27), size: 9.5, fill: .color("#111111"))
  }

  mutating func drawScale(_ projection: MapProjection) {
    let metres = ValueAxis.roundStep(projection.metresPerUnit * 50)
    let length = metres / projection.metresPerUnit
    let name = metres >= 1000 ? "\(Self.number(metres / 1000)) km" : "\(Self.number(metres)) m"
    let x = projection.box.x + 9
    let y = projection.box.bottom - 9
    rectangle(
      Box(x: x - 5, y: y - 16, width: length + 10, height: 21),
      fill: .transparent("#ffffff", opacity: 0.85))
    let data = "M\(Self.pair(Point(x: x, y: y - 4)))v4h\(Self.number(length))v-4"
    path(data, fill: .none, stroke: .color("#111111"), strokeWidth: 1)
    text(name, at: Point(x: x + length / 2, y: y - 5), size: 9, fill: .color("#111111"))
  }

  mutating func drawAttribution(_ text: String, in box: Box) {
    let width = min(TextMeasure.width(text, size: 7.5) + 6, box.width)
    rectangle(
      Box(x: box.right - width, y: box.bottom - 12, width: width, height: 12),
      fill: .transparent("#ffffff", opacity: 0.85))
    self.text(
      text, at: Point(x: box.right - 3, y: box.bottom - 3.4), anchor: .end, size: 7.5,
      fill: .color("#333333"))
  }
}

/// The symbols with their names, in as many rows as they need.
struct MapLegend {
  private var rows: [[(index: Int, group: MapFigure.PlaceGroup, x: Double)]] = []

  init(groups: [MapFigure.PlaceGroup], width: Double) {
    var x = 0.0
    for (index, group) in groups.enumerated() {
      let needed = 14 + TextMeasure.width(Self.name(group), size: 10) + 18
      if rows.isEmpty || x + needed > width {
        rows.append([])
        x = 4
      }
      rows[rows.count - 1].append((index, group, x))
      x += needed
    }
  }

  var height: Double { rows.isEmpty ? 0 : Double(rows.count) * 16 + 4 }

  func draw(below box: Box, into builder: inout SVGBuilder) {
    for (number, row) in rows.enumerated() {
      let y = box.bottom + 13 + 16 * Double(number)
      for entry in row {
        builder.drawMark(
          entry.group, style: entry.index, at: Point(x: box.x + entry.x + 4, y: y))
        builder.text(
          Self.name(entry.group), at: Point(x: box.x + entry.x + 14, y: y + 3.8), anchor: .start,
          size: 10)
      }
    }
  }

  private static func name(_ group: MapFigure.PlaceGroup) -> String {
    "\(group.name)（\(group.places.count)处）"
  }
}
