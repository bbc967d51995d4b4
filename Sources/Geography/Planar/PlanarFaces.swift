// SPDX-License-Identifier: Apache-2.0

/// The faces into which lines divide the ground: what streets enclose.
///
/// Lines are cut where they meet; lines that end blindly, or have the same face on both sides, bound nothing and
/// are gone. What is left is walked with the face on the left (de Berg et al., Computational Geometry, chapter 2).
/// Faces share their borders corner by corner, so that they neither overlap nor leave a gap.
public struct PlanarFaces: Sendable {
  /// A border between two faces, from `from` to `to` with `face` on its left.
  public struct Side: Sendable {
    public var from: LatticePoint
    public var to: LatticePoint
    /// `nil` outside all faces.
    public var face: Int?
    /// The same border the other way.
    public var twin: Int
    /// What the line carried that was given.
    public var value: Int32
    /// The side that goes on at `to`, its face on the left too.
    public var next: Int
  }

  public private(set) var sides: [Side] = []
  /// By face, its area in square metres.
  public private(set) var squareMetres: [Double] = []
  /// By face, the sides around it, holes among them.
  public private(set) var borders: [[Int]] = []

  /// - Parameter lines: straight lines, each with a value that its sides keep; of two that lie on each other the lower
  ///   value stays.
  public init(_ lines: [LatticeEdge: Int32]) {
    var edges = LatticeNoder(lines).edges
    while true {
      edges = Self.withoutBlindEnds(edges)
      walk(edges)
      let idle = Set(
        sides.filter { $0.face == sides[$0.twin].face }.compactMap { LatticeEdge($0.from, $0.to) })
      if idle.isEmpty { return }
      for edge in idle { edges[edge] = nil }
    }
  }

  private static func withoutBlindEnds(_ edges: [LatticeEdge: Int32]) -> [LatticeEdge: Int32] {
    var edges = edges
    var around: [LatticePoint: Set<LatticeEdge>] = [:]
    for edge in edges.keys {
      around[edge.low, default: []].insert(edge)
      around[edge.high, default: []].insert(edge)
    }
    var blind = around.filter { $0.value.count == 1 }.map(\.key)
    while let end = blind.popLast() {
      guard let edge = around[end]?.first else { continue }
      edges[edge] = nil
      around[end] = nil
      let other = edge.low == end ? edge.high : edge.low
      around[other]?.remove(edge)
      if around[other]?.count == 1 { blind.append(other) }
    }
    return edges
  }

  private mutating func walk(_ edges: [LatticeEdge: Int32]) {
    sides = []
    for edge in edges.keys.sorted(by: { ($0.low, $0.high) < ($1.low, $1.high) }) {
      let (number, value) = (sides.count, edges[edge] ?? 0)
      sides.append(
        Side(from: edge.low, to: edge.high, twin: number + 1, value: value, next: number))
      sides.append(
        Side(from: edge.high, to: edge.low, twin: number, value: value, next: number))
    }
    link()
    var rings: [(sides: [Int], doubleArea: Int64)] = []
    var isWalked = sides.map { _ in false }
    for start in sides.indices where !isWalked[start] {
      var ring: [Int] = []
      var (side, area) = (start, Int64(0))
      while !isWalked[side] {
        isWalked[side] = true
        ring.append(side)
        area += sides[side].from.x * sides[side].to.y - sides[side].from.y * sides[side].to.x
        side = sides[side].next
      }
      rings.append((ring, area))
    }
    let square = LatticePoint.perMetre * LatticePoint.perMetre
    borders = rings.filter { $0.doubleArea > 0 }.map(\.sides)
    squareMetres = rings.filter { $0.doubleArea > 0 }.map { Double($0.doubleArea) / 2 / square }
    for (face, border) in borders.enumerated() {
      for side in border { sides[side].face = face }
    }
    let outlines = borders
    for ring in rings where ring.doubleArea <= 0 {
      guard let first = ring.sides.first,
        let face = Self.face(around: first, in: outlines, sides, squareMetres)
      else { continue }
      borders[face] += ring.sides
      squareMetres[face] += Double(ring.doubleArea) / 2 / square
      for side in ring.sides { sides[side].face = face }
    }
  }

  /// Each side goes on with the first one clockwise from the way back.
  private mutating func link() {
    var leaving: [LatticePoint: [Int]] = [:]
    for (number, side) in sides.enumerated() { leaving[side.from, default: []].append(number) }
    for list in leaving.values {
      let order = list.sorted { precedes(sides[$0], sides[$1]) }
      for (position, side) in order.enumerated() {
        let before = order[(position + order.count - 1) % order.count]
        sides[sides[side].twin].next = before
      }
    }
  }

  /// Counterclockwise from the east, of two sides that leave one place.
  private func precedes(_ one: Side, _ other: Side) -> Bool {
    let (a, b) = (isNorthern(one), isNorthern(other))
    return a != b ? a : one.from.turn(one.to, other.to) > 0
  }

  private func isNorthern(_ side: Side) -> Bool {
    side.to.y > side.from.y || (side.to.y == side.from.y && side.to.x > side.from.x)
  }

  /// The smallest face whose outline encloses the place at which `side` begins, and does not pass it.
  private static func face(
    around side: Int, in outlines: [[Int]], _ sides: [Side], _ areas: [Double]
  ) -> Int? {
    let place = sides[side].from
    let own = sides[sides[side].twin].face
    return outlines.indices.filter { face in
      face != own && encloses(place, outlines[face].map { sides[$0] })
    }.min { areas[$0] < areas[$1] }
  }

  /// Whether the place lies inside an odd number of the rings of `border`, and on none.
  private static func encloses(_ place: LatticePoint, _ border: [Side]) -> Bool {
    var isInside = false
    for side in border {
      if side.from == place { return false }
      if (side.from.y > place.y) == (side.to.y > place.y) { continue }
      let turn = side.from.turn(side.to, place)
      if (turn > 0) == (side.to.y > side.from.y) { isInside.toggle() }
    }
    return isInside
  }
}
