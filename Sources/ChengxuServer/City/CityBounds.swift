// SPDX-License-Identifier: Apache-2.0

import DutyModel

/// The smallest box around some coordinates.
struct CityBounds: Equatable {
  var south = 90.0
  var west = 180.0
  var north = -90.0
  var east = -180.0

  init(_ points: [Coordinate]) {
    for point in points {
      south = min(south, point.latitude)
      north = max(north, point.latitude)
      west = min(west, point.longitude)
      east = max(east, point.longitude)
    }
  }

  var centre: Coordinate {
    Coordinate(latitude: (south + north) / 2, longitude: (west + east) / 2)
  }

  var corners: [[Double]] { [[south, west], [north, east]] }
}
