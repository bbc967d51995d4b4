// SPDX-License-Identifier: Apache-2.0

public import DutyModel
import Geography

/// Whether the grids of a city fill the ground once: each border shared by two grids or lying at
/// the city's edge, nothing covered twice, no hole between.
///
/// Method: corners closer than the tolerance become one; every edge is cut where a corner lies on
/// it; then a piece of border must run once in each direction, or once and lie in no other grid.
/// Pieces at the edge are joined to rings, and a ring that runs clockwise encloses a gap.
///
/// Limit: a slit that is open toward the outside is a bay of the edge, not a gap.
public struct GridTopology: Hashable, Codable, Sendable {
  public struct Overlap: Hashable, Codable, Sendable {
    public var first: GridCode
    public var second: GridCode
    /// One place that shows it.
    public var place: Coordinate
    /// Of all the ground that both cover.
    public var squareMetres: Double
  }

  public struct Gap: Hashable, Codable, Sendable {
    public var squareMetres: Double
    /// A corner of the gap.
    public var place: Coordinate
  }

  /// Each pair once, the lower code first.
  public var overlaps: [Overlap]
  /// The largest first.
  public var gaps: [Gap]
  /// Grids whose outline crosses itself or encloses nothing.
  public var broken: [GridCode]

  public var isSound: Bool { overlaps.isEmpty && gaps.isEmpty && broken.isEmpty }

  /// - Parameter toleranceMetres: Corners closer than this are one corner.
  public init(_ grids: [UnitGrid], toleranceMetres: Double = 0.2) {
    var check = GridTopologyCheck(grids, tolerance: toleranceMetres)
    check.run()
    overlaps = check.overlaps.sorted { ($0.first, $0.second) < ($1.first, $1.second) }
    gaps = check.gaps.sorted { $0.squareMetres > $1.squareMetres }
    broken = check.broken.sorted()
  }
}

/// The work of one check.
struct GridTopologyCheck {
  private(set) var overlaps: [GridTopology.Overlap] = []
  private(set) var gaps: [GridTopology.Gap] = []
  private(set) var broken: Set<GridCode> = []

  private let grids: [UnitGrid]
  private let index: RegionIndex
  private let projection: LocalProjection
  private let tolerance: Double
  private var corners: CornerTable
  /// Pieces of border between two corners, each with the grid on its left.
  private var pieces: [Piece] = []
  private var seen: Set<[GridCode]> = []
  /// Rings of each grid with the grid on their left.
  private var outlines: [[[PlanePoint]]]

  private struct Piece: Hashable {
    var from: Int
    var to: Int
    var grid: Int

    var ends: [Int] { from < to ? [from, to] : [to, from] }
  }

  init(_ grids: [UnitGrid], tolerance: Double) {
    let box = GeographicBox(around: grids.flatMap(\.rings).joined())
    self.grids = grids
    self.tolerance = tolerance
    index = RegionIndex(grids.map(\.rings))
    projection = LocalProjection(centre: box?.centre ?? Coordinate(latitude: 0, longitude: 0))
    corners = CornerTable(tolerance: tolerance)
    outlines = Array(repeating: [], count: grids.count)
  }

  mutating func run() {
    let numbered = grids.indices.map { grid in
      grids[grid].rings.map { ring in
        var numbers = ring.map { corners.number(of: projection.point($0)) }
        if numbers.count > 1, numbers.first == numbers.last { numbers.removeLast() }
        return numbers
      }
    }
    for (grid, rings) in numbered.enumerated() { addPieces(of: rings, grid: grid) }
    findCrossings()
    let byEnds = Dictionary(grouping: pieces, by: \.ends)
    var edge: [Piece] = []
    for ends in byEnds.keys.sorted(by: { ($0[0], $0[1]) < ($1[0], $1[1]) }) {
      let group = byEnds[ends] ?? []
      if group.count == 1 {
        if !liesInside(group[0]) { edge.append(group[0]) }
      } else {
        findSameSide(group)
      }
    }
    findGaps(edge)
  }

