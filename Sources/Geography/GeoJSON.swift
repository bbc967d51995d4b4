// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// Writes points, lines and outlines as GeoJSON, for a look at a plan in any map program.
///
/// Source of the format: RFC 7946. Coordinates are WGS-84, longitude first, seven decimals.
public struct GeoJSON: Sendable {
  /// A property of a feature.
  public enum Value: Hashable, Sendable {
    case text(String)
    case integer(Int64)
    case number(Double)
    case flag(Bool)
  }

  public enum Geometry: Hashable, Sendable {
    case point(Coordinate)
    case line([Coordinate])
    /// The first place need not be repeated at the end.
    case polygon([Coordinate])
    /// The outer outline, then holes.
    case area([[Coordinate]])
  }

  private var features: [String] = []

  public init() {}

  public mutating func add(_ geometry: Geometry, properties: [(String, Value)] = []) {
    let members = properties.map { "\(Self.quoted($0.0)):\(Self.text($0.1))" }
    features.append(
      """
      {"type":"Feature","geometry":\(Self.text(geometry)),\
      "properties":{\(members.joined(separator: ","))}}
      """)
  }

  /// Adds every street with its class, name, speed and direction.
  public mutating func add(_ network: RoadNetwork) {
    for segment in network.segments {
      var properties: [(String, Value)] = [
        ("segment", .integer(segment.id.rawValue)), ("class", .text(segment.roadClass.rawValue)),
        ("speed", .integer(Int64(segment.speed))),
        ("forward", .flag(segment.allowsForward)), ("backward", .flag(segment.allowsBackward)),
      ]
      if let name = network.streetName(of: segment) { properties.append(("name", .text(name))) }
      add(.line(Array(network.shape(of: segment))), properties: properties)
    }
  }

  /// The whole collection, one feature a line.
  public var text: String {
    "{\"type\":\"FeatureCollection\",\"features\":[\n\(features.joined(separator: ",\n"))\n]}\n"
  }

  private static func text(_ geometry: Geometry) -> String {
    switch geometry {
    case .point(let place): "{\"type\":\"Point\",\"coordinates\":\(text(place))}"
    case .line(let places): "{\"type\":\"LineString\",\"coordinates\":\(text(places))}"
    case .polygon(let places):
      text(.area([places]))
    case .area(let rings):
      "{\"type\":\"Polygon\",\"coordinates\":["
        + rings.map { text($0 + $0.prefix(1)) }.joined(separator: ",") + "]}"
    }
  }

  private static func text(_ places: [Coordinate]) -> String {
    "[\(places.map(text).joined(separator: ","))]"
  }

  private static func text(_ place: Coordinate) -> String {
    "[\(decimal(place.longitude)),\(decimal(place.latitude))]"
  }

  /// Seven decimals without trailing zeros, never in powers of ten.
  private static func decimal(_ degrees: Double) -> String {
    let scaled = Int64((degrees * 1e7).rounded())
    let digits = String(scaled.magnitude)
    let padded = String(repeating: "0", count: max(0, 8 - digits.count)) + digits
    var fraction = padded.suffix(7)
    while fraction.last == "0" { fraction.removeLast() }
    let whole = (scaled < 0 ? "-" : "") + padded.dropLast(7)
    return fraction.isEmpty ? whole : "\(whole).\(fraction)"
  }

  private static func text(_ value: Value) -> String {
    switch value {
    case .text(let text): quoted(text)
    case .integer(let number): String(number)
    case .number(let number): number.isFinite ? String(number) : "null"
    case .flag(let flag): String(flag)
    }
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case _ where scalar.value < 0x20:
        let hexadecimal = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - hexadecimal.count) + hexadecimal
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
