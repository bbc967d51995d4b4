// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import Geography

/// 查缉点 or, at night, the place and time of a night check 夜查.
public struct Checkpoint: Identifiable, Hashable, Codable, Sendable {
  public let id: DutyModel.ID<Checkpoint>
  public var name: LocalizedName
  public var junction: DutyModel.ID<Junction>
  public var location: Coordinate
  public var area: DutyModel.ID<Area>
  public var brigade: DutyModel.ID<Unit>
  public var window: DutyWindow
  public var strength: Strength
  public var reason: PlaceReason

  public init(
    id: DutyModel.ID<Checkpoint>, name: LocalizedName, junction: DutyModel.ID<Junction>,
    location: Coordinate,
    area: DutyModel.ID<Area>, brigade: DutyModel.ID<Unit>, window: DutyWindow, strength: Strength,
    reason: PlaceReason
  ) {
    self.id = id
    self.name = name
    self.junction = junction
    self.location = location
    self.area = area
    self.brigade = brigade
    self.window = window
    self.strength = strength
    self.reason = reason
  }
}
