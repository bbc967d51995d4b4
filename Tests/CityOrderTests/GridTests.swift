// SPDX-License-Identifier: Apache-2.0

import CityOrder
import DutyModel
import Testing

@Suite("Unit grids")
struct GridTests {
  /// Corners in units of about 100 m, so that numbers stay readable.
  static func ring(_ corners: [(Double, Double)]) -> [Coordinate] {
    corners.map { Coordinate(latitude: 36.7 + $0.1 * 0.0009, longitude: 119.1 + $0.0 * 0.0011) }
  }

  static func place(_ x: Double, _ y: Double) -> Coordinate { ring([(x, y)])[0] }

  static func grid(
    _ serial: Int, _ corners: [(Double, Double)]..., owners: [GridOwner] = []
  ) throws -> UnitGrid {
    let code = try #require(GridCode("370705001001\(serial < 10 ? "00" : "0")\(serial)"))
    return UnitGrid(
      code: code, name: "网格 \(serial)", rings: corners.map(ring), owners: owners)
  }

  static func square(_ serial: Int, _ x: Double, _ y: Double, side: Double = 1) throws -> UnitGrid {
    try grid(serial, [(x, y), (x + side, y), (x + side, y + side), (x, y + side)])
  }

  @Test("have codes of 15 digits; 14 are the same ground written the older way")
  func codes() throws {
    let code = try #require(GridCode("37070500100203"))
    #expect(code == GridCode("370705001002003"))
    #expect(code.region == "370705" && code.community == "370705001002")
    for wrong in ["3707050010020", "370705001002000", "070705001002003", "37070500100200A"] {
      #expect(GridCode(wrong) == nil)
    }
  }

  @Test("say who answers for a place on a day, in one call")
  func responsibility() throws {
    let (first, last) = (
      try #require(CivilDate("2017-05-02")), try #require(CivilDate("2017-06-01"))
    )
    let before = GridOwner(
      role: .communitySponsor, name: "王建国", unit: 7, from: first, until: last)
    let after = GridOwner(
      role: .communitySponsor, name: "李红", unit: 8, from: last.adding(days: 1))
    var west = try Self.square(1, 0, 0)
    west.owners = [before, after]
    let map = GridMap([west, try Self.square(2, 1, 0)])
    let here = Self.place(0.5, 0.5)
    #expect(map.responsibility(at: here, on: last)?.owners == [before])
    #expect(map.responsibility(at: here, on: last.adding(days: 1))?.territorialUnit == 8)
    #expect(map.responsibility(at: Self.place(1.5, 0.5), on: last)?.owners.isEmpty == true)
    #expect(map.responsibility(at: Self.place(5, 5), on: last) == nil)
    #expect(map.ownerless(on: last).map(\.digits) == ["370705001001002"])
  }

  @Test("hold every place of the ground once, borders and corners included")
  func onceEach() throws {
    var grids: [UnitGrid] = []
    for x in 0..<5 {
      for y in 0..<5 { grids.append(try Self.square(1 + x * 5 + y, Double(x), Double(y))) }
    }
    let map = GridMap(grids)
    for x in stride(from: 0.0, to: 5, by: 0.25) {
      for y in stride(from: 0.0, to: 5, by: 0.25) {
        let found = grids.filter { GridMap([$0]).grid(at: Self.place(x, y)) != nil }
        let inMap = map.grid(at: Self.place(x, y))
        // A lone square has another projection; only inside do both have to agree.
        if x.truncatingRemainder(dividingBy: 1) != 0, y.truncatingRemainder(dividingBy: 1) != 0 {
          #expect(found.count == 1 && found.first?.code == inMap?.code)
        }
        #expect(inMap != nil, "\(x), \(y)")
      }
    }
  }

  @Test("with shared borders are sound, also where corners meet the middle of an edge")
  func sound() throws {
    // Two small squares beside one tall one: a corner lies on the tall one's edge.
    let tall = try Self.grid(3, [(1, 0), (2, 0), (2, 2), (1, 2)])
    let topology = GridTopology([try Self.square(1, 0, 0), try Self.square(2, 0, 1), tall])
    #expect(topology.isSound)
  }

  @Test(
    "that cover the same ground are named in pairs",
    arguments: [0.5, 0.01, 0.999])
  func overlap(by share: Double) throws {
    let topology = GridTopology([try Self.square(1, 0, 0), try Self.square(2, 1 - share, 0)])
    #expect(topology.overlaps.count == 1)
    #expect(topology.overlaps.first?.first.digits.hasSuffix("001") == true)
    #expect(topology.overlaps.first?.second.digits.hasSuffix("002") == true)
  }

  @Test("overlap too where one lies in another, repeats it, or crosses it aslant")
  func otherOverlaps() throws {
    let big = try Self.square(1, 0, 0, side: 4)
    #expect(GridTopology([big, try Self.square(2, 1, 1)]).overlaps.count == 1)
    #expect(GridTopology([big, try Self.square(2, 0, 0, side: 4)]).overlaps.count == 1)
    let slanted = try Self.grid(2, [(3, 3), (6, 2), (5, 6)])
    #expect(GridTopology([big, slanted]).overlaps.count == 1)
    // In its hole is not in it.
    let ringed = try Self.grid(
      1, [(0, 0), (3, 0), (3, 3), (0, 3)], [(1, 1), (2, 1), (2, 2), (1, 2)])
    #expect(GridTopology([ringed, try Self.square(2, 1, 1)]).isSound)
  }

  @Test("leave a gap that is found with its size")
  func gap() throws {
    var grids: [UnitGrid] = []
    for x in 0..<3 {
      for y in 0..<3 where (x, y) != (1, 1) {
        grids.append(try Self.square(1 + x * 3 + y, Double(x), Double(y)))
      }
    }
    let topology = GridTopology(grids)
    #expect(topology.overlaps.isEmpty && topology.gaps.count == 1)
    let size = try #require(topology.gaps.first?.squareMetres)
    #expect((9000...11000).contains(size))
    let ringed = try Self.grid(
      1, [(0, 0), (3, 0), (3, 3), (0, 3)], [(1, 1), (2, 1), (2, 2), (1, 2)])
    #expect(GridTopology([ringed]).gaps.count == 1)
  }

  @Test("that cross themselves or enclose nothing are broken")
  func broken() throws {
    let bow = try Self.grid(1, [(0, 0), (1, 1), (1, 0), (0, 2)])
    let line = try Self.grid(2, [(5, 5), (6, 5), (5, 5)])
    #expect(GridTopology([bow, line]).broken.count == 2)
  }
}
