// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// 单元网格: about 10 000 m² of ground with a number and people who answer for it.
public struct UnitGrid: Hashable, Codable, Sendable {
  public var code: GridCode
  public var name: String
  /// Outer outlines and holes alike: a place inside an odd number of them is in the grid.
  public var rings: [[Coordinate]]
  public var owners: [GridOwner]

  public init(code: GridCode, name: String, rings: [[Coordinate]], owners: [GridOwner] = []) {
    self.code = code
    self.name = name
    self.rings = rings
    self.owners = owners
  }
}

/// A person who answers for a grid, from one day to another: 定人定责.
public struct GridOwner: Hashable, Codable, Sendable {
  public enum Role: String, CaseIterable, Codable, Sendable {
    /// 街道领导包社区
    case communitySponsor
    /// 党员干部包楼院
    case courtyardSponsor
    /// 信息采集员
    case collector
    /// 处置责任单位
    case handlingUnit
    /// 交警网格责任人
    case police
  }

  public var role: Role
  public var name: String
  public var unit: DutyModel.ID<OrderUnit>
  /// The first day.
  public var from: CivilDate
  /// The last day; `nil` until somebody else takes over.
  public var until: CivilDate?

  public init(
    role: Role, name: String, unit: DutyModel.ID<OrderUnit>, from: CivilDate,
    until: CivilDate? = nil
  ) {
    self.role = role
    self.name = name
    self.unit = unit
    self.from = from
    self.until = until
  }

  public func isResponsible(on date: CivilDate) -> Bool {
    from <= date && date <= (until ?? date)
  }
}
