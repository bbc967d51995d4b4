// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import Geography

/// 网格: a part of a brigade's jurisdiction with an owner by name 定人定岗定责.
public struct Beat: Identifiable, Hashable, Codable, Sendable {
  public let id: DutyModel.ID<Beat>
  public var name: LocalizedName
  public var area: DutyModel.ID<Area>
  public var brigade: DutyModel.ID<Unit>
  /// 网格责任人
  public var owner: DutyModel.ID<Officer>
  public var segments: [DutyModel.ID<RoadSegment>]
  public var lengthMetres: Int64
  /// What the owner is answerable for, as keys of the string catalogue.
  public var duties: [String]
  /// 秩序严管街: the beat's segments under strict control.
  public var strictControlSegments: [DutyModel.ID<RoadSegment>]
  public var reason: PlaceReason

  public init(
    id: DutyModel.ID<Beat>, name: LocalizedName, area: DutyModel.ID<Area>,
    brigade: DutyModel.ID<Unit>, owner: DutyModel.ID<Officer>,
    segments: [DutyModel.ID<RoadSegment>], lengthMetres: Int64, duties: [String],
    strictControlSegments: [DutyModel.ID<RoadSegment>], reason: PlaceReason
  ) {
    self.id = id
    self.name = name
    self.area = area
    self.brigade = brigade
    self.owner = owner
    self.segments = segments
    self.lengthMetres = lengthMetres
    self.duties = duties
    self.strictControlSegments = strictControlSegments
    self.reason = reason
  }
}
