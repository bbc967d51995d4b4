// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Geography

/// Written with streets and incidents as columns; `incidents` and `roads` come back exactly when
/// their coordinates lie on the grid of 1e-7 degrees, as those of an import do.
extension CitySnapshot: Codable {
  /// What a snapshot's file says it is.
  static let format = "chengxu-city-snapshot"
  /// Rises when an older program could not read the file any more.
  static let formatVersion = 1

  /// What a file says it is, when that is not what this program reads.
  struct OtherFormat: Error {
    var isSnapshot: Bool
    var formatVersion: Int?
  }

  private enum CodingKeys: String, CodingKey {
    case format, formatVersion
    case version, name, sources, roads, incidents, organization, brigadeOfSegment, boundaries
    case report
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(Self.format, forKey: .format)
    try container.encode(Self.formatVersion, forKey: .formatVersion)
    try container.encode(version, forKey: .version)
    try container.encode(name, forKey: .name)
    try container.encode(sources, forKey: .sources)
    try container.encode(roads, forKey: .roads)
    try container.encode(IncidentColumns(incidents), forKey: .incidents)
    try container.encode(organization, forKey: .organization)
    try container.encode(
      IntegerColumn(brigadeOfSegment.map(\.rawValue)), forKey: .brigadeOfSegment)
    try container.encode(boundaries, forKey: .boundaries)
    try container.encode(report, forKey: .report)
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let kind = try container.decodeIfPresent(String.self, forKey: .format)
    let number = try container.decodeIfPresent(Int.self, forKey: .formatVersion)
    guard kind == Self.format, number == Self.formatVersion else {
      throw OtherFormat(isSnapshot: kind == Self.format, formatVersion: number)
    }
    let roads = try container.decode(RoadNetwork.self, forKey: .roads)
    let columns = try container.decode(IncidentColumns.self, forKey: .incidents)
    let owners = try container.decode(IntegerColumn.self, forKey: .brigadeOfSegment).values
    guard let incidents = columns.incidents(segmentCount: roads.segments.count),
      owners.count == roads.segments.count
    else {
      throw DecodingError.dataCorrupted(
        .init(
          codingPath: decoder.codingPath,
          debugDescription: "The incidents or jurisdictions do not fit the road network."))
    }
    self.init(
      version: try container.decode(Version.self, forKey: .version),
      name: try container.decode(LocalizedName.self, forKey: .name),
      sources: try container.decode([SourceFile].self, forKey: .sources),
      roads: roads, incidents: incidents,
      organization: try container.decode(Organization.self, forKey: .organization),
      brigadeOfSegment: owners.map(ID.init(rawValue:)),
      boundaries: try container.decode(TerritoryBoundaries.self, forKey: .boundaries),
      report: try container.decode(ImportReport.self, forKey: .report))
  }
}
