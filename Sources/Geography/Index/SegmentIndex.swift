// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// A place on the street network: a segment, and how far along it.
public struct SegmentPosition: Hashable, Codable, Sendable {
  public var segment: ID<RoadSegment>
  /// From the segment's first junction along the street, 0...its length.
  public var offsetMillimetres: Int64
  /// From the place that was asked for to this one, as the crow flies.
  public var distanceMillimetres: Int64

  public init(
    segment: ID<RoadSegment>, offsetMillimetres: Int64, distanceMillimetres: Int64
  ) {
    self.segment = segment
    self.offsetMillimetres = offsetMillimetres
    self.distanceMillimetres = distanceMillimetres
  }
}

/// Finds streets and junctions near a place: a grid over the straight pieces of all segments.
///
/// Distances are measured on the network's `LocalProjection`. Ties go to the lower segment number,
/// so the same network and place always give the same answer.
///
/// - Complexity: Building O(shape points); a query looks at the cells that its circle touches.
public struct SegmentIndex: Sendable {
  private let frame: GridFrame
  private let table: CellTable
  private let pieces: StreetPieces
  private let junctions: PointIndex

  public init(_ network: RoadNetwork, cellMetres: Double = 150) {
    let frame = GridFrame(
      around: network.shapePoints, items: network.shapePoints.count,
      preferredCellMetres: cellMetres)
    let pieces = StreetPieces(network, on: frame.projection)
    table = CellTable(cellCount: frame.cellCount) { store in
      for piece in 0..<pieces.count {
        let box = pieces.box(piece)
        let cells = frame.cells(from: box.low, to: box.high)
        for row in cells.rows {
          for column in cells.columns {
            store(frame.cell(column: column, row: row), Int32(piece))
          }
        }
      }
    }
    self.frame = frame
    self.pieces = pieces
    junctions = PointIndex(network.junctions.map(\.location))
  }

  /// The street nearest to a place, at most `metres` away.
  public func nearestSegment(
    to place: Coordinate, withinMetres metres: Double
  ) -> SegmentPosition? {
    let centre = frame.projection.point(place)
    var radius = min(metres, frame.cellMetres)
    while true {
      var best = (squared: radius * radius, segment: Int32.max, piece: Int.max, fraction: 0.0)
      forEach(around: centre, radius: radius) { piece, segment, fraction, squared in
        if (squared, segment, piece) < (best.squared, best.segment, best.piece) {
          best = (squared, segment, piece, fraction)
        }
      }
      if best.piece != .max {
        return pieces.position(best.piece, best.fraction, squaredDistance: best.squared)
      }
      guard radius < metres else { return nil }
      radius = min(metres, radius * 2)
    }
  }

  /// All streets at most `metres` away, each once with its nearest place, nearest first.
  public func segments(
    near place: Coordinate, withinMetres metres: Double
  ) -> [SegmentPosition] {
    var nearest: [Int32: (squared: Double, piece: Int, fraction: Double)] = [:]
    let limit = metres * metres
    forEach(around: frame.projection.point(place), radius: metres) {
      piece, segment, fraction, squared in
      guard squared <= limit else { return }
      if let known = nearest[segment], (known.squared, known.piece) <= (squared, piece) { return }
      nearest[segment] = (squared, piece, fraction)
    }
    let ordered = nearest.sorted { ($0.value.squared, $0.key) < ($1.value.squared, $1.key) }
    return ordered.map {
      pieces.position($0.value.piece, $0.value.fraction, squaredDistance: $0.value.squared)
    }
  }

  /// The junction nearest to a place, at most `metres` away.
  public func nearestJunction(
    to place: Coordinate, withinMetres metres: Double
  ) -> (junction: ID<Junction>, distanceMillimetres: Int64)? {
    junctions.nearest(to: place, withinMetres: metres).map {
      (ID(rawValue: Int64($0.position)), $0.distanceMillimetres)
    }
  }

  /// All junctions at most `metres` away, nearest first.
  public func junctions(
    near place: Coordinate, withinMetres metres: Double
  ) -> [(junction: ID<Junction>, distanceMillimetres: Int64)] {
    junctions.matches(near: place, withinMetres: metres).map {
      (ID(rawValue: Int64($0.position)), $0.distanceMillimetres)
    }
  }

  private func forEach(
    around centre: PlanePoint, radius: Double,
    _ body: (_ piece: Int, _ segment: Int32, _ fraction: Double, _ squared: Double) -> Void
  ) {
    let cells = frame.cells(
      from: PlanePoint(x: centre.x - radius, y: centre.y - radius),
      to: PlanePoint(x: centre.x + radius, y: centre.y + radius))
    for row in cells.rows {
      for column in cells.columns {
        for entry in table.range(frame.cell(column: column, row: row)) {
          let piece = Int(table.items[entry])
          let foot = centre.nearest(on: pieces.starts[piece], pieces.ends[piece])
          body(piece, pieces.segments[piece], foot.fraction, foot.squaredDistance)
        }
      }
    }
  }
}
