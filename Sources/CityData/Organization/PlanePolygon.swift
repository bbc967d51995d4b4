// SPDX-License-Identifier: Apache-2.0

import Geography

/// An outline in the plane that may have dents.
struct PlanePolygon {
  private let points: [PlanePoint]

  init(_ points: [PlanePoint]) { self.points = points }

  /// Even-odd rule: a ray to the east crosses the outline an odd number of times.
  func contains(_ point: PlanePoint) -> Bool {
    var isInside = false
    forEachEdge { start, end in
      guard (start.y > point.y) != (end.y > point.y) else { return }
      let crossing = start.x + (point.y - start.y) / (end.y - start.y) * (end.x - start.x)
      if point.x < crossing { isInside.toggle() }
    }
    return isInside
  }

  /// To the nearest point of the outline itself.
  func squaredDistance(to point: PlanePoint) -> Double {
    var best = Double.infinity
    forEachEdge { start, end in
      best = min(best, point.nearest(on: start, end).squaredDistance)
    }
    return best
  }

  private func forEachEdge(_ body: (_ start: PlanePoint, _ end: PlanePoint) -> Void) {
    for (index, end) in points.enumerated() {
      body(points[index == 0 ? points.count - 1 : index - 1], end)
    }
  }
}
