// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Geography
import PlanningKernels

/// A brigade's jurisdiction as a graph: a node a street, an edge where two streets meet.
///
/// A street's work is what may be expected on it off-peak, with a floor by its length: a quarter of
/// the work is shared out by kilometres, so that quiet streets are walked too and no beat of quiet
/// streets grows without bound.
struct BeatProblem {
  /// Segment positions in ascending order; a node is a position in this list.
  let segments: [Int]
  let graph: DistrictGraph

  init(
    _ roads: RoadNetwork, segments: [Int], rates: [Int64]
  ) throws(KernelError) {
    self.segments = segments
    graph = try DistrictGraph(
      workload: Self.workload(roads, segments, rates), edges: Self.edges(roads, segments),
      positions: Self.positions(roads, segments))
  }

  private static func workload(
    _ roads: RoadNetwork, _ segments: [Int], _ rates: [Int64]
  ) -> [Int64] {
    let length = segments.reduce(Int64(0)) { $0 + metres(roads, $1) }
    let risk = segments.reduce(Int64(0)) { $0 + rates[$1] }
    // risk / (3 × length) a metre is a third of the risk, a quarter of the sum of both.
    return segments.map { rates[$0] + max(1, metres(roads, $0) * risk / max(1, 3 * length)) }
  }

  private static func edges(_ roads: RoadNetwork, _ segments: [Int]) -> [DistrictGraph.Edge] {
    var nodesAt: [ID<Junction>: [Int]] = [:]
    for (node, segment) in segments.enumerated() {
      nodesAt[roads.segments[segment].from, default: []].append(node)
      nodesAt[roads.segments[segment].to, default: []].append(node)
    }
    // A chain through the streets of a crossing joins them all; each pair would only repeat it.
    return nodesAt.sorted { $0.key < $1.key }.flatMap { _, nodes in
      zip(nodes, nodes.dropFirst()).map { first, second in
        DistrictGraph.Edge(
          from: first, to: second,
          length: Int32(
            clamping: (metres(roads, segments[first]) + metres(roads, segments[second])) / 2))
      }
    }
  }

  private static func positions(_ roads: RoadNetwork, _ segments: [Int]) -> [SIMD2<Int32>] {
    guard let first = segments.first else { return [] }
    let projection = LocalProjection(centre: roads.middle(of: first))
    return segments.map { segment in
      let point = projection.point(roads.middle(of: segment))
      return SIMD2(Int32(clamping: Int(point.x)), Int32(clamping: Int(point.y)))
    }
  }

  private static func metres(_ roads: RoadNetwork, _ segment: Int) -> Int64 {
    max(1, roads.segments[segment].lengthMillimetres / 1000)
  }
}

extension RoadNetwork {
  /// The middle one of the street's points.
  func middle(of segment: Int) -> Coordinate {
    let shape = segments[segment].shape
    return shapePoints[shape.lowerBound + shape.count / 2]
  }
}
