// SPDX-License-Identifier: Apache-2.0

import Geography

/// What OpenStreetMap's tags mean for a patrol car: may it drive here, which way, how fast.
///
/// Source of the tags' meaning: the OpenStreetMap wiki, pages Key:highway, Key:oneway,
/// Key:maxspeed, Key:access. A city without `oneway` or `maxspeed` tags simply gets two-way
/// streets at the usual speed of their class.
struct StreetPolicy: Hashable {
  var roadClass: RoadClass
  /// Kilometres per hour.
  var speed: Int
  var allowsForward: Bool
  var allowsBackward: Bool

  /// Why a way is no street for us; the raw value is the key in the import report.
  enum Refusal: String {
    case notForCars = "way-not-for-cars"
    case notBuilt = "way-not-built-yet"
    case unknownClass = "way-of-unknown-class"
    case minorService = "way-in-private-ground"
    case closed = "way-closed-to-traffic"
    case area = "way-is-an-area"
  }

  /// - Parameter value: Gives the way's value for a tag.
  static func judge(_ value: (OSMStreets.Tag) -> String?) -> Result<StreetPolicy, RefusalError> {
    let highway = value(.highway) ?? ""
    guard let rank = ranks[highway] else {
      if notForCars.contains(highway) { return .failure(RefusalError(.notForCars)) }
      if notBuilt.contains(highway) { return .failure(RefusalError(.notBuilt)) }
      return .failure(RefusalError(.unknownClass))
    }
    if value(.area) == "yes" { return .failure(RefusalError(.area)) }
    if highway == "service", let service = value(.service), service != "alley" {
      return .failure(RefusalError(.minorService))
    }
    // The most specific tag decides.
    if let access = value(.motorVehicle) ?? value(.vehicle) ?? value(.access),
      closedAccess.contains(access)
    {
      return .failure(RefusalError(.closed))
    }
    let direction = direction(highway: highway, value)
    return .success(
      StreetPolicy(
        roadClass: rank.roadClass, speed: speed(value(.maxspeed)) ?? rank.speed,
        allowsForward: direction != .backward, allowsBackward: direction != .forward))
  }

  struct RefusalError: Error {
    var refusal: Refusal
    init(_ refusal: Refusal) { self.refusal = refusal }
  }

  private enum Direction { case forward, backward, both }

  private static func direction(
    highway: String, _ value: (OSMStreets.Tag) -> String?
  ) -> Direction {
    switch value(.onewayMotorVehicle) ?? value(.oneway) {
    case "yes", "true", "1": return .forward
    case "-1", "reverse": return .backward
    // A reversible street is open now one way, now the other; a plan may count on neither being shut.
    case "no", "false", "0", "reversible", "alternating": return .both
    default: break
    }
    let junction = value(.junction)
    let isImplied = junction == "roundabout" || junction == "circular" || highway == "motorway"
    return isImplied ? .forward : .both
  }

  /// Kilometres per hour of `50`, `50 km/h`, `30 mph` or `walk`; `nil` for texts without a number.
  static func speed(_ text: String?) -> Int? {
    guard let text else { return nil }
    if text == "walk" { return 7 }
    let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    guard let number = Double(digits), number > 0 else { return nil }
    let rest = text.dropFirst(digits.count).drop { $0 == " " }
    let kilometres = rest.hasPrefix("mph") ? number * 1.609_344 : number
    return Int(min(130, max(5, kilometres)).rounded())
  }

  private static let ranks: [String: (roadClass: RoadClass, speed: Int)] = [
    "motorway": (.expressway, 80), "motorway_link": (.expressway, 40),
    "trunk": (.expressway, 60), "trunk_link": (.expressway, 40),
    "primary": (.arterial, 50), "primary_link": (.arterial, 40),
    "secondary": (.collector, 40), "secondary_link": (.collector, 30),
    "tertiary": (.collector, 40), "tertiary_link": (.collector, 30),
    "unclassified": (.local, 30), "residential": (.local, 30), "road": (.local, 30),
    "living_street": (.local, 20), "service": (.local, 20),
  ]

  private static let notForCars: Set = [
    "footway", "path", "steps", "cycleway", "pedestrian", "bridleway", "track", "platform",
    "corridor", "elevator", "crossing", "raceway", "busway", "bus_guideway", "rest_area",
    "services", "escape", "via_ferrata", "emergency_bay", "ladder",
  ]
  private static let notBuilt: Set = [
    "proposed", "construction", "planned", "abandoned", "disused", "razed", "demolished", "no",
  ]
  private static let closedAccess: Set = ["no", "private", "agricultural", "forestry", "military"]
}
