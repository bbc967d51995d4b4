// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// A list of places as two columns of whole 1e-7 degrees (1 cm), each the difference to the one
/// before: what files hold.
///
/// OpenStreetMap's own grid, so street coordinates come back exactly; others are rounded to it.
public struct CoordinateColumns: Hashable, Codable, Sendable {
  private var latitude: [Int32]
  private var longitude: [Int32]

  public var count: Int { latitude.count }
  public var hasEqualColumns: Bool { latitude.count == longitude.count }

  public init(_ places: some Sequence<Coordinate>) {
    latitude = Self.differences(places.lazy.map(\.latitude))
    longitude = Self.differences(places.lazy.map(\.longitude))
  }

  public var coordinates: [Coordinate] {
    var result: [Coordinate] = []
    result.reserveCapacity(count)
    var north: Int64 = 0
    var east: Int64 = 0
    for (northStep, eastStep) in zip(latitude, longitude) {
      north += Int64(northStep)
      east += Int64(eastStep)
      result.append(Coordinate(latitude: Double(north) / 1e7, longitude: Double(east) / 1e7))
    }
    return result
  }

  /// The nearest place on the grid.
  public static func rounded(_ place: Coordinate) -> Coordinate {
    Coordinate(
      latitude: (place.latitude * 1e7).rounded() / 1e7,
      longitude: (place.longitude * 1e7).rounded() / 1e7)
  }

  private static func differences(_ degrees: some Sequence<Double>) -> [Int32] {
    var previous: Int64 = 0
    return degrees.map { value in
      let scaled = Int64((value * 1e7).rounded())
      defer { previous = scaled }
      return Int32(clamping: scaled - previous)
    }
  }
}
