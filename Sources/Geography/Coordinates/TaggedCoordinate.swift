// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// A pair of degrees with the datum they refer to: what an import accepts.
///
/// There is no way to make one without a tag, so a mixed datum cannot enter by forgetting.
public struct TaggedCoordinate: Hashable, Codable, Sendable {
  public var latitude: Double
  public var longitude: Double
  public var system: CoordinateSystem

  public init(latitude: Double, longitude: Double, system: CoordinateSystem) {
    self.latitude = latitude
    self.longitude = longitude
    self.system = system
  }

  /// Reads `gcj02:36.709494,119.137357` (system, latitude, longitude).
  public init(parsing text: String) throws(CoordinateError) {
    guard let colon = text.lastIndex(of: ":") else { throw .untagged(text) }
    let tag = text[..<colon]
    guard let system = CoordinateSystem(spelling: tag) else {
      throw .unknownSystem(String(tag))
    }
    let parts = text[text.index(after: colon)...].split(
      separator: ",", omittingEmptySubsequences: false)
    guard parts.count == 2, let latitude = Double(parts[0].filter { $0 != " " }),
      let longitude = Double(parts[1].filter { $0 != " " })
    else { throw .notTwoNumbers(text) }
    guard (-90...90).contains(latitude), (-180...180).contains(longitude) else {
      throw .outOfRange(latitude: latitude, longitude: longitude)
    }
    self.init(latitude: latitude, longitude: longitude, system: system)
  }

  /// The same place in WGS-84, which everything inside the house uses.
  public var wgs84: Coordinate {
    let place = Coordinate(latitude: latitude, longitude: longitude)
    switch system {
    case .wgs84, .cgcs2000: return place
    case .gcj02: return ChineseDatum.wgs84(fromGCJ02: place)
    case .bd09: return ChineseDatum.wgs84(fromGCJ02: ChineseDatum.gcj02(fromBD09: place))
    }
  }

  /// The same place as another system writes it.
  public func converted(to target: CoordinateSystem) -> Self {
    guard target != system else { return self }
    let place = wgs84
    let result =
      switch target {
      case .wgs84, .cgcs2000: place
      case .gcj02: ChineseDatum.gcj02(fromWGS84: place)
      case .bd09: ChineseDatum.bd09(fromGCJ02: ChineseDatum.gcj02(fromWGS84: place))
      }
    return Self(latitude: result.latitude, longitude: result.longitude, system: target)
  }
}

/// Why a text is no tagged coordinate.
public enum CoordinateError: Error, Hashable, CustomStringConvertible {
  case untagged(String)
  case unknownSystem(String)
  case notTwoNumbers(String)
  case outOfRange(latitude: Double, longitude: Double)

  public var description: String {
    switch self {
    case .untagged(let text):
      """
      The coordinate "\(text)" does not say its system. Expected system:latitude,longitude, such \
      as wgs84:36.709494,119.137357. Maybe it comes from AMap (gcj02) or Baidu (bd09).
      """
    case .unknownSystem(let tag):
      "There is no coordinate system \"\(tag)\". Expected wgs84, cgcs2000, gcj02 or bd09."
    case .notTwoNumbers(let text):
      "\"\(text)\" has no latitude and longitude in decimal degrees after its system."
    case .outOfRange(let latitude, let longitude):
      """
      Latitude \(latitude), longitude \(longitude) is nowhere on Earth. Maybe the two were swapped.
      """
    }
  }
}
