// SPDX-License-Identifier: Apache-2.0

public import DutyModel
import Geography

/// All unit grids of a city, and one call for "who is responsible here, now".
///
/// - Complexity: A question looks at the grids of one cell of the index.
public struct GridMap: Sendable {
  public let grids: [UnitGrid]
  private let index: RegionIndex
  private let positions: [GridCode: Int]

  public init(_ grids: [UnitGrid]) {
    self.grids = grids
    index = RegionIndex(grids.map(\.rings))
    positions = Dictionary(
      grids.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { first, _ in first })
  }

  public subscript(code: GridCode) -> UnitGrid? { positions[code].map { grids[$0] } }

  /// The grid that a place lies in; where grids overlap, the one with the lower code.
  public func grid(at place: Coordinate) -> UnitGrid? {
    index.regions(containing: place).map { grids[$0] }.min { $0.code < $1.code }
  }

  /// The grid at a place and those who answer for it on a day.
  ///
  /// - Returns: `nil` outside every grid. A grid without an owner that day has an empty list, and
  ///   `ownerless` names it.
  public func responsibility(at place: Coordinate, on date: CivilDate) -> GridResponsibility? {
    grid(at: place).map { grid in
      GridResponsibility(
        code: grid.code, name: grid.name,
        owners: grid.owners.filter { $0.isResponsible(on: date) })
    }
  }

  /// Grids that nobody answers for on a day, in the order of their codes.
  public func ownerless(on date: CivilDate) -> [GridCode] {
    grids.filter { grid in !grid.owners.contains { $0.isResponsible(on: date) } }
      .map(\.code).sorted()
  }
}

/// Who answers for a place on a day.
public struct GridResponsibility: Hashable, Codable, Sendable {
  public var code: GridCode
  public var name: String
  public var owners: [GridOwner]

  /// The unit that a case falls to when nobody else takes it 属地.
  public var territorialUnit: DutyModel.ID<OrderUnit>? {
    let order: [GridOwner.Role] = [.communitySponsor, .courtyardSponsor, .handlingUnit, .police]
    return order.lazy.compactMap { role in owners.first { $0.role == role }?.unit }.first
  }
}
