// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Points on a sphere in radians, with what the haversine formula needs of each.
struct SpherePoints {
  let latitude: [Double]
  let longitude: [Double]
  let cosine: [Double]

  /// - Parameter points: in degrees, x the latitude.
  init(_ points: Points) {
    latitude = points.x.map { $0 * (Double.pi / 180) }
    longitude = points.y.map { $0 * (Double.pi / 180) }
    cosine = latitude.map { cos($0) }
  }

  /// The great-circle distance by the haversine formula (Sinnott 1984), sound for near points.
  func distance(_ index: Int, to other: SpherePoints, _ place: Int, radius: Double) -> Double {
    let south = sin((latitude[index] - other.latitude[place]) / 2)
    let east = sin((longitude[index] - other.longitude[place]) / 2)
    let square = south * south + cosine[index] * other.cosine[place] * east * east
    return 2 * radius * asin(min(1, square.squareRoot()))
  }
}
