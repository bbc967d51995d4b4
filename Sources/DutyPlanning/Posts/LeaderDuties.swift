// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// 包岗: a leader answers for some posts.
public struct PostSponsorship: Hashable, Codable, Sendable {
  public var leader: DutyModel.ID<Officer>
  public var posts: [DutyModel.ID<Post>]

  public init(leader: DutyModel.ID<Officer>, posts: [DutyModel.ID<Post>]) {
    self.leader = leader
    self.posts = posts
  }
}

/// 巡片: a leader tours the posts of an area in this order.
public struct AreaTour: Hashable, Codable, Sendable {
  public var leader: DutyModel.ID<Officer>
  public var area: DutyModel.ID<Area>
  public var posts: [DutyModel.ID<Post>]

  public init(leader: DutyModel.ID<Officer>, area: DutyModel.ID<Area>, posts: [DutyModel.ID<Post>])
  {
    self.leader = leader
    self.area = area
    self.posts = posts
  }
}
