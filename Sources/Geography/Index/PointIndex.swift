// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// Finds places near a place: a grid over points, each with its position in the given list.
///
/// Distances are measured on the index's `LocalProjection`. Ties go to the lower position.
///
/// - Complexity: Building O(points); a query looks at the cells that its circle touches.
public struct PointIndex: Sendable {
  /// A point found, and how far it is.
  public struct Match: Hashable, Sendable {
    /// Position in the list that the index was made from.
    public var position: Int
    public var distanceMillimetres: Int64
  }

  private let frame: GridFrame
  private let table: CellTable
  private let points: [PlanePoint]

  public init(_ places: [Coordinate], cellMetres: Double = 200) {
    let frame = GridFrame(
      around: places, items: places.count, preferredCellMetres: cellMetres)
    let points = places.map(frame.projection.point)
    table = CellTable(cellCount: frame.cellCount) { store in
      for (position, point) in points.enumerated() {
        let cells = frame.cells(from: point, to: point)
        store(
          frame.cell(column: cells.columns.lowerBound, row: cells.rows.lowerBound),
          Int32(position))
      }
    }
    self.frame = frame
    self.points = points
  }

  /// The nearest point at most `metres` away.
  public func nearest(to place: Coordinate, withinMetres metres: Double) -> Match? {
    let centre = frame.projection.point(place)
    var radius = min(metres, frame.cellMetres)
    while true {
      var best = (squared: radius * radius, position: Int.max)
      forEach(around: centre, radius: radius) { position, squared in
        if (squared, position) < best { best = (squared, position) }
      }
      if best.position != .max { return match(best.position, best.squared) }
      guard radius < metres else { return nil }
      radius = min(metres, radius * 2)
    }
  }

  /// All points at most `metres` away, nearest first.
  public func matches(near place: Coordinate, withinMetres metres: Double) -> [Match] {
    var found: [(squared: Double, position: Int)] = []
    forEach(around: frame.projection.point(place), radius: metres) { position, squared in
      if squared <= metres * metres { found.append((squared, position)) }
    }
    found.sort { ($0.squared, $0.position) < ($1.squared, $1.position) }
    return found.map { match($0.position, $0.squared) }
  }

  private func match(_ position: Int, _ squared: Double) -> Match {
    Match(
      position: position, distanceMillimetres: Int64((squared.squareRoot() * 1000).rounded()))
  }

  private func forEach(
    around centre: PlanePoint, radius: Double, _ body: (_ position: Int, _ squared: Double) -> Void
  ) {
    let cells = frame.cells(
      from: PlanePoint(x: centre.x - radius, y: centre.y - radius),
      to: PlanePoint(x: centre.x + radius, y: centre.y + radius))
    for row in cells.rows {
      for column in cells.columns {
        for entry in table.range(frame.cell(column: column, row: row)) {
          let position = Int(table.items[entry])
          body(position, centre.squaredDistance(to: points[position]))
        }
      }
    }
  }
}
