// SPDX-License-Identifier: Apache-2.0

public import DutyModel
import Foundation

extension Coordinate {
  /// Along the great circle, in whole millimetres: sums of distances do not depend on their order.
  ///
  /// Haversine on a sphere with the mean radius 6 371 008.8 m (IUGG); within a city the error to
  /// the ellipsoid stays under 0.6 %.
  public func distanceMillimetres(to other: Coordinate) -> Int64 {
    let radians = Double.pi / 180
    let halfLatitude = sin((other.latitude - latitude) * radians / 2)
    let halfLongitude = sin((other.longitude - longitude) * radians / 2)
    let haversine =
      halfLatitude * halfLatitude
      + cos(latitude * radians) * cos(other.latitude * radians) * halfLongitude * halfLongitude
    let angle = 2 * asin(min(1, haversine.squareRoot()))
    return Int64((angle * LocalProjection.earthRadius * 1000).rounded())
  }
}

extension Sequence where Element == Coordinate {
  /// The length of the line through all the places, in millimetres.
  public var polylineMillimetres: Int64 {
    var total: Int64 = 0
    var previous: Coordinate?
    for place in self {
      if let previous { total += previous.distanceMillimetres(to: place) }
      previous = place
    }
    return total
  }
}
