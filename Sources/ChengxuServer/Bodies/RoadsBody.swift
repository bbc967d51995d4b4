// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Geography

/// All streets as columns of whole numbers: small after compression and quick to unpack.
///
/// Coordinates are hundred-thousandths of a degree (about one metre), each written as the
/// difference from the point before it, over all segments on end.
struct RoadsBody: Encodable {
  /// Latitude and longitude from which the first difference counts, in quanta.
  var origin: [Int]
  /// Degrees in one quantum.
  var quantum: Double
  var classes: [RoadClass]
  var streetNames: [String]
  /// By segment: position in `classes`.
  var roadClass: [Int]
  /// By segment: position in `streetNames`, or -1.
  var streetName: [Int]
  /// By segment: metres.
  var length: [Int]
  /// By segment: how many points follow in `latitude` and `longitude`.
  var pointCount: [Int]
  var latitude: [Int]
  var longitude: [Int]

  private static let quantaPerDegree = 100_000.0

  init(_ roads: RoadNetwork) {
    let classes = RoadClass.allCases
    let quanta = roads.segments.map { segment in
      roads.shape(of: segment).map { point in
        (
          latitude: Int((point.latitude * Self.quantaPerDegree).rounded()),
          longitude: Int((point.longitude * Self.quantaPerDegree).rounded())
        )
      }
    }
    let points = quanta.flatMap { $0 }
    origin = [points.first?.latitude ?? 0, points.first?.longitude ?? 0]
    quantum = 1 / Self.quantaPerDegree
    self.classes = classes
    streetNames = roads.streetNames
    roadClass = roads.segments.map { segment in
      classes.firstIndex(of: segment.roadClass) ?? classes.count - 1
    }
    streetName = roads.segments.map { $0.streetName ?? -1 }
    length = roads.segments.map { Int(($0.lengthMillimetres + 500) / 1000) }
    pointCount = quanta.map(\.count)
    latitude = Self.differences(points.map(\.latitude))
    longitude = Self.differences(points.map(\.longitude))
  }

  private static func differences(_ values: [Int]) -> [Int] {
    zip(values, values.prefix(1) + values.dropLast()).map { $0 - $1 }
  }
}
