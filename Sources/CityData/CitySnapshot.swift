// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import Geography

/// All that is known of a city at one time: what every later stage starts from.
///
/// Never edited: a new import makes a new version.
public struct CitySnapshot: Hashable, Sendable {
  public var version: Version
  /// The city's name as its folder or `city.json` gives it.
  public var name: LocalizedName
  public var sources: [SourceFile]
  public var roads: RoadNetwork
  /// In order of time, then of line in the file.
  public var incidents: [LocatedIncident]
  public var organization: Organization
  /// The brigade that owns each segment 辖区, by position in `roads.segments`.
  public var brigadeOfSegment: [ID<Unit>]
  /// Outlines of areas and brigades, for the map.
  public var boundaries: TerritoryBoundaries
  public var report: ImportReport

  public init(
    version: Version, name: LocalizedName, sources: [SourceFile], roads: RoadNetwork,
    incidents: [LocatedIncident], organization: Organization, brigadeOfSegment: [ID<Unit>],
    boundaries: TerritoryBoundaries, report: ImportReport
  ) {
    self.version = version
    self.name = name
    self.sources = sources
    self.roads = roads
    self.incidents = incidents
    self.organization = organization
    self.brigadeOfSegment = brigadeOfSegment
    self.boundaries = boundaries
    self.report = report
  }
}

/// An incident and the place on the street network where it belongs.
public struct LocatedIncident: Hashable, Sendable {
  public var incident: Incident
  public var segment: ID<RoadSegment>
  /// From the given coordinate to the nearest point of the segment.
  public var distanceMillimetres: Int64
  /// From the segment's first junction along the street to that point.
  public var offsetMillimetres: Int64

  public init(
    incident: Incident, segment: ID<RoadSegment>, distanceMillimetres: Int64,
    offsetMillimetres: Int64
  ) {
    self.incident = incident
    self.segment = segment
    self.distanceMillimetres = distanceMillimetres
    self.offsetMillimetres = offsetMillimetres
  }
}

/// A file that was read, so that a figure can be walked back to it.
public struct SourceFile: Hashable, Codable, Sendable {
  public var name: String
  public var bytes: Int
  /// Lower-case hexadecimal.
  public var sha256: String
  /// Who made the data and under which licence, from the city's `city.json`; shown with the map.
  public var attribution: String?

  public init(name: String, bytes: Int, sha256: String, attribution: String?) {
    self.name = name
    self.bytes = bytes
    self.sha256 = sha256
    self.attribution = attribution
  }
}

/// What was left out on the way in, and why. Nothing is dropped silently.
public struct ImportReport: Hashable, Codable, Sendable {
  /// Rows or objects left out for one reason.
  public struct Omission: Hashable, Codable, Sendable {
    public var source: String
    /// A stable key, such as `incident-too-far-from-road`.
    public var reason: String
    public var count: Int
    /// The first few, each with its line or object number.
    public var examples: [String]

    public init(source: String, reason: String, count: Int, examples: [String]) {
      self.source = source
      self.reason = reason
      self.count = count
      self.examples = examples
    }
  }

  public var rowsRead: Int
  public var rowsKept: Int
  public var omissions: [Omission]
  /// What the files left open and the import filled in, such as the clock.
  public var assumptions: [LocalizedName]

  public init(
    rowsRead: Int, rowsKept: Int, omissions: [Omission], assumptions: [LocalizedName] = []
  ) {
    self.rowsRead = rowsRead
    self.rowsKept = rowsKept
    self.omissions = omissions
    self.assumptions = assumptions
  }
}
