// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Foundation
import Geography

/// A city's own staff and jurisdictions: `organization.json`.
///
/// `{"coordinateSystem": "wgs84", "organization": {…}, "jurisdictions": [{"brigade": 2,
/// "outlines": [[{"latitude": 36.7, "longitude": 119.1}, …]]}, …]}` where `organization` is written
/// like `Organization` anywhere else and every brigade has a jurisdiction.
struct OrganizationFile: Decodable {
  struct Jurisdiction: Decodable {
    var brigade: ID<DutyModel.Unit>
    var outlines: [[Coordinate]]
  }

  private var coordinateSystem: String?
  private(set) var organization: Organization
  private(set) var jurisdictions: [Jurisdiction]

  private static let name = "organization.json"

  /// Reads, checks, and converts all places to WGS-84.
  static func read(_ bytes: [UInt8]) throws(ImportError) -> OrganizationFile {
    var file: OrganizationFile
    do {
      file = try JSONDecoder().decode(OrganizationFile.self, from: Data(bytes))
    } catch {
      let reason = SnapshotError.reason(error)
      throw .badOrganization(
        file: name, reason: LocalizedName(chinese: reason, english: reason))
    }
    guard let tag = file.coordinateSystem else {
      throw .badOrganization(file: name, reason: OrganizationText.untagged)
    }
    guard let system = CoordinateSystem(spelling: tag) else {
      throw .unknownCoordinateSystem(file: name, found: tag)
    }
    if let reason = OrganizationCheck(file).firstProblem {
      throw .badOrganization(file: name, reason: reason)
    }
    file.convert(from: system)
    return file
  }

  private mutating func convert(from system: CoordinateSystem) {
    func converted(_ place: Coordinate) -> Coordinate {
      let tagged = TaggedCoordinate(
        latitude: place.latitude, longitude: place.longitude, system: system)
      return CoordinateColumns.rounded(tagged.wgs84)
    }
    for unit in organization.units.indices {
      organization.units[unit].station = converted(organization.units[unit].station)
    }
    for position in jurisdictions.indices {
      jurisdictions[position].outlines = jurisdictions[position].outlines.map { $0.map(converted) }
    }
    jurisdictions.sort { $0.brigade < $1.brigade }
  }
}

extension OrganizationFile {
  /// Every street to the brigade in whose outline its middle lies, or whose outline is nearest.
  func territory(of roads: RoadNetwork) -> (territory: Territory, outside: OmissionLedger) {
    var ledger = OmissionLedger(source: Self.name)
    let projection = LocalProjection(
      centre: GeographicBox(around: roads.shapePoints)?.centre
        ?? Coordinate(latitude: 0, longitude: 0))
    let polygons = jurisdictions.map { jurisdiction in
      jurisdiction.outlines.map { PlanePolygon($0.map(projection.point)) }
    }
    let owners = roads.segments.map { segment in
      let shape = roads.shape(of: segment)
      let middle = projection.point(shape[(shape.startIndex + shape.endIndex - 1) / 2])
      if let inside = polygons.firstIndex(where: { $0.contains { $0.contains(middle) } }) {
        return jurisdictions[inside].brigade
      }
      let nearest = Self.nearest(to: middle, polygons)
      ledger.add(
        "segment-outside-jurisdictions-given-to-nearest",
        example: "\(roads.streetName(of: segment) ?? "unnamed") (segment \(segment.id))")
      return jurisdictions[nearest].brigade
    }
    return (Territory(brigadeOfSegment: owners, boundaries: boundaries), ledger)
  }

  private static func nearest(to point: PlanePoint, _ polygons: [[PlanePolygon]]) -> Int {
    let distances = polygons.map { outlines in
      outlines.map { $0.squaredDistance(to: point) }.min() ?? .infinity
    }
    return distances.indices.min { distances[$0] < distances[$1] } ?? 0
  }

  private var boundaries: TerritoryBoundaries {
    let areaOfUnit = Dictionary(
      organization.units.map { ($0.id, $0.area) }, uniquingKeysWith: { first, _ in first })
    return TerritoryBoundaries(
      areas: organization.areas.map { area in
        AreaBoundary(
          area: area.id,
          outlines: jurisdictions.filter { areaOfUnit[$0.brigade] == area.id }
            .flatMap(\.outlines))
      },
      brigades: jurisdictions.map { BrigadeBoundary(brigade: $0.brigade, outlines: $0.outlines) })
  }
}
