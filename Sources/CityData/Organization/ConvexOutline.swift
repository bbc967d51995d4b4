// SPDX-License-Identifier: Apache-2.0

import Geography

/// Convex outlines in the plane.
enum ConvexOutline {
  /// The smallest convex outline around some points, counter-clockwise.
  ///
  /// - Source: Andrew 1979, doi:10.1016/0020-0190(79)90072-3 (monotone chain).
  static func hull(of points: [PlanePoint]) -> [PlanePoint] {
    let ordered = Set(points).sorted { ($0.x, $0.y) < ($1.x, $1.y) }
    guard ordered.count > 2 else { return ordered }
    let lower = chain(ordered)
    let upper = chain(ordered.reversed())
    return lower.dropLast() + upper.dropLast()
  }

  /// The part of a convex outline on one side of the line x = `line` or y = `line`.
  ///
  /// - Source: Sutherland, Hodgman 1974, doi:10.1145/360767.360802.
  static func clip(
    _ outline: [PlanePoint], isX: Bool, line: Double, keepBelow: Bool
  ) -> [PlanePoint] {
    var result: [PlanePoint] = []
    for (index, end) in outline.enumerated() {
      let start = outline[index == 0 ? outline.count - 1 : index - 1]
      let startSide = side(start, isX: isX, line: line, keepBelow: keepBelow)
      let endSide = side(end, isX: isX, line: line, keepBelow: keepBelow)
      if (startSide < 0) != (endSide < 0) {
        let fraction = startSide / (startSide - endSide)
        result.append(
          PlanePoint(
            x: start.x + fraction * (end.x - start.x), y: start.y + fraction * (end.y - start.y)))
      }
      if endSide >= 0 { result.append(end) }
    }
    return result
  }

  /// Not negative on the side to keep.
  private static func side(
    _ point: PlanePoint, isX: Bool, line: Double, keepBelow: Bool
  ) -> Double {
    let value = (isX ? point.x : point.y) - line
    return keepBelow ? -value : value
  }

  private static func chain(_ points: [PlanePoint]) -> [PlanePoint] {
    var chain: [PlanePoint] = []
    for point in points {
      while chain.count >= 2, turn(chain[chain.count - 2], chain[chain.count - 1], point) <= 0 {
        chain.removeLast()
      }
      chain.append(point)
    }
    return chain
  }

  /// Positive for a turn to the left.
  private static func turn(_ a: PlanePoint, _ b: PlanePoint, _ c: PlanePoint) -> Double {
    (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
  }
}
