// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Geography
import Testing

@Suite("The index of streets")
struct SegmentIndexTests {
  /// One street from west to east with a bend: 100 m east, then 100 m north.
  private static func bend() -> RoadNetwork {
    let projection = LocalProjection(centre: Coordinate(latitude: 36.7, longitude: 119.1))
    let points = [(0.0, 0.0), (100.0, 0.0), (100.0, 100.0)].map {
      projection.coordinate(PlanePoint(x: $0.0, y: $0.1))
    }
    return RoadNetwork(
      junctions: [
        Junction(id: 0, location: points[0], degree: 1, hasSignals: false),
        Junction(id: 1, location: points[2], degree: 1, hasSignals: false),
      ],
      segments: [
        RoadSegment(
          id: 0, from: 0, to: 1, roadClass: .local, streetName: nil,
          lengthMillimetres: points.polylineMillimetres, speed: 30, allowsForward: true,
          allowsBackward: true, shape: 0..<3)
      ],
      shapePoints: points, streetNames: [])
  }

  private static func place(_ x: Double, _ y: Double) -> Coordinate {
    LocalProjection(centre: Coordinate(latitude: 36.7, longitude: 119.1))
      .coordinate(PlanePoint(x: x, y: y))
  }

  @Test("A place beside a street is projected onto it, with the way along the street")
  func offset() throws {
    let index = SegmentIndex(Self.bend())
    let below = try #require(index.nearestSegment(to: Self.place(40, -12), withinMetres: 60))
    #expect(abs(below.offsetMillimetres - 40_000) < 20)
    #expect(abs(below.distanceMillimetres - 12_000) < 20)
    let right = try #require(index.nearestSegment(to: Self.place(105, 70), withinMetres: 60))
    #expect(abs(right.offsetMillimetres - 170_000) < 20)
    #expect(abs(right.distanceMillimetres - 5_000) < 20)
  }

  @Test("A place beyond an end is projected onto the end")
  func beyond() throws {
    let index = SegmentIndex(Self.bend())
    let west = try #require(index.nearestSegment(to: Self.place(-30, 0), withinMetres: 60))
    #expect(west.offsetMillimetres == 0)
    #expect(abs(west.distanceMillimetres - 30_000) < 20)
  }

  @Test("Nothing is found beyond the radius, however far away one asks")
  func radius() {
    let index = SegmentIndex(Self.bend())
    #expect(index.nearestSegment(to: Self.place(40, -61), withinMetres: 60) == nil)
    #expect(index.nearestSegment(to: Self.place(40, -59), withinMetres: 60) != nil)
    #expect(
      index.nearestSegment(to: Coordinate(latitude: -30, longitude: -51), withinMetres: 60) == nil)
    #expect(index.segments(near: Self.place(40, -61), withinMetres: 60).isEmpty)
  }

  @Test("A town without streets has no nearest one")
  func empty() {
    let index = SegmentIndex(
      RoadNetwork(junctions: [], segments: [], shapePoints: [], streetNames: []))
    #expect(index.nearestSegment(to: Self.place(0, 0), withinMetres: 1000) == nil)
    #expect(index.nearestJunction(to: Self.place(0, 0), withinMetres: 1000) == nil)
  }

  @Test("The nearest street is the one a look at all streets finds", arguments: [UInt64(7), 8, 9])
  func slowTwin(seed: UInt64) {
    let town = RandomTown.make(seed: seed)
    let index = SegmentIndex(town, cellMetres: 90)
    for place in RandomTown.places(seed: seed, count: 300) {
      let fast = index.nearestSegment(to: place, withinMetres: 250)
      let slow = SlowTwin.distances(from: place, in: town).filter { $0.millimetres <= 250_000 }
      guard let best = slow.min(by: { $0.millimetres < $1.millimetres }) else {
        #expect(fast == nil, "seed \(seed), \(place)")
        continue
      }
      // The twin's map has another centre: half a metre of leeway, and any street that near.
      let found = slow.first { $0.segment == fast?.segment }
      #expect((found?.millimetres ?? .max) <= best.millimetres + 500, "seed \(seed), \(place)")
      #expect(
        abs((fast?.distanceMillimetres ?? 0) - best.millimetres) <= 500, "seed \(seed), \(place)")
    }
  }

  @Test("All streets within a radius are found, nearest first", arguments: [UInt64(17), 18])
  func allWithin(seed: UInt64) {
    let town = RandomTown.make(seed: seed)
    let index = SegmentIndex(town, cellMetres: 90)
    for place in RandomTown.places(seed: seed, count: 100) {
      let fast = index.segments(near: place, withinMetres: 300)
      let slow = SlowTwin.distances(from: place, in: town)
      let surely = Set(slow.filter { $0.millimetres <= 299_000 }.map(\.segment))
      let perhaps = Set(slow.filter { $0.millimetres <= 301_000 }.map(\.segment))
      let found = Set(fast.map(\.segment))
      #expect(found.count == fast.count)
      #expect(surely.isSubset(of: found) && found.isSubset(of: perhaps), "seed \(seed), \(place)")
      #expect(fast.map(\.distanceMillimetres) == fast.map(\.distanceMillimetres).sorted())
    }
  }

  @Test("The nearest junction is the one a look at all junctions finds", arguments: [UInt64(5)])
  func nearestJunction(seed: UInt64) throws {
    let town = RandomTown.make(seed: seed)
    let index = SegmentIndex(town)
    for place in RandomTown.places(seed: seed, count: 200) {
      let fast = try #require(index.nearestJunction(to: place, withinMetres: 100_000))
      let slow = town.junctions.map { $0.location.distanceMillimetres(to: place) }.min() ?? 0
      #expect(abs(fast.distanceMillimetres - slow) < 2000, "seed \(seed), \(place)")
    }
  }
}

/// Obvious and slow: every piece of every street, on a map around the place itself.
private enum SlowTwin {
  static func distances(
    from place: Coordinate, in town: RoadNetwork
  ) -> [(segment: ID<RoadSegment>, millimetres: Int64)] {
    let projection = LocalProjection(centre: place)
    return town.segments.map { segment in
      let points = town.shape(of: segment).map(projection.point)
      let distances = zip(points, points.dropFirst()).map { start, end in
        // Ternary search along the piece instead of the formula.
        var (low, high) = (0.0, 1.0)
        for _ in 0..<60 {
          let (a, b) = (low + (high - low) / 3, high - (high - low) / 3)
          if distance(start, end, a) < distance(start, end, b) { high = b } else { low = a }
        }
        return distance(start, end, low)
      }
      return (segment.id, Int64(((distances.min() ?? .infinity) * 1000).rounded()))
    }
  }

  private static func distance(_ start: PlanePoint, _ end: PlanePoint, _ f: Double) -> Double {
    let x = start.x + f * (end.x - start.x)
    let y = start.y + f * (end.y - start.y)
    return (x * x + y * y).squareRoot()
  }
}
