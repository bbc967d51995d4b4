// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Geography

/// Streets within one distance of places, each place looked up once.
struct NearbyStreets: Sendable {
  private let roads: RoadNetwork
  private let index: SegmentIndex
  private let metres: Double
  private var aroundPlace: [Coordinate: [Int32]] = [:]
  private var aroundSegment: [Int: [Int32]] = [:]

  init(_ roads: RoadNetwork, metres: Double) {
    self.roads = roads
    self.metres = metres
    index = SegmentIndex(roads)
  }

  mutating func segments(around place: Coordinate) -> [Int32] {
    if let known = aroundPlace[place] { return known }
    let found = find(around: place)
    aroundPlace[place] = found
    return found
  }

  /// The same, without remembering the place: for places that never come again.
  func find(around place: Coordinate) -> [Int32] {
    index.segments(near: place, withinMetres: metres).map { Int32($0.segment.rawValue) }
  }

  /// A street on which the place lies; `nil` for a place beside all streets.
  func street(at place: Coordinate) -> Int32? {
    index.nearestSegment(to: place, withinMetres: 0.5).map { Int32($0.segment.rawValue) }
  }

  /// Streets near the middle of a street, itself among them.
  mutating func segments(aroundSegment position: Int) -> [Int32] {
    if let known = aroundSegment[position] { return known }
    guard roads.segments.indices.contains(position) else { return [] }
    let shape = roads.shape(of: roads.segments[position])
    let middle = shape[shape.startIndex + (shape.count - 1) / 2]
    var found = find(around: middle)
    if !found.contains(Int32(position)) { found.append(Int32(position)) }
    aroundSegment[position] = found
    return found
  }
}
