// SPDX-License-Identifier: Apache-2.0

public import DutyModel
import Foundation

/// A flat map around a centre, in metres: x to the east, y to the north.
///
/// Equirectangular with the scale of the centre's parallel. Twenty kilometres north or south of the
/// centre at latitude 30°, east-west lengths are off by 0.2 %: enough for nearest streets, areas
/// and outlines of one city; lengths that are kept use `Coordinate.distanceMillimetres`.
public struct LocalProjection: Hashable, Sendable {
  /// Metres; IUGG mean radius.
  static let earthRadius = 6_371_008.8

  public let centre: Coordinate
  private let metresPerDegreeLatitude: Double
  private let metresPerDegreeLongitude: Double

  public init(centre: Coordinate) {
    self.centre = centre
    metresPerDegreeLatitude = Self.earthRadius * .pi / 180
    // Never quite zero, so that a centre at a pole still has a way back.
    metresPerDegreeLongitude =
      metresPerDegreeLatitude * max(1e-6, cos(centre.latitude * .pi / 180))
  }

  public func point(_ place: Coordinate) -> PlanePoint {
    PlanePoint(
      x: (place.longitude - centre.longitude) * metresPerDegreeLongitude,
      y: (place.latitude - centre.latitude) * metresPerDegreeLatitude)
  }

  public func coordinate(_ point: PlanePoint) -> Coordinate {
    Coordinate(
      latitude: centre.latitude + point.y / metresPerDegreeLatitude,
      longitude: centre.longitude + point.x / metresPerDegreeLongitude)
  }
}

/// A place on a `LocalProjection`, in metres from its centre.
public struct PlanePoint: Hashable, Sendable {
  public var x: Double
  public var y: Double

  public init(x: Double, y: Double) {
    self.x = x
    self.y = y
  }

  public func squaredDistance(to other: Self) -> Double {
    let dx = other.x - x
    let dy = other.y - y
    return dx * dx + dy * dy
  }

  /// The point of the straight line from `start` to `end` that is nearest to this one.
  ///
  /// - Returns: How far along it is, 0...1, and the squared distance in square metres.
  public func nearest(on start: Self, _ end: Self) -> (fraction: Double, squaredDistance: Double) {
    let dx = end.x - start.x
    let dy = end.y - start.y
    let squaredLength = dx * dx + dy * dy
    guard squaredLength > 0 else { return (0, squaredDistance(to: start)) }
    let fraction = min(1, max(0, ((x - start.x) * dx + (y - start.y) * dy) / squaredLength))
    let foot = Self(x: start.x + fraction * dx, y: start.y + fraction * dy)
    return (fraction, squaredDistance(to: foot))
  }
}
