// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Foundation

/// Outlines as GeoJSON (RFC 7946) and as WKT (ISO 19125-1); longitude first in both.
enum GridOutline {
  /// - Returns: `nil` unless the geometry is a Polygon or MultiPolygon of usable rings.
  static func rings(of geometry: [String: Any]?) -> [[Coordinate]]? {
    let coordinates = geometry?["coordinates"]
    let rings: [[[Double]]]? =
      switch geometry?["type"] as? String {
      case "Polygon": coordinates as? [[[Double]]]
      case "MultiPolygon": (coordinates as? [[[[Double]]]])?.flatMap { $0 }
      default: nil
      }
    return rings.flatMap(usable)
  }

  /// - Returns: `nil` unless the text is a POLYGON or MULTIPOLYGON of usable rings.
  static func rings(ofWKT text: String) -> [[Coordinate]]? {
    let text = text.trimmingCharacters(in: .whitespacesAndNewlines).uppercased()
    guard text.hasPrefix("POLYGON") || text.hasPrefix("MULTIPOLYGON"), text.hasSuffix(")"),
      let start = text.firstIndex(of: "("),
      text.count(where: { $0 == "(" }) == text.count(where: { $0 == ")" })
    else { return nil }
    let groups = text[start...].split { "()".contains($0) }
      .filter { $0.contains { $0.isNumber } }
    let rings = groups.map { group in
      group.split(separator: ",").map { pair in
        pair.split { $0.isWhitespace }.map { Double($0) ?? .nan }
      }
    }
    return usable(rings)
  }

  /// Rings of three different corners at least, none repeated at the end, all on the globe.
  private static func usable(_ rings: [[[Double]]]) -> [[Coordinate]]? {
    guard !rings.isEmpty else { return nil }
    var found: [[Coordinate]] = []
    for ring in rings {
      var places: [Coordinate] = []
      for pair in ring {
        guard pair.count >= 2, (-180...180).contains(pair[0]), (-90...90).contains(pair[1]) else {
          return nil
        }
        places.append(Coordinate(latitude: pair[1], longitude: pair[0]))
      }
      if places.count > 1, places.first == places.last { places.removeLast() }
      guard Set(places).count >= 3 else { return nil }
      found.append(places)
    }
    return found
  }
}
