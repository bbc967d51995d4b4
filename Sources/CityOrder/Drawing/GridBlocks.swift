// SPDX-License-Identifier: Apache-2.0

import Geography

/// Ground of one grid to be.
struct GridBlock {
  /// Position among the communities.
  var community: Int
  /// Outer outline and holes.
  var rings: [[LatticePoint]]
  /// Positions of the names of the two streets that bound it longest.
  var streets: [Int]
  var middle: PlanePoint
  var squareMetres: Double
}

/// Faces cut and joined to the size wanted.
struct GridBlocks {
  private(set) var blocks: [GridBlock] = []

  /// Cutting crosswise halves what is too large at the least; a few rounds settle any outline.
  private static let rounds = 4

  init(_ ground: GridGround, size: GridDrawing.Size) {
    var ground = ground
    for _ in 0..<Self.rounds {
      guard let finer = ground.cut(above: size.most) else { break }
      ground = finer
    }
    let joined = FaceJoin(ground, least: size.least)
    for members in joined.groups {
      guard let community = members.first.flatMap({ ground.community[$0] }) else { continue }
      blocks.append(Self.block(members, community, joined.group, ground.faces))
    }
  }

  private static func block(
    _ members: [Int], _ community: Int, _ group: [Int], _ faces: PlanarFaces
  ) -> GridBlock {
    let own = members.first.map { group[$0] }
    func isBorder(_ side: Int) -> Bool {
      faces.sides[faces.sides[side].twin].face.map { group[$0] } != own
    }
    let border = members.flatMap { faces.borders[$0] }.filter(isBorder)
    var isWalked: Set<Int> = []
    var rings: [[LatticePoint]] = []
    for start in border where !isWalked.contains(start) {
      var ring: [LatticePoint] = []
      var side = start
      while isWalked.insert(side).inserted {
        ring.append(faces.sides[side].from)
        side = faces.sides[side].next
        while !isBorder(side) { side = faces.sides[faces.sides[side].twin].next }
      }
      rings.append(ring)
    }
    rings.sort { $0.count > $1.count }
    var lengths: [Int: Double] = [:]
    for side in border where faces.sides[side].value != GridGround.noStreet {
      lengths[Int(faces.sides[side].value), default: 0] += faces.length(of: side)
    }
    let streets = lengths.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(2).map(\.key)
    let corners = rings.joined().map(\.plane)
    let count = Double(max(1, corners.count))
    return GridBlock(
      community: community, rings: rings, streets: streets,
      middle: PlanePoint(
        x: corners.reduce(0) { $0 + $1.x } / count, y: corners.reduce(0) { $0 + $1.y } / count),
      squareMetres: members.reduce(0) { $0 + faces.squareMetres[$1] })
  }
}

/// Faces below the least size joined to neighbours of the same community.
private struct FaceJoin {
  /// By face, its group: the lowest face of it. Faces outside every community stay alone.
  private(set) var group: [Int]
  /// Faces of each group inside a community, ascending.
  private(set) var groups: [[Int]] = []

  init(_ ground: GridGround, least: Double) {
    let faces = ground.faces
    group = Array(faces.borders.indices)
    var area = faces.squareMetres
    var members = faces.borders.indices.map { [$0] }
    // The smallest first; a group that has grown enough is passed over.
    var waiting = group.filter { ground.community[$0] != nil && area[$0] < least }
    while let smallest = waiting.min(by: { (area[$0], $0) < (area[$1], $1) }) {
      waiting.removeAll { $0 == smallest }
      var shared: [Int: Double] = [:]
      for side in members[smallest].flatMap({ faces.borders[$0] }) {
        guard let other = faces.sides[faces.sides[side].twin].face, group[other] != smallest,
          ground.community[other] == ground.community[smallest]
        else { continue }
        shared[group[other], default: 0] += faces.length(of: side)
      }
      guard let other = shared.max(by: { ($0.value, $1.key) < ($1.value, $0.key) })?.key
      else { continue }
      let (into, from) = (min(other, smallest), max(other, smallest))
      for face in members[from] { group[face] = into }
      members[into] = (members[into] + members[from]).sorted()
      members[from] = []
      area[into] += area[from]
      waiting.removeAll { $0 == from || $0 == into }
      if area[into] < least { waiting.append(into) }
    }
    groups = members.indices.filter { !members[$0].isEmpty && ground.community[$0] != nil }
      .map { members[$0] }
  }
}

extension PlanarFaces {
  /// In metres.
  func length(of side: Int) -> Double {
    sides[side].from.plane.squaredDistance(to: sides[side].to.plane).squareRoot()
  }
}
