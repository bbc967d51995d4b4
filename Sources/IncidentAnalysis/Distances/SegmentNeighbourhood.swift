// SPDX-License-Identifier: Apache-2.0

import Geography

/// For every street the others near it along the network, with the distance between the middles.
///
/// Flat rows: the neighbours of street s are the entries `starts[s]..<starts[s + 1]`.
struct SegmentNeighbourhood {
  private var starts: [Int] = [0]
  private var neighbours: [Int32] = []
  private var metres: [Int32] = []

  /// - Complexity: One bounded search a street; memory grows with the pairs within reach.
  init(of roads: RoadNetwork, reachMetres: Int) {
    starts.reserveCapacity(roads.segments.count + 1)
    guard reachMetres > 0 else {
      starts = Array(repeating: 0, count: roads.segments.count + 1)
      return
    }
    var distances = StreetDistances(roads)
    for segment in roads.segments {
      let found = distances.streets(
        around: segment, limitMillimetres: Int64(reachMetres) * 1000)
      for reach in found {
        neighbours.append(Int32(reach.segment))
        metres.append(Int32(reach.millimetres / 1000))
      }
      starts.append(neighbours.count)
    }
  }

  @inline(__always)
  func forEachNeighbour(of segment: Int, _ body: (_ neighbour: Int, _ metres: Int) -> Void) {
    for entry in starts[segment]..<starts[segment + 1] {
      body(Int(neighbours[entry]), Int(metres[entry]))
    }
  }
}
