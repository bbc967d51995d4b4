// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import Geography

/// 岗: a junction that officers hold.
public struct Post: Identifiable, Hashable, Codable, Sendable {
  public let id: DutyModel.ID<Post>
  public var name: LocalizedName
  public var junction: DutyModel.ID<Junction>
  public var location: Coordinate
  public var area: DutyModel.ID<Area>
  public var brigade: DutyModel.ID<Unit>
  public var strength: Strength
  public var reason: PlaceReason

  public init(
    id: DutyModel.ID<Post>, name: LocalizedName, junction: DutyModel.ID<Junction>,
    location: Coordinate,
    area: DutyModel.ID<Area>, brigade: DutyModel.ID<Unit>, strength: Strength, reason: PlaceReason
  ) {
    self.id = id
    self.name = name
    self.junction = junction
    self.location = location
    self.area = area
    self.brigade = brigade
    self.strength = strength
    self.reason = reason
  }
}

/// People needed at one place at the same time.
public struct Strength: Hashable, Codable, Sendable {
  /// Sworn officers of the brigade's squadrons.
  public var sworn: Int
  /// Auxiliaries of the brigade's squadrons.
  public var auxiliary: Int
  /// Sworn officers from the offices 机关民警.
  public var office: Int

  public init(sworn: Int, auxiliary: Int = 0, office: Int = 0) {
    self.sworn = sworn
    self.auxiliary = auxiliary
    self.office = office
  }

  public var total: Int { sworn + auxiliary + office }
}