  /// Outer rings run counterclockwise and holes clockwise, so that the grid is on the left.
  private mutating func addPieces(of rings: [[Int]], grid: Int) {
    let polygons = rings.map { PlanePolygon($0.map { corners.points[$0] }) }
    for (position, ring) in rings.enumerated() {
      let area = polygons[position].signedArea
      guard ring.count >= 3, abs(area) > tolerance * tolerance else {
        broken.insert(grids[grid].code)
        continue
      }
      let depth = polygons.indices.count { other in
        other != position && polygons[other].contains(polygons[position].points[0])
      }
      let ordered = (area > 0) == depth.isMultiple(of: 2) ? ring : ring.reversed()
      outlines[grid].append(ordered.map { corners.points[$0] })
      for (step, end) in ordered.enumerated() {
        let start = ordered[step == 0 ? ordered.count - 1 : step - 1]
        let cuts = [start] + corners.between(start, end) + [end]
        for (from, to) in zip(cuts, cuts.dropFirst()) where from != to {
          pieces.append(Piece(from: from, to: to, grid: grid))
        }
      }
    }
  }

  private mutating func findCrossings() {
    let crossings = corners.crossings(of: pieces.map { ($0.from, $0.to) })
    for (one, other, point) in crossings {
      if pieces[one].grid == pieces[other].grid {
        broken.insert(grids[pieces[one].grid].code)
      } else {
        report(pieces[one].grid, pieces[other].grid, at: projection.coordinate(point))
      }
    }
  }

  /// Two grids on the same side of one piece of border cover the ground there twice.
  private mutating func findSameSide(_ group: [Piece]) {
    for (position, one) in group.enumerated() {
      for other in group[(position + 1)...] where one.from == other.from && one.grid != other.grid {
        report(one.grid, other.grid, at: middle(of: one))
      }
    }
  }

  /// Whether the piece's middle lies in a grid that does not end there.
  private mutating func liesInside(_ piece: Piece) -> Bool {
    let others = index.regions(containing: middle(of: piece)).filter { $0 != piece.grid }
    for other in others { report(piece.grid, other, at: middle(of: piece)) }
    return !others.isEmpty
  }

  private mutating func findGaps(_ edge: [Piece]) {
    var next: [Int: [Int]] = [:]
    for piece in edge { next[piece.from, default: []].append(piece.to) }
    for start in next.keys.sorted() {
      while let ring = takeRing(from: start, &next) {
        let area = PlanePolygon(ring.map { corners.points[$0] }).signedArea
        guard area < -tolerance * tolerance, let corner = ring.min() else { continue }
        gaps.append(
          .init(squareMetres: -area, place: projection.coordinate(corners.points[corner])))
      }
    }
  }

  /// Walks on until it comes to a corner for the second time; the way between is one ring.
  private func takeRing(from start: Int, _ next: inout [Int: [Int]]) -> [Int]? {
    var way = [start]
    var position = [start: 0]
    while let last = way.last, let to = next[last]?.popLast() {
      if let first = position[to] {
        for (from, step) in zip(way[..<first], way[..<first].dropFirst() + [to]) {
          next[from, default: []].append(step)
        }
        return Array(way[first...])
      }
      position[to] = way.count
      way.append(to)
    }
    return nil
  }

  private mutating func report(_ one: Int, _ other: Int, at place: Coordinate) {
    let pair = [grids[one].code, grids[other].code].sorted()
    guard pair[0] != pair[1], seen.insert(pair).inserted else { return }
    let common = OutlineOverlap(outlines[one], outlines[other]).squareMetres
    overlaps.append(
      .init(first: pair[0], second: pair[1], place: place, squareMetres: common))
  }

  private func middle(of piece: Piece) -> Coordinate {
    let (start, end) = (corners.points[piece.from], corners.points[piece.to])
    return projection.coordinate(PlanePoint(x: (start.x + end.x) / 2, y: (start.y + end.y) / 2))
  }
}
