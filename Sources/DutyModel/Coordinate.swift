// SPDX-License-Identifier: Apache-2.0

/// A place on the ground in WGS-84, which equals CGCS2000 to well under a metre.
///
/// Other systems (GCJ-02, BD-09) are converted where they enter (`Geography.TaggedCoordinate`);
/// nothing inside the house carries them.
public struct Coordinate: Hashable, Codable, Sendable {
  /// Degrees north, -90...90.
  public var latitude: Double
  /// Degrees east, -180...180.
  public var longitude: Double

  public init(latitude: Double, longitude: Double) {
    self.latitude = latitude
    self.longitude = longitude
  }
}
