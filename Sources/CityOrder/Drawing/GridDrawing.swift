// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import Geography

/// Unit grids 单元网格 drawn from the street network, for a city that has none.
///
/// GB/T 30428.1 asks for ground of about 10 000 m² that streets and other lasting borders enclose, each community cut
/// whole into grids and numbered from north to south and from west to east. So: the faces between streets and the
/// communities' borders; a face that is too large is cut crosswise along its longest side; one that is too small
/// joins the neighbour with which it shares the longest border. Grids of one drawing share their borders corner by
/// corner.
public struct GridDrawing: Sendable {
  /// Square metres of a grid that is wanted; a smaller one only where its community has no other neighbour for it.
  public struct Size: Hashable, Sendable {
    public var least: Double
    /// A larger face is cut before small pieces are joined.
    public var most: Double

    public init(least: Double = 4_000, most: Double = 25_000) {
      self.least = least
      self.most = most
    }
  }

  /// In the order of their codes.
  public let grids: [UnitGrid]
  /// By grid.
  public let squareMetres: [Double]

  /// Throws if a community has no ground, needs more than 999 grids, or `size` is not ascending from above 0.
  public init(
    _ network: RoadNetwork, communities: [CommunityOutline], size: Size = Size()
  ) throws(GridDrawingError) {
    guard size.least > 0, size.most >= 2 * size.least else {
      throw .size(least: size.least, most: size.most)
    }
    let projection = LocalProjection(
      centre: Self.centre(of: communities.flatMap { $0.rings.joined() }))
    let plan = GridGround(network, communities, projection)
    let blocks = GridBlocks(plan, size: size)
    var drawn: [(grid: UnitGrid, squareMetres: Double)] = []
    for (position, community) in communities.enumerated() {
      let own = blocks.blocks.filter { $0.community == position }
      if own.isEmpty { throw .noGround(community: community.code) }
      guard own.count <= GridCode.mostSerial else {
        throw .tooMany(community: community.code, count: own.count, most: GridCode.mostSerial)
      }
      for (serial, block) in Self.ordered(own, rowMetres: size.most.squareRoot()).enumerated() {
        let streets = block.streets.map { network.streetNames[$0] }
        let rings = block.rings.map { $0.map { projection.coordinate($0.plane) } }
        guard let code = GridCode(community: community.code, serial: serial + 1) else {
          throw .community(community.code)
        }
        let name = Self.name(community, streets, serial + 1)
        drawn.append((UnitGrid(code: code, name: name, rings: rings), block.squareMetres))
      }
    }
    drawn.sort { $0.grid.code < $1.grid.code }
    grids = drawn.map(\.grid)
    squareMetres = drawn.map(\.squareMetres)
  }

  private static func centre(of places: [Coordinate]) -> Coordinate {
    let latitudes = places.map(\.latitude).sorted()
    let longitudes = places.map(\.longitude).sorted()
    guard let south = latitudes.first, let north = latitudes.last, let west = longitudes.first,
      let east = longitudes.last
    else { return Coordinate(latitude: 0, longitude: 0) }
    return Coordinate(latitude: (south + north) / 2, longitude: (west + east) / 2)
  }

  /// From north to south in rows, in each row from west to east.
  private static func ordered(_ blocks: [GridBlock], rowMetres: Double) -> [GridBlock] {
    func row(_ block: GridBlock) -> Int { -Int((block.middle.y / rowMetres).rounded(.down)) }
    return blocks.sorted {
      (row($0), $0.middle.x, $0.middle.y) < (row($1), $1.middle.x, $1.middle.y)
    }
  }

  private static func name(
    _ community: CommunityOutline, _ streets: [String], _ serial: Int
  ) -> String {
    let place = streets.isEmpty ? community.name : streets.joined(separator: "—")
    let digits = String(serial)
    return "\(place) \(String(repeating: "0", count: max(0, 3 - digits.count)))\(digits)"
  }
}

/// A community whose ground is to be cut into grids.
public struct CommunityOutline: Hashable, Sendable {
  /// 12 digits: region, street and community.
  public var code: String
  public var name: String
  /// Outer outlines and holes alike: a place inside an odd number of them is in it.
  public var rings: [[Coordinate]]

  public init(code: String, name: String, rings: [[Coordinate]]) {
    self.code = code
    self.name = name
    self.rings = rings
  }
}

/// Why grids could not be drawn.
public enum GridDrawingError: ExplainedError, Hashable {
  case community(String)
  case noGround(community: String)
  case tooMany(community: String, count: Int, most: Int)
  case size(least: Double, most: Double)

  public var explanation: LocalizedName {
    switch self {
    case .community(let code):
      LocalizedName(
        chinese: "社区编码“\(code)”应为 12 位数字，首位不为 0。",
        english: "The community code \"\(code)\" should have 12 digits and not begin with 0.")
    case .noGround(let code):
      LocalizedName(
        chinese: "社区 \(code) 的范围内没有可划分的地面。可以检查范围是否自交或与其他社区重叠。",
        english:
          "The community \(code) has no ground of its own. Maybe its outline crosses itself or lies in "
          + "another one.")
    case .tooMany(let code, let count, let most):
      LocalizedName(
        chinese: "社区 \(code) 需要 \(count) 个网格，编码只容 \(most) 个。可以加大 --least 和 --most，或把社区范围分开。",
        english:
          "The community \(code) needs \(count) grids; its codes allow \(most). Maybe raise --least and "
          + "--most, or divide the community.")
    case .size(let least, let most):
      LocalizedName(
        chinese: "网格面积 \(least)–\(most) 平方米不可用：最小值应大于 0，最大值不小于最小值的两倍。",
        english:
          "Grids of \(least) to \(most) m² cannot be drawn: the least must be above 0 and the most twice the "
          + "least or more.")
    }
  }
}
