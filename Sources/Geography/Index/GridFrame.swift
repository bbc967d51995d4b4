// SPDX-License-Identifier: Apache-2.0

import DutyModel

/// Square cells over a city, numbered row by row; what both indexes look things up in.
struct GridFrame: Sendable {
  let projection: LocalProjection
  let cellMetres: Double
  private let origin: PlanePoint
  private let columns: Int
  private let rows: Int

  var cellCount: Int { columns * rows }

  /// - Parameters:
  ///   - items: How many things will be stored; bounds the number of cells, so that an index of a
  ///     wide and empty region does not outgrow its content.
  ///   - preferredCellMetres: The cell's side, if the bound allows.
  init(around places: some Sequence<Coordinate>, items: Int, preferredCellMetres: Double) {
    let box =
      GeographicBox(around: places) ?? GeographicBox(south: 0, west: 0, north: 0, east: 0)
    projection = LocalProjection(centre: box.centre)
    origin = projection.point(Coordinate(latitude: box.south, longitude: box.west))
    let far = projection.point(Coordinate(latitude: box.north, longitude: box.east))
    let width = far.x - origin.x
    let height = far.y - origin.y
    let smallest = (width * height / Double(max(64, items * 4))).squareRoot()
    let longest = max(width, height) / 4096
    cellMetres = max(preferredCellMetres, smallest, longest)
    columns = Int(width / cellMetres) + 1
    rows = Int(height / cellMetres) + 1
  }

  /// The cells that a rectangle touches; places outside the grid count to its border cells.
  @inline(__always)
  func cells(
    from low: PlanePoint, to high: PlanePoint
  ) -> (columns: ClosedRange<Int>, rows: ClosedRange<Int>) {
    (
      position(low.x - origin.x, count: columns)...position(high.x - origin.x, count: columns),
      position(low.y - origin.y, count: rows)...position(high.y - origin.y, count: rows)
    )
  }

  @inline(__always)
  func cell(column: Int, row: Int) -> Int { row * columns + column }

  @inline(__always)
  private func position(_ metres: Double, count: Int) -> Int {
    // Compared as Double first: a far-away place must not overflow Int.
    let cell = metres / cellMetres
    return cell <= 0 ? 0 : cell >= Double(count - 1) ? count - 1 : Int(cell)
  }
}

/// The content of the cells as one flat column: those of cell c are `items[starts[c]..<starts[c+1]]`.
struct CellTable: Sendable {
  let starts: [Int32]
  let items: [Int32]

  /// - Parameter visit: Calls its argument with every pair of cell and item, twice the same pairs.
  init(cellCount: Int, _ visit: (_ store: (_ cell: Int, _ item: Int32) -> Void) -> Void) {
    var starts = [Int32](repeating: 0, count: cellCount + 1)
    visit { cell, _ in starts[cell + 1] += 1 }
    for cell in 0..<cellCount { starts[cell + 1] += starts[cell] }
    var items = [Int32](repeating: 0, count: Int(starts[cellCount]))
    var next = starts
    visit { cell, item in
      items[Int(next[cell])] = item
      next[cell] += 1
    }
    self.starts = starts
    self.items = items
  }

  @inline(__always)
  func range(_ cell: Int) -> Range<Int> { Int(starts[cell])..<Int(starts[cell + 1]) }
}
