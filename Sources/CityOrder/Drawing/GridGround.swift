// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Geography

/// Streets and communities' borders on the lattice, and the faces between them.
struct GridGround {
  let faces: PlanarFaces
  /// By face, the community that it lies in; `nil` outside all.
  let community: [Int?]

  /// What a line carries that is no street.
  static let noStreet = Int32.max

  private let lines: [LatticeEdge: Int32]
  private let outlines: [[[LatticePoint]]]

  init(_ network: RoadNetwork, _ communities: [CommunityOutline], _ projection: LocalProjection) {
    let outlines = communities.map { community in
      community.rings.map { $0.map { LatticePoint(projection.point($0)) } }
    }
    var lines: [LatticeEdge: Int32] = [:]
    for ring in outlines.joined() {
      for (from, to) in zip(ring, ring.dropFirst() + ring.prefix(1)) {
        if let edge = LatticeEdge(from, to) { lines[edge] = Self.noStreet }
      }
    }
    let corners = outlines.joined().joined()
    let (west, east) = (corners.map(\.x).min() ?? 0, corners.map(\.x).max() ?? 0)
    let (south, north) = (corners.map(\.y).min() ?? 0, corners.map(\.y).max() ?? 0)
    for segment in network.segments {
      let places = network.shape(of: segment).map { LatticePoint(projection.point($0)) }
      let street = segment.streetName.map { Int32(clamping: $0) } ?? Self.noStreet
      for (from, to) in zip(places, places.dropFirst()) {
        guard let edge = LatticeEdge(from, to), max(from.x, to.x) >= west,
          min(from.x, to.x) <= east, max(from.y, to.y) >= south, min(from.y, to.y) <= north
        else { continue }
        lines[edge] = min(street, lines[edge] ?? street)
      }
    }
    self.init(lines: lines, outlines: outlines)
  }

  private init(lines: [LatticeEdge: Int32], outlines: [[[LatticePoint]]]) {
    self.lines = lines
    self.outlines = outlines
    let faces = PlanarFaces(lines)
    self.faces = faces
    community = faces.borders.map { border in
      Self.inside(border.map { faces.sides[$0] }).flatMap { place in
        outlines.firstIndex { rings in
          rings.count { Self.encloses(place, $0) } % 2 == 1
        }
      }
    }
  }

  /// The same ground with every face above `most` square metres cut crosswise; `nil` if there is none.
  func cut(above most: Double) -> Self? {
    var lines = lines
    for face in faces.borders.indices
    where community[face] != nil && faces.squareMetres[face] > most {
      for chord in FaceCut(faces.borders[face].map { faces.sides[$0] }, most: most).chords {
        lines[chord] = lines[chord] ?? Self.noStreet
      }
    }
    return lines.count == self.lines.count ? nil : Self(lines: lines, outlines: outlines)
  }

  /// A place just left of the middle of the longest side.
  private static func inside(_ border: [PlanarFaces.Side]) -> PlanePoint? {
    func length(_ side: PlanarFaces.Side) -> Double {
      side.from.plane.squaredDistance(to: side.to.plane).squareRoot()
    }
    guard let side = border.max(by: { length($0) < length($1) }) else { return nil }
    let (from, to, far) = (side.from.plane, side.to.plane, length(side))
    let step = 0.04
    return PlanePoint(
      x: (from.x + to.x) / 2 - (to.y - from.y) / far * step,
      y: (from.y + to.y) / 2 + (to.x - from.x) / far * step)
  }

  private static func encloses(_ place: PlanePoint, _ ring: [LatticePoint]) -> Bool {
    var isInside = false
    for (one, other) in zip(ring, ring.dropFirst() + ring.prefix(1)) {
      let (a, b) = (one.plane, other.plane)
      if (a.y > place.y) == (b.y > place.y) { continue }
      if place.x < a.x + (place.y - a.y) / (b.y - a.y) * (b.x - a.x) { isInside.toggle() }
    }
    return isInside
  }
}

/// Lines that cut a face into pieces of about the size wanted, along and across its longest side.
struct FaceCut {
  let chords: [LatticeEdge]

  init(_ border: [PlanarFaces.Side], most: Double) {
    let longest = border.max {
      $0.from.plane.squaredDistance(to: $0.to.plane)
        < $1.from.plane.squaredDistance(to: $1.to.plane)
    }
    guard let longest else {
      chords = []
      return
    }
    let (from, to) = (longest.from.plane, longest.to.plane)
    let length = from.squaredDistance(to: to).squareRoot()
    let (east, north) = ((to.x - from.x) / length, (to.y - from.y) / length)
    // Turned so that the longest side lies along x, and back.
    let along = border.map { side in
      [side.from.plane, side.to.plane].map { point in
        PlanePoint(x: point.x * east + point.y * north, y: point.y * east - point.x * north)
      }
    }
    let across = along.map { $0.map { PlanePoint(x: $0.y, y: $0.x) } }
    let side = (most / 2).squareRoot()
    chords =
      Self.lines(along, side).compactMap { start, end in
        LatticeEdge(Self.back(start, east, north), Self.back(end, east, north))
      }
      + Self.lines(across, side).compactMap { start, end in
        LatticeEdge(
          Self.back(PlanePoint(x: start.y, y: start.x), east, north),
          Self.back(PlanePoint(x: end.y, y: end.x), east, north))
      }
  }

  private static func back(_ point: PlanePoint, _ east: Double, _ north: Double) -> LatticePoint {
    LatticePoint(
      PlanePoint(x: point.x * east - point.y * north, y: point.y * east + point.x * north))
  }

  /// Parts inside the face of lines of equal y at equal distances of about `side`.
  private static func lines(
    _ border: [[PlanePoint]], _ side: Double
  ) -> [(PlanePoint, PlanePoint)] {
    let heights = border.joined().map(\.y)
    guard let low = heights.min(), let high = heights.max() else { return [] }
    let count = Int(((high - low) / side).rounded())
    var chords: [(PlanePoint, PlanePoint)] = []
    for number in stride(from: 1, to: count, by: 1) {
      let y = low + (high - low) * Double(number) / Double(count)
      let crossings = border.compactMap { ends -> Double? in
        let (a, b) = (ends[0], ends[1])
        if (a.y > y) == (b.y > y) { return nil }
        return a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x)
      }.sorted()
      for pair in stride(from: 0, to: crossings.count - 1, by: 2) {
        chords.append(
          (PlanePoint(x: crossings[pair], y: y), PlanePoint(x: crossings[pair + 1], y: y)))
      }
    }
    return chords
  }
}
