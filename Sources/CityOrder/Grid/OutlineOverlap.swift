// SPDX-License-Identifier: Apache-2.0

import Geography

/// How much ground two outlines cover together.
///
/// Method: each outline is a sum of signed triangles between a fixed corner and its edges, so the
/// common area is the sum over pairs of triangles of their signs times their common area, which
/// clipping (Sutherland and Hodgman 1974) gives exactly for convex shapes. Holes need no special
/// treatment as their rings run the other way round.
///
/// - Complexity: The product of the numbers of corners.
struct OutlineOverlap {
  private let one: [(points: [PlanePoint], sign: Double)]
  private let other: [(points: [PlanePoint], sign: Double)]

  /// - Parameters: Rings that run counterclockwise, holes clockwise.
  init(_ one: [[PlanePoint]], _ other: [[PlanePoint]]) {
    self.one = Self.triangles(one)
    self.other = Self.triangles(other)
  }

  /// Never negative.
  var squareMetres: Double {
    var area = 0.0
    for first in one {
      for second in other {
        let common = Self.clipped(first.points, to: second.points)
        area += first.sign * second.sign * abs(PlanePolygon(common).signedArea)
      }
    }
    return max(0, area)
  }

  /// Counterclockwise, each with the sign that it has in the sum.
  private static func triangles(
    _ rings: [[PlanePoint]]
  ) -> [(points: [PlanePoint], sign: Double)] {
    rings.flatMap { ring in
      ring.indices.dropFirst().dropLast().compactMap { index in
        let points = [ring[0], ring[index], ring[index + 1]]
        let area = PlanePolygon(points).signedArea
        guard area != 0 else { return nil }
        return area > 0 ? (points, 1) : (points.reversed(), -1)
      }
    }
  }

  /// The part of a shape that lies in a counterclockwise triangle.
  private static func clipped(_ shape: [PlanePoint], to triangle: [PlanePoint]) -> [PlanePoint] {
    var rest = shape
    for (from, to) in zip(triangle, triangle.dropFirst() + triangle.prefix(1)) {
      func side(_ point: PlanePoint) -> Double {
        (to.x - from.x) * (point.y - from.y) - (to.y - from.y) * (point.x - from.x)
      }
      var kept: [PlanePoint] = []
      for (start, end) in zip(rest.suffix(1) + rest.dropLast(), rest) {
        let (before, after) = (side(start), side(end))
        if (before < 0) != (after < 0) {
          let share = before / (before - after)
          kept.append(
            PlanePoint(
              x: start.x + share * (end.x - start.x), y: start.y + share * (end.y - start.y)))
        }
        if after >= 0 { kept.append(end) }
      }
      rest = kept
    }
    return rest
  }
}
