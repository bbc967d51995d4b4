// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Foundation
import Geography
import Testing

@Suite("The road network")
struct RoadNetworkTests {
  @Test(
    "The largest part is the largest set of junctions that reach each other",
    arguments: [1, 2, 3, 4, 5])
  func strongComponents(seed: Int) {
    let town = RandomTown.make(seed: UInt64(seed), junctions: 30, segments: 40)
    let graph = TravelGraph(town)
    let components = StrongComponents(graph)
    var paths = ShortestPaths(graph)
    let reach = town.junctions.map { junction -> Set<ID<Junction>> in
      paths.search(from: junction.id)
      return Set(paths.reached)
    }
    for a in town.junctions.indices {
      for b in town.junctions.indices {
        let isMutual =
          reach[a].contains(ID(rawValue: Int64(b))) && reach[b].contains(ID(rawValue: Int64(a)))
        #expect((components.component[a] == components.component[b]) == isMutual, "seed \(seed)")
      }
    }
    #expect(components.isInLargest.count { $0 } == components.sizes.max())
    #expect(components.sizes.reduce(0, +) == town.junctions.count)
  }

  @Test("A line of a hundred thousand one-way streets does not exhaust the stack")
  func deep() {
    let count = 100_000
    let place = Coordinate(latitude: 0, longitude: 0)
    let town = RoadNetwork(
      junctions: (0...count).map {
        Junction(id: ID(rawValue: Int64($0)), location: place, degree: 2, hasSignals: false)
      },
      segments: (0..<count).map {
        RoadSegment(
          id: ID(rawValue: Int64($0)), from: ID(rawValue: Int64($0)),
          to: ID(rawValue: Int64($0 + 1)), roadClass: .local, streetName: nil,
          lengthMillimetres: 1, speed: 30, allowsForward: true, allowsBackward: false,
          shape: 0..<2)
      }, shapePoints: [place, place], streetNames: [])
    #expect(StrongComponents(TravelGraph(town)).sizes.count == count + 1)
  }

  @Test("A restricted network keeps streets between kept junctions, and renumbers them")
  func restriction() {
    let town = RandomTown.make(seed: 21)
    let keep = town.junctions.map { $0.id.rawValue % 2 == 0 }
    let half = town.restricted(to: keep)
    let kept = town.segments.filter { $0.from.rawValue % 2 == 0 && $0.to.rawValue % 2 == 0 }
    #expect(half.junctions.count == 20)
    #expect(half.segments.count == kept.count)
    for (new, old) in zip(half.segments, kept) {
      #expect(half[new.from].location == town[old.from].location)
      #expect(half[new.to].location == town[old.to].location)
      #expect(Array(half.shape(of: new)) == Array(town.shape(of: old)))
      #expect(half.streetName(of: new) == town.streetName(of: old))
    }
    for (number, junction) in half.junctions.enumerated() {
      let id = ID<Junction>(rawValue: Int64(number))
      #expect(junction.id == id)
      #expect(
        junction.degree
          == half.segments.reduce(0) { $0 + ($1.from == id ? 1 : 0) + ($1.to == id ? 1 : 0) })
    }
  }

  @Test("A network comes back from its columns as it was", arguments: [UInt64(1), 2, 3])
  func roundTrip(seed: UInt64) throws {
    let town = RandomTown.make(seed: seed)
    let data = try JSONEncoder().encode(town)
    #expect(try JSONDecoder().decode(RoadNetwork.self, from: data) == town)
  }

  @Test("A network whose columns do not fit together is refused")
  func damaged() throws {
    let data = try JSONEncoder().encode(RandomTown.make(seed: 1))
    let text = String(decoding: data, as: UTF8.self)
    for key in ["segmentFrom", "segmentPoints", "shapePoints"] {
      let broken = text.replacing("\"\(key)\":", with: "\"\(key)\":\"AA==\",\"was\":")
      #expect(broken != text)
      #expect(throws: DecodingError.self) {
        try JSONDecoder().decode(RoadNetwork.self, from: Data(broken.utf8))
      }
    }
  }

  @Test("A packed column comes back as it was, and rubbish is refused")
  func packedColumn() throws {
    let column = IntegerColumn([0, 1, -1, 63, 64, -65, .max, .min, 0] as [Int64])
    let data = try JSONEncoder().encode([column])
    #expect(try JSONDecoder().decode([IntegerColumn].self, from: data) == [column])
    // 1, 2, 3 are the differences 1, 1, 1: zigzag 2, 2, 2.
    let small = try JSONEncoder().encode([IntegerColumn([1, 2, 3] as [Int64])])
    #expect(String(decoding: small, as: UTF8.self) == "[\"AgIC\"]")
    for text in ["[\"?\"]", "[\"gA==\"]", "[\"gICAgICAgICAgIAA\"]"] {
      #expect(throws: DecodingError.self) {
        try JSONDecoder().decode([IntegerColumn].self, from: Data(text.utf8))
      }
    }
  }

  @Test("GeoJSON is valid JSON with longitude first and every street once")
  func geoJSON() throws {
    let town = RandomTown.make(seed: 5)
    var file = GeoJSON()
    file.add(town)
    file.add(
      .point(Coordinate(latitude: -0.5, longitude: 119.1)), properties: [("n", .text("a\"\n"))])
    let parsed = try JSONSerialization.jsonObject(with: Data(file.text.utf8)) as? [String: Any]
    let features = try #require(parsed?["features"] as? [[String: Any]])
    #expect(features.count == town.segments.count + 1)
    let point = try #require(features.last?["geometry"] as? [String: Any])
    #expect(point["coordinates"] as? [Double] == [119.1, -0.5])
    let properties = try #require(features.last?["properties"] as? [String: String])
    #expect(properties == ["n": "a\"\n"])
  }
}
