// SPDX-License-Identifier: Apache-2.0

public import Foundation

/// Files of AILS-MCLP (Maximo, Cordeau and Nascimento 2023): a head with `DIMENSION : n`, the section
/// `NODE_COORD_SECTION` with latitude and longitude, the section `DEMAND_SECTION`, `EOF`.
///
/// Every point is a site and a cell, numbered from 0; distances are great circles in metres on a sphere
/// of radius 6 378 100 m, as the authors' programme takes them.
public enum AILSReader {
  static let earthRadius = 6_378_100.0

  public static func read(_ url: URL) throws(InstanceError) -> LocationInstance {
    var scanner = try NumberScanner(url)
    let count = try readHead(&scanner)
    var points = Points()
    for _ in 0..<count {
      points.x.append(try degrees(&scanner, "latitude", 90))
      points.y.append(try degrees(&scanner, "longitude", 180))
    }
    try scanner.expect("DEMAND_SECTION")
    var demand: [Double] = []
    for _ in 0..<count {
      let value = try scanner.number("demand")
      if value < 0 { throw scanner.error("demand", .negative(found: "\(value)")) }
      demand.append(value)
    }
    try scanner.expect("EOF")
    let whole = try WholeDemand(demand, file: scanner.file)
    let labels = Labels.numbered(from: 0, count: count)
    return LocationInstance(
      file: scanner.file, sites: labels, cells: labels, demand: whole.values,
      demandScale: whole.scale,
      geometry: .sphere(sites: points, cells: points, radius: earthRadius))
  }

  /// Reads up to the first coordinate; the number of points.
  private static func readHead(_ scanner: inout NumberScanner) throws(InstanceError) -> Int {
    var count: Int?
    while true {
      switch try scanner.text("NODE_COORD_SECTION") {
      case "DIMENSION":
        try scanner.expect(":")
        count = try scanner.count("DIMENSION")
      case "NODE_COORD_SECTION":
        guard let count, count > 0 else {
          throw scanner.error("DIMENSION", .malformed(found: "", expected: "a number of 1 or more"))
        }
        return count
      default: continue
      }
    }
  }

  private static func degrees(
    _ scanner: inout NumberScanner, _ field: String, _ most: Double
  ) throws(InstanceError) -> Double {
    let value = try scanner.number(field)
    if abs(value) > most {
      throw scanner.error(field, .outOfRange(found: "\(value)", least: "-\(most)", most: "\(most)"))
    }
    return value
  }
}
