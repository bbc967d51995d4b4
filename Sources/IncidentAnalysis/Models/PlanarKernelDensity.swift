// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import Geography

/// Kernel density as the crow flies, as map programs draw it: incidents counted in cells of 50 m,
/// spread with Epanechnikov's kernel, and read off at the middle of each street.
///
/// It knows no streets: the ground beside a busy crossing is as dangerous to it as the crossing.
struct PlanarKernelDensity {
  private static let cellMetres = 50.0

  private let roads: RoadNetwork
  private let projection: LocalProjection
  private let columns: Int
  private let rows: Int
  private let origin: PlanePoint
  private let middles: [PlanePoint]
  private let reach: Double

  init(roads: RoadNetwork, reachMetres: Int) {
    self.roads = roads
    reach = Double(reachMetres)
    let box =
      (GeographicBox(around: roads.shapePoints)
      ?? GeographicBox(south: 0, west: 0, north: 0, east: 0))
      .expanded(byMetres: reach)
    projection = LocalProjection(centre: box.centre)
    let low = projection.point(Coordinate(latitude: box.south, longitude: box.west))
    let high = projection.point(Coordinate(latitude: box.north, longitude: box.east))
    origin = low
    columns = max(1, Int(((high.x - low.x) / Self.cellMetres).rounded(.up)))
    rows = max(1, Int(((high.y - low.y) / Self.cellMetres).rounded(.up)))
    let projection = projection
    middles = roads.segments.map { segment in
      let shape = roads.shape(of: segment)
      return projection.point(shape[(shape.startIndex + shape.endIndex - 1) / 2])
    }
  }

  /// Incidents by street, in proportion to density times length; all together as many as given.
  func spread(_ incidents: [LocatedIncident]) -> [Double] {
    var cells = Array(repeating: 0.0, count: columns * rows)
    for located in incidents {
      let (column, row) = cell(projection.point(located.incident.location))
      cells[row * columns + column] += 1
    }
    let raw = zip(middles, roads.segments).map { middle, segment in
      density(at: middle, cells) * max(1, Double(segment.lengthMillimetres) / 1000)
    }
    let total = raw.reduce(0, +)
    guard total > 0 else { return raw }
    return raw.map { $0 / total * Double(incidents.count) }
  }

  private func density(at point: PlanePoint, _ cells: [Double]) -> Double {
    let low = cell(PlanePoint(x: point.x - reach, y: point.y - reach))
    let high = cell(PlanePoint(x: point.x + reach, y: point.y + reach))
    var sum = 0.0
    for row in low.row...high.row {
      for column in low.column...high.column where cells[row * columns + column] > 0 {
        let centre = PlanePoint(
          x: origin.x + (Double(column) + 0.5) * Self.cellMetres,
          y: origin.y + (Double(row) + 0.5) * Self.cellMetres)
        let ratio = point.squaredDistance(to: centre) / (reach * reach)
        if ratio < 1 { sum += (1 - ratio) * cells[row * columns + column] }
      }
    }
    return sum
  }

  private func cell(_ point: PlanePoint) -> (column: Int, row: Int) {
    (
      min(columns - 1, max(0, Int((point.x - origin.x) / Self.cellMetres))),
      min(rows - 1, max(0, Int((point.y - origin.y) / Self.cellMetres)))
    )
  }
}
