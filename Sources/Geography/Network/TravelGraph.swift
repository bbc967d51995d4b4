// SPDX-License-Identifier: Apache-2.0

import DutyModel

/// The ways one may drive, as a directed graph in compressed rows: the arcs out of junction j are
/// `rowStarts[j]..<rowStarts[j + 1]`, in order of segment number.
///
/// Costs are whole milliseconds at the segments' speeds, without turns, signals or traffic.
public struct TravelGraph: Sendable {
  /// Which way an arc is followed.
  public enum Direction: Sendable {
    /// From a place to where one may drive: a car's reach.
    case outward
    /// Against the driving direction: from where a place can be reached.
    case inward
  }

  public let direction: Direction
  let rowStarts: [Int32]
  let heads: [Int32]
  let milliseconds: [Int64]
  let segments: [Int32]

  public var junctionCount: Int { rowStarts.count - 1 }
  public var arcCount: Int { heads.count }

  public init(_ network: RoadNetwork, direction: Direction = .outward) {
    var rowStarts = [Int32](repeating: 0, count: network.junctions.count + 1)
    Self.forEachArc(of: network, direction) { tail, _, _ in rowStarts[tail + 1] += 1 }
    for junction in network.junctions.indices { rowStarts[junction + 1] += rowStarts[junction] }
    let count = Int(rowStarts.last ?? 0)
    var heads = [Int32](repeating: 0, count: count)
    var milliseconds = [Int64](repeating: 0, count: count)
    var segments = [Int32](repeating: 0, count: count)
    var next = rowStarts
    Self.forEachArc(of: network, direction) { tail, head, segment in
      let arc = Int(next[tail])
      next[tail] += 1
      heads[arc] = Int32(head)
      milliseconds[arc] = segment.travelMilliseconds
      segments[arc] = Int32(segment.id.rawValue)
    }
    self.direction = direction
    self.rowStarts = rowStarts
    self.heads = heads
    self.milliseconds = milliseconds
    self.segments = segments
  }

  @inline(__always)
  func arcs(of junction: Int) -> Range<Int> {
    Int(rowStarts[junction])..<Int(rowStarts[junction + 1])
  }

  private static func forEachArc(
    of network: RoadNetwork, _ direction: Direction,
    _ body: (_ tail: Int, _ head: Int, _ segment: RoadSegment) -> Void
  ) {
    let inward = direction == .inward
    for segment in network.segments {
      let from = Int(segment.from.rawValue)
      let to = Int(segment.to.rawValue)
      if inward ? segment.allowsBackward : segment.allowsForward { body(from, to, segment) }
      if inward ? segment.allowsForward : segment.allowsBackward { body(to, from, segment) }
    }
  }
}
