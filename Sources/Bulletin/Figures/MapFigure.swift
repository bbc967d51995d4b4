// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// A city map for print: streets by rank, areas, and places with a symbol and a number.
///
/// Lines are cut at the frame and simplified to what can be seen at the size of the type area, so
/// that the drawing stays under `byteLimit`. If it does not, minor streets are thinned out first.
public struct MapFigure: Drawable, Hashable, Codable {
  /// A street or several; drawn the broader the higher its rank.
  public struct Line: Hashable, Codable, Sendable {
    /// The broadest first.
    public enum Rank: String, CaseIterable, Codable, Sendable { case major, middle, minor }

    public var rank: Rank
    public var points: [Coordinate]

    public init(rank: Rank, points: [Coordinate]) {
      self.rank = rank
      self.points = points
    }
  }

  /// A region with its name at the middle of its widest part.
  public struct Region: Hashable, Codable, Sendable {
    public var name: String
    /// One or several; the first place is not repeated at the end.
    public var outlines: [[Coordinate]]

    public init(name: String, outlines: [[Coordinate]]) {
      self.name = name
      self.outlines = outlines
    }
  }

  /// Places of one kind: one line in the legend.
  public struct PlaceGroup: Hashable, Codable, Sendable {
    public struct Place: Hashable, Codable, Sendable {
      public var location: Coordinate
      /// What a reader hears or sees on pointing at it.
      public var name: String
      /// At most two characters stand beside the symbol; longer ones would cover the map.
      public var label: String?

      public init(location: Coordinate, name: String, label: String? = nil) {
        self.location = location
        self.name = name
        self.label = label
      }
    }

    public var name: String
    public var symbol: MarkShape
    /// A hollow symbol, so that eight groups can be told apart.
    public var isHollow: Bool
    public var places: [Place]

    public init(name: String, symbol: MarkShape, isHollow: Bool = false, places: [Place]) {
      self.name = name
      self.symbol = symbol
      self.isHollow = isHollow
      self.places = places
    }
  }

  /// South, west, north and east edge, in degrees.
  public struct Frame: Hashable, Codable, Sendable {
    public var south: Double
    public var west: Double
    public var north: Double
    public var east: Double

    public init(south: Double, west: Double, north: Double, east: Double) {
      self.south = south
      self.west = west
      self.north = north
      self.east = east
    }

    /// The smallest frame around `places` with `margin` of its size on each side, at least 1 km
    /// high and wide; `nil` without places.
    public init?(around places: [Coordinate], margin: Double = 0.06) {
      guard let south = places.map(\.latitude).min(), let north = places.map(\.latitude).max(),
        let west = places.map(\.longitude).min(), let east = places.map(\.longitude).max()
      else { return nil }
      let height = max((north - south) * margin, (0.009 - (north - south)) / 2)
      let width = max((east - west) * margin, (0.012 - (east - west)) / 2)
      self.init(
        south: south - height, west: west - width, north: north + height, east: east + width)
    }
  }

  public var title: String
  public var frame: Frame
  public var lines: [Line]
  public var regions: [Region]
  public var groups: [PlaceGroup]
  /// At most three, the lowest first; none where risk is not shown.
  public var risk: [RiskClass]
  /// Who made the map data, as its licence asks: printed below the frame.
  public var attribution: String?
  public var width: DrawingWidth

  public init(
    title: String, frame: Frame, lines: [Line], regions: [Region] = [],
    groups: [PlaceGroup], risk: [RiskClass] = [], attribution: String?,
    width: DrawingWidth = .full
  ) {
    self.title = title
    self.frame = frame
    self.lines = lines
    self.regions = regions
    self.groups = groups
    self.risk = risk
    self.attribution = attribution
    self.width = width
  }

  public static let byteLimit = 300_000

  public var alternativeText: String {
    let parts = groups.map { "\($0.name)\($0.places.count)处" }
    let areas = regions.isEmpty ? "" : "，分为" + regions.map(\.name).joined(separator: "、")
    let streets =
      risk.isEmpty
      ? "" : "。警情风险越高的街道画得越粗越深：" + risk.reversed().map(\.name).joined(separator: "、")
    return "\(title)。图上标有" + parts.joined(separator: "，") + areas + streets + "。"
  }

  public func svg() throws(DrawingError) -> String {
    try check()
    let projection = MapProjection(frame: frame, width: width)
    let streets = visibleStreets(projection)
    var smallest = 0
    for detail in MapDetail.levels {
      let svg = draw(streets, detail: detail, projection: projection)
      if svg.utf8.count <= Self.byteLimit { return svg }
      smallest = svg.utf8.count
    }
    throw .tooLarge(drawing: title, bytes: smallest, limit: Self.byteLimit)
  }

  private func draw(
    _ streets: [Line.Rank: [[Point]]], detail: MapDetail, projection: MapProjection
  ) -> String {
    let legend = MapLegend(
      groups: groups, risk: risk, attribution: attribution, width: width.units)
    var builder = SVGBuilder(
      width: width.units, height: projection.box.bottom + legend.height + 2,
      name: title + width.rawValue)
    builder.beginClip(projection.box)
    drawRegions(projection, detail: detail, into: &builder)
    drawRisk(projection, detail: detail, into: &builder)
    for rank in Line.Rank.allCases.reversed() {
      drawStreets(streets[rank] ?? [], rank: rank, detail: detail, into: &builder)
    }
    for (index, group) in groups.enumerated() {
      draw(group, style: index, projection: projection, into: &builder)
    }
    drawRegionNames(projection, into: &builder)
    builder.endClip()
    builder.rectangle(projection.box, fill: .none, stroke: .fadedInk(opacity: 0.5))
    builder.drawStrip(projection)
    legend.draw(below: projection.box, into: &builder)
    return builder.finished(title: title, description: alternativeText)
  }

  private func check() throws(DrawingError) {
    try DrawingCheck.title(title)
    let edges = [frame.south, frame.west, frame.north, frame.east]
    guard edges.allSatisfy(\.isFinite), frame.south < frame.north, frame.west < frame.east,
      frame.south >= -85, frame.north <= 85, frame.west >= -180, frame.east <= 180
    else { throw .frame(drawing: title) }
    let isEmpty = lines.isEmpty && regions.isEmpty && groups.allSatisfy(\.places.isEmpty)
    guard !isEmpty else { throw .noData(drawing: title) }
    guard risk.count <= RiskStyle.all.count else {
      throw .tooManySeries(drawing: title, limit: RiskStyle.all.count, found: risk.count)
    }
    let limit = MarkShape.allCases.count * 2
    guard groups.count <= limit else {
      throw .tooManySeries(drawing: title, limit: limit, found: groups.count)
    }
  }
}
