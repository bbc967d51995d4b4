// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import Geography
import IncidentAnalysis

/// Driving minutes from junctions to the middles of streets, each junction searched once.
struct StreetTimes {
  /// For a street that cannot be driven to within an hour.
  static let farAway: Float = 120
  private static let limit: Int64 = 3_600_000

  private var paths: ShortestPaths
  private let roads: RoadNetwork
  private var known: [ID<Junction>: [Float]] = [:]

  init(_ context: PlanningContext) {
    paths = ShortestPaths(context.travel)
    roads = context.roads
  }

  /// By segment position.
  mutating func minutes(from junction: ID<Junction>) -> [Float] {
    if let minutes = known[junction] { return minutes }
    paths.search(from: junction, limit: Self.limit)
    let minutes = roads.segments.map { segment -> Float in
      // Into the street from an end from which one may drive it.
      let from = segment.allowsForward ? paths.milliseconds(to: segment.from) : nil
      let to = segment.allowsBackward ? paths.milliseconds(to: segment.to) : nil
      guard let nearest = [from, to].compactMap({ $0 }).min() else { return Self.farAway }
      return Float(nearest + segment.travelMilliseconds / 2) / 60_000
    }
    known[junction] = minutes
    return minutes
  }
}

/// Streets near one another as one atom: squares of 300 metres, each standing at its riskiest street.
struct StreetAtoms {
  /// By atom, the street it stands at, as a segment position.
  private(set) var streets: [Int] = []
  private(set) var members: [[Int]] = []

  init(_ roads: RoadNetwork, risk: RiskField) {
    guard !roads.segments.isEmpty else { return }
    let projection = LocalProjection(centre: roads.middle(of: 0))
    var bySquare: [SIMD2<Int32>: [Int]] = [:]
    for position in roads.segments.indices {
      let point = projection.point(roads.middle(of: position))
      let square = SIMD2(
        Int32((point.x / 300).rounded(.down)), Int32((point.y / 300).rounded(.down)))
      bySquare[square, default: []].append(position)
    }
    for (_, segments) in bySquare.sorted(by: { ($0.key.x, $0.key.y) < ($1.key.x, $1.key.y) }) {
      members.append(segments)
      streets.append(
        segments.max { (risk.yearlyRate[$0], $1) < (risk.yearlyRate[$1], $0) } ?? segments[0])
    }
  }
}
