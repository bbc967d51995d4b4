// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// The smallest rectangle of latitude and longitude around some places.
///
/// Not for places on both sides of the 180° meridian.
public struct GeographicBox: Hashable, Codable, Sendable {
  public var south: Double
  public var west: Double
  public var north: Double
  public var east: Double

  public init(south: Double, west: Double, north: Double, east: Double) {
    self.south = south
    self.west = west
    self.north = north
    self.east = east
  }

  /// - Returns: `nil` for no places.
  public init?(around places: some Sequence<Coordinate>) {
    var iterator = places.makeIterator()
    guard let first = iterator.next() else { return nil }
    self.init(
      south: first.latitude, west: first.longitude, north: first.latitude, east: first.longitude)
    while let place = iterator.next() {
      south = min(south, place.latitude)
      north = max(north, place.latitude)
      west = min(west, place.longitude)
      east = max(east, place.longitude)
    }
  }

  public var centre: Coordinate {
    Coordinate(latitude: (south + north) / 2, longitude: (west + east) / 2)
  }

  public func contains(_ place: Coordinate) -> Bool {
    (south...north).contains(place.latitude) && (west...east).contains(place.longitude)
  }

  /// Larger on every side by at least that many metres.
  public func expanded(byMetres metres: Double) -> Self {
    let projection = LocalProjection(centre: centre)
    let corner = projection.coordinate(PlanePoint(x: metres, y: metres))
    let latitude = corner.latitude - centre.latitude
    let longitude = corner.longitude - centre.longitude
    return Self(
      south: south - latitude, west: west - longitude, north: north + latitude,
      east: east + longitude)
  }
}
