// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// Fastest ways from one or several places to all junctions within a time.
///
/// Make one, search many times: the buffers are used again and a search costs only what it reaches.
/// With a graph of direction `.inward` the times are those *to* the sources. Equal times are
/// resolved by the lower junction number, so the same search always gives the same answer.
///
/// - Complexity: O(a log a) for the a arcs within the limit.
/// - Source: Dijkstra 1959, doi:10.1007/BF01386390; a binary heap with lazy deletion.
public struct ShortestPaths: Sendable {
  /// A junction to start from, and the time already spent on the way there.
  public struct Source: Hashable, Sendable {
    public var junction: ID<Junction>
    public var milliseconds: Int64

    public init(junction: ID<Junction>, milliseconds: Int64 = 0) {
      self.junction = junction
      self.milliseconds = milliseconds
    }
  }

  /// The longest time that a search can measure, about 24 days.
  public static let noLimit = Int64(Int32.max)

  public let graph: TravelGraph
  /// Junctions reached by the last search, the nearest first.
  public private(set) var reached: [ID<Junction>] = []
  private var times: [Int64]
  /// The arc by which a junction was reached, -1 at a source.
  private var arrivals: [Int32]
  /// The junction before it on the way, or itself at a source.
  private var previous: [Int32]
  private var touched: [Int32] = []
  private var heap = TimeHeap()

  private static let unreached = Int64.max

  public init(_ graph: TravelGraph) {
    self.graph = graph
    times = Array(repeating: Self.unreached, count: graph.junctionCount)
    arrivals = Array(repeating: -1, count: graph.junctionCount)
    previous = Array(repeating: -1, count: graph.junctionCount)
  }

  /// Forgets the last search and finds everything at most `limit` milliseconds away.
  public mutating func search(from source: ID<Junction>, limit: Int64 = noLimit) {
    search(from: CollectionOfOne(Source(junction: source)), limit: limit)
  }

  /// Forgets the last search and finds, for every junction, the best of several sources.
  public mutating func search(from sources: some Sequence<Source>, limit: Int64 = noLimit) {
    let limit = min(limit, Self.noLimit)
    reset()
    for source in sources {
      precondition(source.milliseconds >= 0, "A search cannot start \(source.milliseconds) ms ago.")
      let junction = Int(source.junction.rawValue)
      guard source.milliseconds <= limit else { continue }
      improve(junction, to: source.milliseconds, from: junction, by: -1)
    }
    while let (time, junction) = heap.removeFirst() {
      guard time == times[junction] else { continue }
      reached.append(ID(rawValue: Int64(junction)))
      for arc in graph.arcs(of: junction) {
        let later = time + graph.milliseconds[arc]
        if later <= limit {
          improve(Int(graph.heads[arc]), to: later, from: junction, by: Int32(arc))
        }
      }
    }
  }

  /// Time to a junction in the last search, or `nil` if it is beyond the limit.
  public func milliseconds(to junction: ID<Junction>) -> Int64? {
    let time = times[Int(junction.rawValue)]
    return time == Self.unreached ? nil : time
  }

  /// Time to a place on a segment in the last search, entered from either end that one may enter.
  ///
  /// Does not know of sources that lie on the same segment.
  public func milliseconds(to position: SegmentPosition, in network: RoadNetwork) -> Int64? {
    let segment = network[position.segment]
    let whole = segment.travelMilliseconds
    let length = max(1, segment.lengthMillimetres)
    let fromStart = whole * position.offsetMillimetres / length
    let inward = graph.direction == .inward
    var best: Int64?
    if inward ? segment.allowsBackward : segment.allowsForward,
      let time = milliseconds(to: segment.from)
    {
      best = time + fromStart
    }
    if inward ? segment.allowsForward : segment.allowsBackward,
      let time = milliseconds(to: segment.to)
    {
      best = min(best ?? .max, time + whole - fromStart)
    }
    return best
  }

  /// The source from which a junction was reached.
  public func source(of junction: ID<Junction>) -> ID<Junction>? {
    guard milliseconds(to: junction) != nil else { return nil }
    var current = Int32(junction.rawValue)
    while arrivals[Int(current)] >= 0 { current = previous[Int(current)] }
    return ID(rawValue: Int64(current))
  }

  /// The segments from the source to a junction, in the order of the search.
  public func path(to junction: ID<Junction>) -> [ID<RoadSegment>]? {
    guard milliseconds(to: junction) != nil else { return nil }
    var path: [ID<RoadSegment>] = []
    var current = Int(junction.rawValue)
    while arrivals[current] >= 0 {
      path.append(ID(rawValue: Int64(graph.segments[Int(arrivals[current])])))
      current = Int(previous[current])
    }
    return path.reversed()
  }

  private mutating func reset() {
    for junction in touched { times[Int(junction)] = Self.unreached }
    touched.removeAll(keepingCapacity: true)
    reached.removeAll(keepingCapacity: true)
    heap.removeAll()
  }

  private mutating func improve(_ junction: Int, to time: Int64, from origin: Int, by arc: Int32) {
    guard time < times[junction] else { return }
    if times[junction] == Self.unreached { touched.append(Int32(junction)) }
    times[junction] = time
    arrivals[junction] = arc
    previous[junction] = Int32(origin)
    heap.insert(time: time, junction: junction)
  }
}
