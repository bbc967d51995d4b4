// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import Geography

/// A made-up district on real streets, for demonstrations: four communities around a place, cut into unit grids from
/// the streets, each with people who answer for it, and sites to assess.
///
/// Names say that they are examples; the region's number 990101 belongs to no place.
public struct DemoDistrict: Sendable {
  public let grids: [UnitGrid]
  public let sites: [EvaluationSite]

  private static let subdistrictDigits = "990101001"
  /// From the middle to each border.
  private static let halfMetres = 800.0
  private static let mostSites = 8

  /// - Parameters:
  ///   - handler: The body that answers for the ground; the owners' and the sites'.
  ///   - siteTypes: Given to the sites in turn.
  /// - Throws: `GridDrawingError` where the place has no ground that streets enclose.
  public init(
    _ roads: RoadNetwork, around middle: Coordinate, handler: DutyModel.ID<OrderUnit>,
    siteTypes: [String], since: CivilDate
  ) throws(GridDrawingError) {
    let communities = Self.communities(around: middle)
    var drawn = try GridDrawing(roads, communities: communities).grids
    for index in drawn.indices {
      let community = drawn[index].code.community.suffix(3)
      drawn[index].owners = [
        GridOwner(
          role: .communitySponsor, name: "示例·街道领导\(community)", unit: handler, from: since),
        GridOwner(
          role: .courtyardSponsor, name: "示例·党员干部\(drawn[index].code.digits.suffix(6))",
          unit: handler, from: since),
      ]
    }
    grids = drawn
    let map = GridMap(drawn)
    let inside = roads.junctions
      .filter { $0.degree > 2 && map.grid(at: $0.location) != nil }
      .sorted { ($0.hasSignals ? 0 : 1, $0.id) < ($1.hasSignals ? 0 : 1, $1.id) }
    let chosen = siteTypes.isEmpty ? [] : Array(inside.prefix(Self.mostSites))
    sites = chosen.enumerated().map { position, junction in
      EvaluationSite(
        id: DutyModel.ID(rawValue: Int64(position + 1)),
        type: siteTypes[position % siteTypes.count], name: "示例点位 \(position + 1)",
        place: junction.location, grid: map.grid(at: junction.location)?.code, owner: handler)
    }
  }

  /// Four squares that meet in the middle, numbered like reading.
  private static func communities(around middle: Coordinate) -> [CommunityOutline] {
    let projection = LocalProjection(centre: middle)
    let half = halfMetres
    let corners: [(x: Double, y: Double)] = [(-half, 0), (0, 0), (-half, -half), (0, -half)]
    return corners.enumerated().map { position, corner in
      let ring = [(0, 0), (half, 0), (half, half), (0, half)].map { offset in
        projection.coordinate(PlanePoint(x: corner.x + offset.0, y: corner.y + offset.1))
      }
      return CommunityOutline(
        code: "\(subdistrictDigits)00\(position + 1)", name: "示例社区\(position + 1)",
        rings: [ring])
    }
  }
}
