// SPDX-License-Identifier: Apache-2.0

import DutyModel

/// 包岗: shares posts out to leaders so that their numbers differ by at most one and each leader's
/// posts lie together.
enum Sponsorship {
  /// - Returns: in order of leader; leaders beyond the number of posts get none.
  static func share(_ posts: [Post], among leaders: [Officer]) -> [PostSponsorship] {
    let count = min(posts.count, leaders.count)
    guard count > 0 else { return [] }
    let parts = CoordinateBisection.split(posts.map(\.location), into: count)
    return zip(leaders, parts).map { leader, part in
      PostSponsorship(leader: leader.id, posts: part.map { posts[$0].id }.sorted())
    }
  }
}
