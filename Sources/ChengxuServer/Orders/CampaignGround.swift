// SPDX-License-Identifier: Apache-2.0

import CityOrder
import DutyModel
import Geography

/// The ground of campaigns: grids by their outline, streets by the network.
struct CampaignGround: Sendable {
  private let roads: RoadNetwork

  init(_ roads: RoadNetwork) { self.roads = roads }

  struct GridBody: Codable {
    var code: String
    var name: String
    /// Outlines in degrees, latitude first.
    var lines: [[[Double]]]
  }

  func grids(_ grids: GridMap) -> [GridBody] {
    grids.grids.map { GridBody(code: $0.code.digits, name: $0.name, lines: lines(of: $0)) }
  }

  /// Every street whose middle lies in the grid, so that a sweep leaves none out.
  func streets(in grid: UnitGrid) -> [SweepTarget] {
    let ground = RegionIndex([grid.rings])
    return roads.segments.compactMap { segment in
      let shape = roads.shape(of: segment)
      let middle = shape[shape.startIndex + shape.count / 2]
      guard !ground.regions(containing: middle).isEmpty else { return nil }
      return .street(segment.id, lengthMillimetres: segment.lengthMillimetres)
    }
  }

  func name(of target: SweepTarget, _ grids: GridMap) -> String {
    switch target {
    case .grid(let code): grids[code]?.name ?? code.digits
    case .street(let id, _):
      segment(id).flatMap { roads.streetName(of: $0) } ?? "#\(id.rawValue)"
    }
  }

  func lines(of target: SweepTarget, _ grids: GridMap) -> [[[Double]]] {
    switch target {
    case .grid(let code): grids[code].map(lines) ?? []
    case .street(let id, _): segment(id).map { [roads.shape(of: $0).map(\.pair)] } ?? []
    }
  }

  private func lines(of grid: UnitGrid) -> [[[Double]]] { grid.rings.map { $0.map(\.pair) } }

  /// `nil` for a street of an older network.
  private func segment(_ id: ID<RoadSegment>) -> RoadSegment? {
    let position = Int(id.rawValue)
    return roads.segments.indices.contains(position) ? roads.segments[position] : nil
  }
}
