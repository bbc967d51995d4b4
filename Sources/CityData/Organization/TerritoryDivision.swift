// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Geography

/// Divides a city's streets into parts of equal work by straight cuts.
///
/// Recursive bisection: a part that shall become n is cut across its longer side so that the work on
/// both sides is as ⌊n/2⌋ to ⌈n/2⌉, until every part is one. Each part is the streets whose middle
/// lies in a convex piece of the plane, so its outline is that piece of the city's convex hull.
///
/// - Complexity: O(segments × log segments × log parts).
/// - Source: Berger, Bokhari 1987, doi:10.1109/TC.1987.1676942 (recursive coordinate bisection).
struct TerritoryDivision {
  struct Part {
    /// Positions of segments, ascending.
    var segments: [Int]
    /// Convex, counter-clockwise.
    var outline: [PlanePoint]
  }

  private let workload: SegmentWorkload

  init(_ workload: SegmentWorkload) { self.workload = workload }

  /// The whole city as one part.
  func whole(_ roads: RoadNetwork) -> Part {
    Part(
      segments: Array(roads.segments.indices),
      outline: ConvexOutline.hull(of: roads.shapePoints.map(workload.projection.point)))
  }

  /// - Returns: As many parts as asked for, from south or west to north or east at each cut.
  func divide(_ part: Part, into count: Int) -> [Part] {
    guard count > 1, part.segments.count >= count else { return [part] }
    let lower = count / 2
    let (first, second) = cut(part, shares: (lower, count - lower))
    return divide(first, into: lower) + divide(second, into: count - lower)
  }

  private func cut(_ part: Part, shares: (Int, Int)) -> (Part, Part) {
    let isAcrossX = isWiderThanHigh(part)
    let ordered = part.segments
      .map { (key: coordinate($0, isX: isAcrossX), segment: $0) }
      .sorted { ($0.key, $0.segment) < ($1.key, $1.segment) }
    let split = splitPosition(ordered.map(\.segment), shares: shares)
    let line = (ordered[split - 1].key + ordered[split].key) / 2
    return (
      Part(
        segments: ordered[..<split].map(\.segment).sorted(),
        outline: ConvexOutline.clip(part.outline, isX: isAcrossX, line: line, keepBelow: true)),
      Part(
        segments: ordered[split...].map(\.segment).sorted(),
        outline: ConvexOutline.clip(part.outline, isX: isAcrossX, line: line, keepBelow: false))
    )
  }

  /// How many of the ordered segments fall to the first side; both sides get enough to go on with.
  private func splitPosition(_ ordered: [Int], shares: (Int, Int)) -> Int {
    let total = ordered.reduce(Int64(0)) { $0 + workload.weights[$1] }
    let goal = total * Int64(shares.0) / Int64(shares.0 + shares.1)
    var sum: Int64 = 0
    var position = 0
    while position < ordered.count, sum < goal {
      sum += workload.weights[ordered[position]]
      position += 1
    }
    return min(max(position, shares.0), ordered.count - shares.1)
  }

  private func isWiderThanHigh(_ part: Part) -> Bool {
    let xs = part.segments.map { workload.middles[$0].x }
    let ys = part.segments.map { workload.middles[$0].y }
    return Self.extent(xs) >= Self.extent(ys)
  }

  private static func extent(_ values: [Double]) -> Double {
    (values.max() ?? 0) - (values.min() ?? 0)
  }

  private func coordinate(_ segment: Int, isX: Bool) -> Double {
    isX ? workload.middles[segment].x : workload.middles[segment].y
  }
}
