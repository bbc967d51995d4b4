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
  func drawRegions(
    _ projection: MapProjection, detail: MapDetail, into builder: inout SVGBuilder
  ) {
    for region in regions {
      var path = ""
      for outline in region.outlines where outline.count > 2 {
        let corners = (outline + outline.prefix(1)).map(projection.point(of:))
        let simple = LineSimplification.simplified(corners, tolerance: detail.tolerance)
        path += "M" + simple.dropLast().map(SVGBuilder.pair).joined(separator: "L") + "z"
      }
      guard !path.isEmpty else { continue }
      builder.path(
        path, fill: .fadedInk(opacity: 0.03), stroke: .fadedInk(opacity: 0.8), strokeWidth: 1.1,
        dash: "7 3 1.5 3", title: region.name)
    }
  }

  func drawRegionNames(_ projection: MapProjection, into builder: inout SVGBuilder) {
    for region in regions {
      guard let place = namePlace(of: region, projection) else { continue }
      let width = TextMeasure.width(region.name, size: 11) + 8
      builder.rectangle(
        Box(x: place.x - width / 2, y: place.y - 9, width: width, height: 17),
        fill: .transparent("#ffffff", opacity: 0.85))
      builder.text(
        region.name, at: Point(x: place.x, y: place.y + 3.5), size: 11, fill: .color("#111111"),
        bold: true)
    }
  }

  /// The middle of the widest outline's part inside the frame; `nil` if none is there.
  private func namePlace(of region: Region, _ projection: MapProjection) -> Point? {
    var widest: Box?
    for outline in region.outlines {
      let corners = outline.map(projection.point(of:))
      guard let left = corners.map(\.x).min(), let right = corners.map(\.x).max(),
        let top = corners.map(\.y).min(), let bottom = corners.map(\.y).max()
      else { continue }
      let x = max(left, projection.box.x)
      let y = max(top, projection.box.y)
      let width = min(right, projection.box.right) - x
      let height = min(bottom, projection.box.bottom) - y
      guard width > 0, height > 0, width * height > (widest.map { $0.width * $0.height } ?? 0)
      else { continue }
      widest = Box(x: x, y: y, width: width, height: height)
    }
    return widest.map { Point(x: $0.x + $0.width / 2, y: $0.y + $0.height / 2) }
  }

  /// The parts of the streets inside the frame, in drawing units.
  func visibleStreets(_ projection: MapProjection) -> [Line.Rank: [[Point]]] {
    var streets: [Line.Rank: [[Point]]] = [:]
    for line in lines where frame.mayShow(line.points) {
      let points = line.points.map(projection.point(of:))
      streets[line.rank, default: []] += LineClip.parts(of: points, in: projection.box)
    }
    return streets
  }

  /// All streets of one rank are one path: the drawing stays small.
  func drawStreets(
    _ streets: [[Point]], rank: Line.Rank, detail: MapDetail, into builder: inout SVGBuilder
  ) {
    let shortest = detail.shortest[rank] ?? 0
    guard shortest.isFinite else { return }
    var path = RelativePath()
    for street in streets {
      let simple = LineSimplification.simplified(street, tolerance: detail.tolerance)
      if LineSimplification.length(simple) >= shortest { path.append(simple) }
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

extension MapFigure.Frame {
  /// False if all points lie beyond the same edge.
  func mayShow(_ points: [Coordinate]) -> Bool {
    points.contains { $0.latitude >= south } && points.contains { $0.latitude <= north }
      && points.contains { $0.longitude >= west } && points.contains { $0.longitude <= east }
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

  /// Scale and north arrow left, below the frame where they hide no place.
  mutating func drawStrip(_ projection: MapProjection) {
    let box = projection.box
    let metres = ValueAxis.roundStep(projection.metresPerUnit * 50)
    let length = metres / projection.metresPerUnit
    let name = metres >= 1000 ? "\(Self.number(metres / 1000)) km" : "\(Self.number(metres)) m"
    let y = box.bottom + 12
    path(
      "M\(Self.pair(Point(x: box.x + 1, y: y - 4)))v4h\(Self.number(length))v-4", fill: .none,
      stroke: .ink, strokeWidth: 1)
    text(name, at: Point(x: box.x + length + 6, y: y + 0.5), anchor: .start, size: 9)
    let arrow = Point(x: box.x + length + 46, y: y - 9.5)
    path("M\(Self.pair(arrow))l3.6 10.5l-3.6 -2.6l-3.6 2.6z", fill: .ink)
    text("北", at: Point(x: arrow.x + 6, y: y + 0.5), anchor: .start, size: 9)
  }
}

/// The symbols with their names, in as many rows as they need, and whose map it is below them.
struct MapLegend {
  private let credits: [String]
  private let risk: RiskLegend
  private var rows: [[(index: Int, group: MapFigure.PlaceGroup, x: Double)]] = []

  /// As wide as the drawing, also below a narrower map.
  init(
    groups: [MapFigure.PlaceGroup], risk: [MapFigure.RiskClass], attribution: String?,
    width: Double
  ) {
    self.risk = RiskLegend(risk, width: width)
    credits = attribution.map { TextMeasure.lines($0, width: width, size: Self.creditSize) } ?? []
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

  /// The room of the scale above the symbols.
  static let stripHeight = 16.0
  private static let creditSize = 7.5
  private static let creditHeight = 11.0

  /// With the strip.
  var height: Double { symbolsBottom + Self.creditHeight * Double(credits.count) }

  private var symbolsBottom: Double {
    Self.stripHeight + risk.height + (rows.isEmpty ? 0 : Double(rows.count) * 16 + 4)
  }

  func draw(below box: Box, into builder: inout SVGBuilder) {
    for (number, row) in rows.enumerated() {
      let y = box.bottom + MapLegend.stripHeight + 11 + 16 * Double(number)
      for entry in row {
        builder.drawMark(entry.group, style: entry.index, at: Point(x: entry.x + 4, y: y))
        builder.text(
          Self.name(entry.group), at: Point(x: entry.x + 14, y: y + 3.8), anchor: .start,
          size: 10)
      }
    }
    let below = box.bottom + MapLegend.stripHeight + 11 + 16 * Double(rows.count)
    risk.draw(at: below, into: &builder)
    for (number, line) in credits.enumerated() {
      let y = box.bottom + symbolsBottom + Self.creditHeight * (Double(number) + 0.7)
      builder.text(
        line, at: Point(x: 4, y: y), anchor: .start, size: Self.creditSize,
        fill: .fadedInk(opacity: 0.8))
    }
  }

  private static func name(_ group: MapFigure.PlaceGroup) -> String {
    "\(group.name)（\(group.places.count)处）"
  }
}
