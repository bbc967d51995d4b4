// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import Geography

/// Driving times to one incident after another, on the city's directed network.
///
/// - Complexity: One search against the driving direction for an incident, then O(1) for a unit.
public struct IncidentRoadTimes: RoadTimes, Sendable {
  private let roads: RoadNetwork
  private var paths: ShortestPaths

  /// Milliseconds beyond which a unit counts as out of reach.
  private let limit: Int64

  public init(_ roads: RoadNetwork, limitMinutes: Int64 = 60) {
    self.roads = roads
    paths = ShortestPaths(TravelGraph(roads, direction: .inward))
    limit = limitMinutes * 60_000
  }

  /// Forgets the last incident and measures the ways to a place on a segment.
  public mutating func measure(to segment: ID<RoadSegment>, offsetMillimetres: Int64) {
    let street = roads[segment]
    let length = max(1, street.lengthMillimetres)
    let offset = min(max(0, offsetMillimetres), length)
    let whole = street.travelMilliseconds
    var ends: [ShortestPaths.Source] = []
    if street.allowsForward {
      ends.append(.init(junction: street.from, milliseconds: whole * offset / length))
    }
    if street.allowsBackward {
      ends.append(.init(junction: street.to, milliseconds: whole * (length - offset) / length))
    }
    paths.search(from: ends, limit: limit)
  }

  public func milliseconds(from junction: ID<Junction>) -> Int64? {
    paths.milliseconds(to: junction)
  }
}
