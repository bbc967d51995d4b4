// SPDX-License-Identifier: Apache-2.0

import CityOrder
import DutyModel
import Geography
import Testing

@Suite("Unit grids drawn from the streets")
struct GridDrawingTests {
  /// Streets through corners in units of about 100 m, named as given.
  private static func town(_ streets: [(name: String, corners: [(Double, Double)])]) -> RoadNetwork
  {
    var town = RoadNetwork(junctions: [], segments: [], shapePoints: [], streetNames: [])
    for (number, street) in streets.enumerated() {
      let places = GridTests.ring(street.corners)
      let ends = [places[0], places[places.count - 1]].enumerated().map { end, place in
        Junction(
          id: ID(rawValue: Int64(2 * number + end)), location: place, degree: 1, hasSignals: false)
      }
      town.junctions += ends
      let start = town.shapePoints.count
      town.shapePoints += places
      town.streetNames.append(street.name)
      town.segments.append(
        RoadSegment(
          id: ID(rawValue: Int64(number)), from: ends[0].id, to: ends[1].id,
          roadClass: .local, streetName: number, lengthMillimetres: 1, speed: 30,
          allowsForward: true, allowsBackward: true, shape: start..<town.shapePoints.count))
    }
    return town
  }

  private static func community(
    _ code: String = "370705001001", low: (Double, Double), high: (Double, Double)
  ) -> CommunityOutline {
    CommunityOutline(
      code: code, name: "幸福社区",
      rings: [GridTests.ring([low, (high.0, low.1), high, (low.0, high.1)])])
  }

  /// Four blocks of 100 m by 100 m with a strip of 10 m along the eastern border.
  private static let cross = town([
    ("东风街", [(-1, 1), (3, 1)]), ("四平路", [(1, -1), (1, 3)]), ("幸福路", [(1.9, -1), (1.9, 3)]),
  ])

  @Test("are the blocks between streets, numbered from the north-west, named after the streets")
  func blocks() throws {
    let drawing = try GridDrawing(
      Self.cross, communities: [Self.community(low: (0, 0), high: (2, 2))])
    #expect(drawing.grids.map(\.code.digits) == (1...4).map { "37070500100100\($0)" })
    #expect(drawing.grids[0].name == "四平路—东风街 001")
    let map = GridMap(drawing.grids)
    let places = [(0.5, 1.5), (1.5, 1.5), (0.5, 0.5), (1.5, 0.5)].map {
      GridTests.place($0.0, $0.1)
    }
    #expect(places.map { map.grid(at: $0)?.code } == drawing.grids.map { $0.code })
    // The strip went to the blocks beside it.
    #expect(map.grid(at: GridTests.place(1.95, 1.5))?.code == drawing.grids[1].code)
    #expect(GridTopology(drawing.grids).isSound)
    #expect(drawing.squareMetres.allSatisfy { (9_000...11_000).contains($0) })
  }

  @Test("cut what is too large along its longest side, and leave no gap between communities")
  func large() throws {
    let drawing = try GridDrawing(
      Self.town([("斜街", [(0, 0), (10, 4)])]),
      communities: [
        Self.community(low: (0, 0), high: (5, 8)),
        Self.community("370705001002", low: (5, 0), high: (10, 8)),
      ])
    #expect(GridTopology(drawing.grids).isSound)
    #expect(drawing.squareMetres.allSatisfy { (4_000...50_000).contains($0) })
    let ground = 10.0 * 0.0011 * 8 * 0.0009 * 111_195 * 111_195 * 0.8013
    #expect(abs(drawing.squareMetres.reduce(0, +) / ground - 1) < 0.002)
    #expect(Set(drawing.grids.map(\.code.community)) == ["370705001001", "370705001002"])
  }

  @Test("are refused where sizes, codes or outlines allow none, with the remedy")
  func refusals() throws {
    let ground = Self.community(low: (0, 0), high: (2, 2))
    #expect(throws: GridDrawingError.size(least: 4_000, most: 5_000)) {
      try GridDrawing(Self.cross, communities: [ground], size: .init(least: 4_000, most: 5_000))
    }
    #expect(throws: GridDrawingError.noGround(community: "370705001002")) {
      var twin = ground
      twin.code = "370705001002"
      _ = try GridDrawing(Self.cross, communities: [ground, twin])
    }
    #expect(throws: GridDrawingError.community("37070500100")) {
      var short = ground
      short.code = "37070500100"
      _ = try GridDrawing(Self.cross, communities: [short])
    }
    let wide = Self.community(low: (0, 0), high: (60, 60))
    do {
      _ = try GridDrawing(Self.cross, communities: [wide], size: .init(least: 500, most: 2_000))
      Issue.record("more grids than codes were drawn")
    } catch GridDrawingError.tooMany(_, let count, let most) {
      #expect(count > 999 && most == 999)
    }
  }
}
