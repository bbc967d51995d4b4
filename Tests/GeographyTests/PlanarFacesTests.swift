// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Geography

@Suite("Faces between lines")
struct PlanarFacesTests {
  private static func ring(_ corners: [(Int64, Int64)]) -> [LatticeEdge] {
    let places = corners.map { LatticePoint(x: $0.0 * 10, y: $0.1 * 10) }
    return zip(places, places.dropFirst() + places.prefix(1)).compactMap { LatticeEdge($0, $1) }
  }

  private static func faces(_ edges: [LatticeEdge]) -> PlanarFaces {
    PlanarFaces(Dictionary(edges.map { ($0, 1) }, uniquingKeysWith: min))
  }

  private static func line(_ from: (Int64, Int64), _ to: (Int64, Int64)) throws -> LatticeEdge {
    try #require(
      LatticeEdge(
        LatticePoint(x: from.0 * 10, y: from.1 * 10), LatticePoint(x: to.0 * 10, y: to.1 * 10)))
  }

  private static let square = ring([(0, 0), (100, 0), (100, 100), (0, 100)])

  @Test("Two streets that cross without a common corner cut a square into four")
  func crossing() throws {
    let faces = try Self.faces(
      Self.square + [Self.line((-20, 30), (120, 30)), Self.line((60, -20), (60, 120))])
    #expect(faces.squareMetres.sorted() == [1_200, 1_800, 2_800, 4_200])
  }

  @Test("A blind alley, a lone street and a bridge between two blocks bound nothing")
  func blind() throws {
    let faces = try Self.faces(
      Self.square + [Self.line((0, 50), (40, 50)), Self.line((200, 0), (300, 50))]
        + Self.ring([(150, 0), (180, 0), (180, 30)]) + [Self.line((100, 0), (150, 0))])
    #expect(faces.squareMetres.sorted() == [450, 10_000])
    // The alley cut the side it begins at in two.
    #expect(faces.sides.count == 2 * (5 + 3))
  }

  @Test("A block inside a block is a hole of it and a face of its own, however deep")
  func holes() {
    let faces = Self.faces(
      Self.square + Self.ring([(20, 20), (60, 20), (60, 60), (20, 60)])
        + Self.ring([(30, 30), (40, 30), (40, 40), (30, 40)]))
    #expect(faces.squareMetres.sorted() == [100, 1_500, 8_400])
    #expect(faces.borders.map(\.count).sorted() == [4, 8, 8])
  }

  @Test("Faces of any crooked town fill its frame once", arguments: 1...25 as ClosedRange<UInt64>)
  func fillFrame(seed: UInt64) {
    let town = RandomTown.make(seed: seed)
    let projection = LocalProjection(centre: town.junctions[0].location)
    let streets = town.segments.flatMap { segment -> [LatticeEdge] in
      let places = town.shape(of: segment).map { LatticePoint(projection.point($0)) }
      return zip(places, places.dropFirst()).compactMap { LatticeEdge($0, $1) }
    }
    let frame = Self.ring([(-6_000, -6_000), (6_000, -6_000), (6_000, 6_000), (-6_000, 6_000)])
    let faces = Self.faces(streets + frame)
    #expect(faces.squareMetres.count > 50)
    #expect(faces.squareMetres.allSatisfy { $0 > 0 })
    #expect(abs(faces.squareMetres.reduce(0, +) - 144_000_000) < 0.01)
    for side in faces.sides {
      #expect(side.face != faces.sides[side.twin].face)
      #expect(faces.sides[side.next].from == side.to && faces.sides[side.next].face == side.face)
    }
  }
}
