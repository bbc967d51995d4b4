// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import Geography

/// Distances along the streets, whichever way one may drive: for people on foot and for influence.
///
/// Make one, search many times. Exact to a centimetre for each street passed.
public struct StreetDistances: Sendable {
  private var paths: ShortestPaths
  private let lengths: [Int64]
  /// The streets that end at junction j are `streets[starts[j]..<starts[j + 1]]`.
  private let starts: [Int32]
  private let streets: [Int32]
  private var seen: [Int32]
  private var best: [Int64]
  private var search: Int32 = 0

  /// A street within reach.
  public struct Reach: Hashable, Sendable {
    /// Position in `RoadNetwork.segments`.
    public var segment: Int
    /// From the start to the street's middle.
    public var millimetres: Int64
  }

  public init(_ roads: RoadNetwork) {
    paths = ShortestPaths(TravelGraph(Self.onFoot(roads)))
    lengths = roads.segments.map(\.lengthMillimetres)
    var starts = [Int32](repeating: 0, count: roads.junctions.count + 1)
    for segment in roads.segments {
      starts[Int(segment.from.rawValue) + 1] += 1
      starts[Int(segment.to.rawValue) + 1] += 1
    }
    for junction in roads.junctions.indices { starts[junction + 1] += starts[junction] }
    var streets = [Int32](repeating: 0, count: roads.segments.count * 2)
    var next = starts
    for segment in roads.segments {
      for end in [Int(segment.from.rawValue), Int(segment.to.rawValue)] {
        streets[Int(next[end])] = Int32(segment.id.rawValue)
        next[end] += 1
      }
    }
    self.starts = starts
    self.streets = streets
    seen = Array(repeating: 0, count: roads.segments.count)
    best = Array(repeating: 0, count: roads.segments.count)
  }

  /// Streets whose middle is at most `limitMillimetres` from the junction, in no special order.
  public mutating func streets(
    from junction: ID<Junction>, limitMillimetres: Int64
  ) -> [Reach] {
    streets(from: [.init(junction: junction)], limit: limitMillimetres)
  }

  /// Streets whose middle is at most `limitMillimetres` from the middle of a street, without it.
  public mutating func streets(
    around segment: RoadSegment, limitMillimetres: Int64
  ) -> [Reach] {
    let half = segment.lengthMillimetres / 2 / Self.millimetresPerTick
    let sources = [
      ShortestPaths.Source(junction: segment.from, milliseconds: half),
      ShortestPaths.Source(junction: segment.to, milliseconds: half),
    ]
    return streets(from: sources, limit: limitMillimetres)
      .filter { $0.segment != Int(segment.id.rawValue) }
  }

  /// Junctions at most `limitMillimetres` away, the nearest first.
  public mutating func junctions(
    from junction: ID<Junction>, limitMillimetres: Int64
  ) -> [(junction: ID<Junction>, millimetres: Int64)] {
    paths.search(from: junction, limit: limitMillimetres / Self.millimetresPerTick)
    return paths.reached.map {
      ($0, (paths.milliseconds(to: $0) ?? 0) * Self.millimetresPerTick)
    }
  }

  private mutating func streets(
    from sources: [ShortestPaths.Source], limit: Int64
  ) -> [Reach] {
    paths.search(from: sources, limit: limit / Self.millimetresPerTick)
    search += 1
    var found: [Reach] = []
    for junction in paths.reached {
      let start = (paths.milliseconds(to: junction) ?? 0) * Self.millimetresPerTick
      let position = Int(junction.rawValue)
      for entry in Int(starts[position])..<Int(starts[position + 1]) {
        let segment = Int(streets[entry])
        let distance = start + lengths[segment] / 2
        guard distance <= limit else { continue }
        if seen[segment] != search {
          (seen[segment], best[segment]) = (search, distance)
          found.append(Reach(segment: segment, millimetres: distance))
        } else if distance < best[segment] {
          best[segment] = distance
        }
      }
    }
    return found.map { Reach(segment: $0.segment, millimetres: best[$0.segment]) }
  }

  /// At 36 km/h a millisecond is a centimetre, so that the searches by time measure length.
  private static let millimetresPerTick: Int64 = 10

  private static func onFoot(_ roads: RoadNetwork) -> RoadNetwork {
    var copy = roads
    for position in copy.segments.indices {
      copy.segments[position].speed = 36
      copy.segments[position].allowsForward = true
      copy.segments[position].allowsBackward = true
    }
    return copy
  }
}
