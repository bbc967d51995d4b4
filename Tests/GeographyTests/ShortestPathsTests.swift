// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Geography
import Testing

@Suite("Fastest ways")
struct ShortestPathsTests {
  /// 0 → 1 → 2 in a row, and a slow direct street 0 – 2; each segment has the time given.
  private static func town() -> RoadNetwork {
    let rows: [(from: Int64, to: Int64, metres: Int64, oneWay: Bool)] = [
      (0, 1, 100, true), (1, 2, 100, false), (0, 2, 300, false),
    ]
    return RoadNetwork(
      junctions: (0..<4).map {
        Junction(
          id: ID(rawValue: $0), location: Coordinate(latitude: 36.7, longitude: 119.1), degree: 2,
          hasSignals: false)
      },
      segments: rows.enumerated().map { number, row in
        RoadSegment(
          id: ID(rawValue: Int64(number)), from: ID(rawValue: row.from), to: ID(rawValue: row.to),
          roadClass: .local, streetName: nil, lengthMillimetres: row.metres * 1000, speed: 36,
          allowsForward: true, allowsBackward: !row.oneWay, shape: 0..<2)
      },
      shapePoints: [Coordinate(latitude: 36.7, longitude: 119.1)], streetNames: [])
  }

  @Test("A hundred metres at 36 km/h take ten seconds, and detours that are faster are taken")
  func byHand() {
    var paths = ShortestPaths(TravelGraph(Self.town()))
    paths.search(from: 0)
    #expect(paths.milliseconds(to: 0) == 0)
    #expect(paths.milliseconds(to: 1) == 10_000)
    #expect(paths.milliseconds(to: 2) == 20_000)
    #expect(paths.path(to: 2) == [0, 1])
    #expect(paths.milliseconds(to: 3) == nil)
    #expect(paths.path(to: 3) == nil)
    #expect(paths.reached == [0, 1, 2])
  }

  @Test("One-way streets are not driven against, and an inward search turns all ways round")
  func directions() {
    var outward = ShortestPaths(TravelGraph(Self.town()))
    outward.search(from: 1)
    // Back to 0 only by 2: 10 s + 30 s.
    #expect(outward.milliseconds(to: 0) == 40_000)
    var inward = ShortestPaths(TravelGraph(Self.town(), direction: .inward))
    inward.search(from: 0)
    #expect(inward.milliseconds(to: 1) == 40_000)
  }

  @Test("A search forgets the one before and stops at its limit")
  func limit() {
    var paths = ShortestPaths(TravelGraph(Self.town()))
    paths.search(from: 0)
    paths.search(from: 0, limit: 10_000)
    #expect(paths.milliseconds(to: 1) == 10_000)
    #expect(paths.milliseconds(to: 2) == nil)
    #expect(paths.reached == [0, 1])
  }

  @Test("Of several sources the best counts, with the time already spent")
  func severalSources() {
    var paths = ShortestPaths(TravelGraph(Self.town()))
    paths.search(from: [.init(junction: 0, milliseconds: 25_000), .init(junction: 2)])
    #expect(paths.milliseconds(to: 1) == 10_000)
    #expect(paths.source(of: 1) == 2)
    #expect(paths.milliseconds(to: 0) == 25_000)
    #expect(paths.source(of: 0) == 0)
  }

  @Test("A place within a segment is entered from the better end that may be entered")
  func insideSegment() {
    let town = Self.town()
    var paths = ShortestPaths(TravelGraph(town))
    paths.search(from: 0)
    func time(_ segment: ID<RoadSegment>, _ metres: Int64) -> Int64? {
      let position = SegmentPosition(
        segment: segment, offsetMillimetres: metres * 1000, distanceMillimetres: 0)
      return paths.milliseconds(to: position, in: town)
    }
    #expect(time(0, 40) == 4_000)
    // From 2, where one is after 20 s, back 30 m of the slow street: 23 s; from 0 it is 27 s.
    #expect(time(2, 270) == 23_000)
    #expect(time(2, 30) == 3_000)
  }

  @Test(
    "Times are those that relaxing every street again and again finds", arguments: [UInt64(3), 4])
  func slowTwin(seed: UInt64) {
    let town = RandomTown.make(seed: seed)
    var paths = ShortestPaths(TravelGraph(town))
    for source in town.junctions.prefix(15) {
      paths.search(from: source.id)
      let slow = Self.relaxed(town, from: source.id)
      for junction in town.junctions {
        #expect(
          paths.milliseconds(to: junction.id) == slow[Int(junction.id.rawValue)], "seed \(seed)")
      }
    }
  }

  @Test("The table of times says what single searches say")
  func table() {
    let town = RandomTown.make(seed: 11)
    let graph = TravelGraph(town)
    let sources: [ID<Junction>] = [0, 5, 9]
    let targets: [ID<Junction>] = [1, 2, 3, 4]
    let table = TravelTimes(graph, from: sources, to: targets, limit: 120_000)
    var paths = ShortestPaths(graph)
    for (row, source) in sources.enumerated() {
      paths.search(from: source, limit: 120_000)
      for (column, target) in targets.enumerated() {
        #expect(table[row, column] == paths.milliseconds(to: target))
      }
    }
  }

  /// Bellman and Ford.
  private static func relaxed(_ town: RoadNetwork, from source: ID<Junction>) -> [Int64?] {
    var times = [Int64?](repeating: nil, count: town.junctions.count)
    times[Int(source.rawValue)] = 0
    for _ in town.junctions {
      for segment in town.segments {
        let (from, to) = (Int(segment.from.rawValue), Int(segment.to.rawValue))
        let cost = segment.travelMilliseconds
        if segment.allowsForward, let time = times[from] {
          times[to] = min(times[to] ?? .max, time + cost)
        }
        if segment.allowsBackward, let time = times[to] {
          times[from] = min(times[from] ?? .max, time + cost)
        }
      }
    }
    return times
  }
}
