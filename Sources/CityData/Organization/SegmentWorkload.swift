// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Geography

/// How much of the city's work each street makes: half by its length, half by its incidents.
///
/// Whole numbers, so that sums do not depend on their order; all together make about two million,
/// or one million in a city without incidents.
struct SegmentWorkload {
  let weights: [Int64]
  /// The middle of each segment's line on `projection`.
  let middles: [PlanePoint]
  let projection: LocalProjection

  init(_ roads: RoadNetwork, incidents: [LocatedIncident]) {
    var counts = [Int64](repeating: 0, count: roads.segments.count)
    for incident in incidents { counts[Int(incident.segment.rawValue)] += 1 }
    let metres = roads.segments.map { max(1, $0.lengthMillimetres / 1000) }
    let totalMetres = metres.reduce(0, +)
    let totalCount = max(1, Int64(incidents.count))
    weights = zip(metres, counts).map { length, count in
      // At least 1, so that a street is never worth nothing.
      max(1, length * 1_000_000 / totalMetres + count * 1_000_000 / totalCount)
    }
    let box = GeographicBox(around: roads.shapePoints)
    let projection = LocalProjection(
      centre: box?.centre ?? Coordinate(latitude: 0, longitude: 0))
    middles = roads.segments.map { segment in
      let shape = roads.shape(of: segment)
      return projection.point(shape[(shape.startIndex + shape.endIndex - 1) / 2])
    }
    self.projection = projection
  }

  /// Where the work of some segments lies on average.
  func centre(of segments: [Int]) -> PlanePoint {
    var x = 0.0
    var y = 0.0
    var total = 0.0
    for segment in segments {
      let weight = Double(weights[segment])
      x += middles[segment].x * weight
      y += middles[segment].y * weight
      total += weight
    }
    return total > 0 ? PlanePoint(x: x / total, y: y / total) : PlanePoint(x: 0, y: 0)
  }
}
