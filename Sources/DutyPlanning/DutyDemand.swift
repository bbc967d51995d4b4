// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// People needed at one place during one window: what the roster fills.
public struct DutyDemand: Identifiable, Hashable, Codable, Sendable {
  public let id: DutyModel.ID<DutyDemand>
  public var mode: DutyMode
  public var place: DutyPlace
  public var location: Coordinate
  public var window: DutyWindow
  /// The one day of a special order; `nil` for every day that the window recurs on.
  public var date: CivilDate?
  public var pool: DutyPool
  public var sworn: Int
  public var auxiliary: Int
  /// At least this many of the people have each skill.
  public var skills: [Skill: Int]
  public var vehicle: Vehicle.Kind?

  public init(
    id: DutyModel.ID<DutyDemand>, mode: DutyMode, place: DutyPlace, location: Coordinate,
    window: DutyWindow, date: CivilDate? = nil, pool: DutyPool, sworn: Int, auxiliary: Int = 0,
    skills: [Skill: Int] = [:], vehicle: Vehicle.Kind? = nil
  ) {
    self.id = id
    self.mode = mode
    self.place = place
    self.location = location
    self.window = window
    self.date = date
    self.pool = pool
    self.sworn = sworn
    self.auxiliary = auxiliary
    self.skills = skills
    self.vehicle = vehicle
  }
}

extension DutyDemand {
  /// When it is to be met on a day, `nil` where it is not asked for. A dated demand is for its own
  /// day only, whatever the calendar says.
  ///
  /// - Parameter calendar: holidays and shifted working days; `nil` for the plain week.
  public func interval(on day: CivilDate, calendar: WorkingCalendar?) -> CivilInterval? {
    guard let only = date else { return window.interval(on: day, calendar: calendar) }
    var window = window
    window.weekdays.insert(day.weekday)
    return only == day ? window.interval(on: day) : nil
  }
}

/// Where a duty is done.
public enum DutyPlace: Hashable, Codable, Sendable {
  case post(DutyModel.ID<Post>)
  case beat(DutyModel.ID<Beat>)
  case patrol(DutyModel.ID<Patrol>)
  case checkpoint(DutyModel.ID<Checkpoint>)

  public var form: DutyForm {
    switch self {
    case .post: .post
    case .beat: .beat
    case .patrol: .patrol
    case .checkpoint: .checkpoint
    }
  }
}

/// Whose people a demand is filled from.
public enum DutyPool: Hashable, Codable, Sendable {
  /// The squadrons of one brigade.
  case brigade(DutyModel.ID<Unit>)
  /// The brigade's squadron whose turn the night is 轮流负责.
  case nightRotation(brigade: DutyModel.ID<Unit>)
  /// All offices of the detachment 机关民警.
  case offices
  /// One special service squadron 铁骑.
  case specialService(DutyModel.ID<Unit>)
}
