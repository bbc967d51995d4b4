// SPDX-License-Identifier: Apache-2.0

/// An outline in the plane that may have dents.
public struct PlanePolygon: Sendable {
  public let points: [PlanePoint]

  /// - Parameter points: The corners in order; the first need not be repeated at the end.
  public init(_ points: [PlanePoint]) { self.points = points }

  /// Even-odd rule: a ray to the east crosses the outline an odd number of times.
  ///
  /// Each edge is looked at from its lower end, so that two outlines that share a border never
  /// both hold, or both miss, a place on it.
  public func contains(_ point: PlanePoint) -> Bool {
    var isInside = false
    forEachEdge { start, end in
      guard (start.y > point.y) != (end.y > point.y) else { return }
      let (low, high) = start.y < end.y ? (start, end) : (end, start)
      let crossing = low.x + (point.y - low.y) / (high.y - low.y) * (high.x - low.x)
      if point.x < crossing { isInside.toggle() }
    }
    return isInside
  }

  /// To the nearest point of the outline itself.
  public func squaredDistance(to point: PlanePoint) -> Double {
    var best = Double.infinity
    forEachEdge { start, end in
      best = min(best, point.nearest(on: start, end).squaredDistance)
    }
    return best
  }

  /// Square metres; positive where the corners run counterclockwise.
  public var signedArea: Double {
    var twice = 0.0
    forEachEdge { start, end in twice += start.x * end.y - end.x * start.y }
    return twice / 2
  }

  private func forEachEdge(_ body: (_ start: PlanePoint, _ end: PlanePoint) -> Void) {
    for (index, end) in points.enumerated() {
      body(points[index == 0 ? points.count - 1 : index - 1], end)
    }
  }
}
