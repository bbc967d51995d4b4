// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// A list of places as two columns of whole 1e-7 degrees (1 cm): what files hold.
///
/// OpenStreetMap's own grid, so street coordinates come back exactly; others are rounded to it.
public struct CoordinateColumns: Hashable, Codable, Sendable {
  private var latitude: IntegerColumn
  private var longitude: IntegerColumn

  public var count: Int { latitude.values.count }
  public var hasEqualColumns: Bool { latitude.values.count == longitude.values.count }

  public init(_ places: some Sequence<Coordinate>) {
    latitude = IntegerColumn(places.map { Self.scaled($0.latitude) })
    longitude = IntegerColumn(places.map { Self.scaled($0.longitude) })
  }

  public var coordinates: [Coordinate] {
    zip(latitude.values, longitude.values).map { north, east in
      Coordinate(latitude: Double(north) / 1e7, longitude: Double(east) / 1e7)
    }
  }

  /// The nearest place on the grid.
  public static func rounded(_ place: Coordinate) -> Coordinate {
    Coordinate(
      latitude: (place.latitude * 1e7).rounded() / 1e7,
      longitude: (place.longitude * 1e7).rounded() / 1e7)
  }

  private static func scaled(_ degrees: Double) -> Int64 { Int64((degrees * 1e7).rounded()) }
}
