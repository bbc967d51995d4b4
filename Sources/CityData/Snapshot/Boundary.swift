// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// Where the territory of an area 片区 lies, for the map; ownership is `brigadeOfSegment`.
public struct AreaBoundary: Hashable, Codable, Sendable {
  public var area: ID<Area>
  /// One or several outlines; the first place is not repeated at the end.
  public var outlines: [[Coordinate]]

  public init(area: ID<Area>, outlines: [[Coordinate]]) {
    self.area = area
    self.outlines = outlines
  }
}

/// Where the jurisdiction 辖区 of a brigade lies, for the map.
public struct BrigadeBoundary: Hashable, Codable, Sendable {
  public var brigade: ID<Unit>
  /// One or several outlines; the first place is not repeated at the end.
  public var outlines: [[Coordinate]]

  public init(brigade: ID<Unit>, outlines: [[Coordinate]]) {
    self.brigade = brigade
    self.outlines = outlines
  }
}

/// The outlines of all areas and brigades, in order of their numbers.
public struct TerritoryBoundaries: Hashable, Codable, Sendable {
  public var areas: [AreaBoundary]
  public var brigades: [BrigadeBoundary]

  public init(areas: [AreaBoundary], brigades: [BrigadeBoundary]) {
    self.areas = areas
    self.brigades = brigades
  }
}
