// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import Geography

/// 专项整治 and 联合执法: several bodies and the traffic police in one plan with its ground, its time
/// and its tasks.
public struct Campaign: Identifiable, Hashable, Codable, Sendable {
  public struct Task: Hashable, Codable, Sendable {
    public var name: LocalizedName
    public var unit: DutyModel.ID<OrderUnit>
    /// What this task has to go over.
    public var targets: [SweepTarget]

    public init(name: LocalizedName, unit: DutyModel.ID<OrderUnit>, targets: [SweepTarget]) {
      self.name = name
      self.unit = unit
      self.targets = targets
    }
  }

  public let id: DutyModel.ID<Campaign>
  public var name: LocalizedName
  public var period: Range<Instant>
  public var tasks: [Task]

  public init(
    id: DutyModel.ID<Campaign>, name: LocalizedName, period: Range<Instant>, tasks: [Task]
  ) {
    self.id = id
    self.name = name
    self.period = period
    self.tasks = tasks
  }
}

/// A piece of ground or street that a sweep 地毯式排查 has to go over.
public enum SweepTarget: Hashable, Codable, Sendable {
  case grid(GridCode)
  case street(ID<RoadSegment>, lengthMillimetres: Int64)

  var place: SweepPlace {
    switch self {
    case .grid(let code): .grid(code)
    case .street(let segment, _): .street(segment)
    }
  }
}

enum SweepPlace: Hashable {
  case grid(GridCode)
  case street(ID<RoadSegment>)
}

/// That somebody of a body was there: a whole grid, or a stretch of a street.
public struct SweepVisit: Hashable, Codable, Sendable {
  public enum Extent: Hashable, Codable, Sendable {
    case grid(GridCode)
    /// From one offset to another along the street, in millimetres.
    case street(ID<RoadSegment>, Range<Int64>)
  }

  public var unit: ID<OrderUnit>
  public var at: Instant
  public var extent: Extent
  /// What was found and became cases.
  public var cases: [ID<CityCase>]

  public init(
    unit: ID<OrderUnit>, at: Instant, extent: Extent, cases: [ID<CityCase>] = []
  ) {
    self.unit = unit
    self.at = at
    self.extent = extent
    self.cases = cases
  }
}

extension SweepVisit {
  var place: SweepPlace {
    switch extent {
    case .grid(let code): .grid(code)
    case .street(let segment, _): .street(segment)
    }
  }
}
