// SPDX-License-Identifier: Apache-2.0

/// Cuts edges where they cross, touch or overlap, so that two of the result meet at their ends at most.
///
/// Every place is on the lattice, and a cut moves an edge by half a step at most; cuts that this brings about are made
/// in further passes (snap rounding in the manner of Hobby 1999, doi:10.1016/S0925-7721(99)00021-8).
struct LatticeNoder {
  /// Edges and what they carry; of two that become one, the lower value stays.
  private(set) var edges: [LatticeEdge: Int32]

  /// Lattice steps to a side of a square of the index: a hundred metres.
  private static let square: Int64 = 1_000

  init(_ edges: [LatticeEdge: Int32]) {
    self.edges = edges
    while cut() {}
  }

  /// One pass; whether anything was cut.
  private mutating func cut() -> Bool {
    let list = edges.keys.sorted { ($0.low, $0.high) < ($1.low, $1.high) }
    var cuts: [Int: Set<LatticePoint>] = [:]
    for members in Self.squares(list).values {
      for (number, one) in members.enumerated() {
        for other in members[(number + 1)...] {
          Self.meet(list[one], list[other]) { isFirst, point in
            cuts[isFirst ? one : other, default: []].insert(point)
          }
        }
      }
    }
    for (position, points) in cuts {
      let edge = list[position]
      guard let value = edges.removeValue(forKey: edge) else { continue }
      let along = points.sorted { Self.progress($0, edge) < Self.progress($1, edge) }
      for (from, to) in zip([edge.low] + along, along + [edge.high]) {
        guard let piece = LatticeEdge(from, to) else { continue }
        edges[piece] = min(value, edges[piece] ?? value)
      }
    }
    return !cuts.isEmpty
  }

  private static func progress(_ point: LatticePoint, _ edge: LatticeEdge) -> Int64 {
    (point.x - edge.low.x) * (edge.high.x - edge.low.x)
      + (point.y - edge.low.y) * (edge.high.y - edge.low.y)
  }

  /// Tells the places where one of two edges must be cut for the other.
  private static func meet(
    _ one: LatticeEdge, _ other: LatticeEdge, cut: (_ isFirst: Bool, LatticePoint) -> Void
  ) {
    if one.high.y + 1 < other.low.y || other.high.y + 1 < one.low.y { return }
    var isTouched = false
    for end in [other.low, other.high] where one.passes(end) {
      cut(true, end)
      isTouched = true
    }
    for end in [one.low, one.high] where other.passes(end) {
      cut(false, end)
      isTouched = true
    }
    if isTouched { return }
    guard let place = one.crossing(other) else { return }
    if place != one.low && place != one.high { cut(true, place) }
    if place != other.low && place != other.high { cut(false, place) }
  }

  /// By square, the edges that come near it.
  private static func squares(_ edges: [LatticeEdge]) -> [LatticePoint: [Int]] {
    var squares: [LatticePoint: [Int]] = [:]
    for (position, edge) in edges.enumerated() {
      let (west, east) = (min(edge.low.x, edge.high.x), max(edge.low.x, edge.high.x))
      for row in number(edge.low.y - 1)...number(edge.high.y + 1) {
        // The part of the edge in this row of squares, and a step on each side.
        let (south, north) = (row * square - 2, (row + 1) * square + 2)
        let ends = [south, north].map { eastward(edge, at: $0) }
        let from = max(west, min(ends[0], ends[1])) - 2
        let to = min(east, max(ends[0], ends[1])) + 2
        for column in number(from)...max(number(from), number(to)) {
          squares[LatticePoint(x: column, y: row), default: []].append(position)
        }
      }
    }
    return squares
  }

  /// The edge's x at a y, which is brought between its ends.
  private static func eastward(_ edge: LatticeEdge, at y: Int64) -> Int64 {
    let height = edge.high.y - edge.low.y
    if height == 0 { return y <= edge.low.y ? edge.low.x : edge.high.x }
    let share = Double(min(max(y, edge.low.y), edge.high.y) - edge.low.y) / Double(height)
    return edge.low.x + Int64((share * Double(edge.high.x - edge.low.x)).rounded())
  }

  private static func number(_ value: Int64) -> Int64 {
    value >= 0 ? value / square : (value - square + 1) / square
  }
}
