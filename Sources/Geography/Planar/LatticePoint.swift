// SPDX-License-Identifier: Apache-2.0

/// A place on a lattice of tenths of a metre around a centre: x to the east, y to the north.
///
/// Sides and areas of whole numbers are exact, so that lines which meet in one place meet in one place for every
/// face that they bound.
public struct LatticePoint: Hashable, Sendable, Comparable {
  public static let perMetre = 10.0

  public var x: Int64
  public var y: Int64

  public init(x: Int64, y: Int64) {
    self.x = x
    self.y = y
  }

  public init(_ point: PlanePoint) {
    x = Int64((point.x * Self.perMetre).rounded())
    y = Int64((point.y * Self.perMetre).rounded())
  }

  public var plane: PlanePoint {
    PlanePoint(x: Double(x) / Self.perMetre, y: Double(y) / Self.perMetre)
  }

  /// From south to north, then from west to east.
  public static func < (left: Self, right: Self) -> Bool { (left.y, left.x) < (right.y, right.x) }

  /// Twice the area of the triangle to `a` and `b`: above 0 if `b` lies to the left of the way to `a`.
  func turn(_ a: Self, _ b: Self) -> Int64 {
    (a.x - x) * (b.y - y) - (a.y - y) * (b.x - x)
  }
}

/// A straight line between two different places, the same whichever end is named first.
public struct LatticeEdge: Hashable, Sendable {
  public let low: LatticePoint
  public let high: LatticePoint

  /// - Returns: `nil` if both ends are one place.
  public init?(_ one: LatticePoint, _ other: LatticePoint) {
    if one == other { return nil }
    low = min(one, other)
    high = max(one, other)
  }

  var squaredLength: Int64 {
    let (dx, dy) = (high.x - low.x, high.y - low.y)
    return dx * dx + dy * dy
  }

  /// Whether a place that is no end of the edge lies on it, to the lattice's step.
  func passes(_ point: LatticePoint) -> Bool {
    if point == low || point == high { return false }
    let (dx, dy) = (high.x - low.x, high.y - low.y)
    let along = (point.x - low.x) * dx + (point.y - low.y) * dy
    if along <= 0 || along >= squaredLength { return false }
    let (turn, length) = (Double(low.turn(high, point)), Double(squaredLength))
    return turn * turn <= length
  }

  /// Where two edges cross between their ends, to the lattice's step.
  func crossing(_ other: Self) -> LatticePoint? {
    let (a, b) = (low.turn(high, other.low), low.turn(high, other.high))
    let (c, d) = (other.low.turn(other.high, low), other.low.turn(other.high, high))
    if a.signum() * b.signum() >= 0 || c.signum() * d.signum() >= 0 { return nil }
    let share = Double(c) / Double(c - d)
    return LatticePoint(
      x: low.x + Int64((share * Double(high.x - low.x)).rounded()),
      y: low.y + Int64((share * Double(high.y - low.y)).rounded()))
  }
}
