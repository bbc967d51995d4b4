// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// Finds the regions that hold a place: a grid over their bounding boxes.
///
/// A region is a list of rings; a place inside an odd number of them is in it, so holes and parts
/// need no order. A place on a border that two regions share is in exactly one of them.
///
/// - Complexity: Building O(cells touched); a query looks at the regions of one cell.
public struct RegionIndex: Sendable {
  private let frame: GridFrame
  private let table: CellTable
  private let polygons: [[PlanePolygon]]

  public init(_ regions: [[[Coordinate]]], cellMetres: Double = 250) {
    let frame = GridFrame(
      around: regions.joined().joined(), items: regions.count * 16,
      preferredCellMetres: cellMetres)
    let polygons = regions.map { $0.map { PlanePolygon($0.map(frame.projection.point)) } }
    table = CellTable(cellCount: frame.cellCount) { store in
      for (position, rings) in polygons.enumerated() {
        guard let box = Self.box(of: rings) else { continue }
        let cells = frame.cells(from: box.low, to: box.high)
        for row in cells.rows {
          for column in cells.columns {
            store(frame.cell(column: column, row: row), Int32(position))
          }
        }
      }
    }
    self.frame = frame
    self.polygons = polygons
  }

  /// Positions of the regions that hold the place, in the order in which they were given.
  public func regions(containing place: Coordinate) -> [Int] {
    let point = frame.projection.point(place)
    let cells = frame.cells(from: point, to: point)
    let cell = frame.cell(column: cells.columns.lowerBound, row: cells.rows.lowerBound)
    return table.range(cell).compactMap { entry in
      let position = Int(table.items[entry])
      let count = polygons[position].count { $0.contains(point) }
      return count.isMultiple(of: 2) ? nil : position
    }
  }

  private static func box(of rings: [PlanePolygon]) -> (low: PlanePoint, high: PlanePoint)? {
    let points = rings.flatMap(\.points)
    guard var low = points.first else { return nil }
    var high = low
    for point in points {
      low = PlanePoint(x: min(low.x, point.x), y: min(low.y, point.y))
      high = PlanePoint(x: max(high.x, point.x), y: max(high.y, point.y))
    }
    return (low, high)
  }
}
