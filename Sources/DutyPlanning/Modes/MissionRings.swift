// SPDX-License-Identifier: Apache-2.0

import CityData
import IncidentAnalysis
import DutyModel
import Geography

/// Where streets cross a circle, and which of those crossings people stand at.
///
/// A street crosses the circle if one of its ends lies inside and one outside; the post stands at
/// the outer end, where traffic can still turn away. Crossings on the higher streets come first;
/// local streets beyond the number of posts are closed by barriers.
struct MissionRings {
  let context: PlanningContext
  let centre: Coordinate

  /// - Parameter lowest: streets of this class and higher count.
  /// - Returns: junctions, the highest class first, then by expected incidents, then by number.
  func crossings(
    radiusMetres: Int, upTo lowest: RoadClass, rates: [Int64], limit: Int
  ) -> [ID<Junction>] {
    var found: [ID<Junction>: (roadClass: RoadClass, rate: Int64)] = [:]
    for (position, segment) in context.roads.segments.enumerated()
    where segment.roadClass <= lowest {
      let ends = (
        isInside(segment.from, radiusMetres), isInside(segment.to, radiusMetres)
      )
      guard ends.0 != ends.1 else { continue }
      let outer = ends.0 ? segment.to : segment.from
      let known = found[outer]
      found[outer] = (
        min(known?.roadClass ?? segment.roadClass, segment.roadClass),
        (known?.rate ?? 0) + rates[position]
      )
    }
    return found.sorted {
      ($0.value.roadClass, -$0.value.rate, $0.key) < ($1.value.roadClass, -$1.value.rate, $1.key)
    }.prefix(limit).map(\.key)
  }

  /// Streets with both ends inside the circle, by position.
  func segments(radiusMetres: Int) -> Set<Int> {
    let inside = context.roads.junctions.map { isInside($0.id, radiusMetres) }
    return Set(
      context.roads.segments.indices.filter {
        let segment = context.roads.segments[$0]
        return inside[Int(segment.from.rawValue)] && inside[Int(segment.to.rawValue)]
      })
  }

  func isInside(_ junction: ID<Junction>, _ radiusMetres: Int) -> Bool {
    context.roads[junction].location.distanceMillimetres(to: centre) <= Int64(radiusMetres) * 1000
  }
}

extension PlanningContext {
  /// The busiest crossing of the hours among the tenth of all crossings nearest to the middle of all
  /// streets.
  func busiestCentre(in bands: [TimeBand]) -> Coordinate? {
    let places = roads.junctions.map(\.location)
    guard !places.isEmpty else { return nil }
    let middle = Coordinate(
      latitude: places.reduce(0) { $0 + $1.latitude } / Double(places.count),
      longitude: places.reduce(0) { $0 + $1.longitude } / Double(places.count))
    let hot = risk.hotJunctions(of: roads, in: bands)
    let near = hot.map {
      (junction: $0.junction, away: roads[$0.junction].location.distanceMillimetres(to: middle))
    }
    let limit = near.map(\.away).sorted()[safe: max(0, near.count / 10)] ?? .max
    return near.first { $0.away <= limit }.map { roads[$0.junction].location }
  }
}

extension Array {
  fileprivate subscript(safe position: Int) -> Element? {
    indices.contains(position) ? self[position] : nil
  }
}
