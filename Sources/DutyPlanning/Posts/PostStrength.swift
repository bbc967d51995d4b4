// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Geography

/// 一类岗, 二类岗, 三类岗: how much a post matters.
enum PostClass: Int, Comparable {
  case first = 1
  case second, third

  static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// One post as the sharing out of people sees it.
struct PostCandidate {
  var brigade: ID<Unit>
  var isArterial: Bool
  /// Expected incidents a year in thousandths.
  var demand: Int64
  /// What a planner decided by hand; `nil` to share out.
  var fixed: Strength?
}

/// Shares the people of the brigades and offices out over the posts.
///
/// Class 一: an arterial crossing among the third with the highest demand; 三: neither arterial nor
/// in the upper two thirds; 二: the rest. Every post has one sworn officer of its brigade. What the
/// brigade has left goes to classes 一, 二, 三 in this order: second auxiliaries and second sworn
/// officers to class 一 only, first auxiliaries to all. Office officers: one a post, then a second
/// by class and demand, until they are used up. Crossings of arterials and expressways have two
/// sworn officers or one and two auxiliaries (road duty rules art. 70, domain rule CN-12).
struct PostStrengths {
  /// By post.
  private(set) var classes: [PostClass]
  private(set) var strength: [Strength]

  /// - Parameters:
  ///   - spareSworn: by brigade, posts that may have a second sworn officer.
  ///   - auxiliaries: by brigade, auxiliaries on posts at one time.
  ///   - office: office officers on posts at one time.
  init(
    _ posts: [PostCandidate], spareSworn: [ID<Unit>: Int], auxiliaries: [ID<Unit>: Int],
    office: Int
  ) {
    let order = posts.indices.sorted { (-posts[$0].demand, $0) < (-posts[$1].demand, $1) }
    classes = Array(repeating: .second, count: posts.count)
    for (rank, post) in order.enumerated() {
      let third = rank * 3 / max(1, posts.count)
      if posts[post].isArterial && third == 0 { classes[post] = .first }
      if !posts[post].isArterial && third == 2 { classes[post] = .third }
    }
    strength = posts.map { $0.fixed ?? Strength(sworn: 1) }
    let classes = classes
    let byClass = order.filter { posts[$0].fixed == nil }.sorted {
      (classes[$0], -posts[$0].demand, $0) < (classes[$1], -posts[$1].demand, $1)
    }
    let fixed = posts.filter { $0.fixed != nil }
    shareOffice(office - fixed.reduce(0) { $0 + ($1.fixed?.office ?? 0) }, over: byClass)
    shareAuxiliaries(
      Self.left(auxiliaries, fixed) { $0.auxiliary }, over: byClass, posts)
    shareSworn(Self.left(spareSworn, fixed) { $0.sworn - 1 }, over: byClass, posts)
  }

  /// What the posts of a fixed size leave of each brigade's people.
  private static func left(
    _ people: [ID<Unit>: Int], _ fixed: [PostCandidate], _ used: (Strength) -> Int
  ) -> [ID<Unit>: Int] {
    var left = people
    for post in fixed { left[post.brigade, default: 0] -= post.fixed.map(used) ?? 0 }
    return left
  }

  /// The first post that its people do not suffice for, if any.
  func firstShort(_ posts: [PostCandidate]) -> Int? {
    posts.indices.first { posts[$0].isArterial && !strength[$0].meetsArterialRule }
  }

  private mutating func shareOffice(_ office: Int, over order: [Int]) {
    var left = office
    for _ in 0..<2 {
      for post in order where left > 0 {
        strength[post].office += 1
        left -= 1
      }
    }
  }

  private mutating func shareAuxiliaries(
    _ auxiliaries: [ID<Unit>: Int], over order: [Int], _ posts: [PostCandidate]
  ) {
    var left = auxiliaries
    func give(_ post: Int, upTo count: Int) {
      let brigade = posts[post].brigade
      while strength[post].auxiliary < count, left[brigade, default: 0] > 0 {
        strength[post].auxiliary += 1
        left[brigade, default: 0] -= 1
      }
    }
    for post in order where posts[post].isArterial && !strength[post].meetsArterialRule {
      give(post, upTo: 2)
    }
    for post in order { give(post, upTo: 1) }
    for post in order where classes[post] == .first { give(post, upTo: 2) }
  }

  private mutating func shareSworn(
    _ spare: [ID<Unit>: Int], over order: [Int], _ posts: [PostCandidate]
  ) {
    var left = spare
    for post in order where left[posts[post].brigade, default: 0] > 0 {
      guard classes[post] == .first || (posts[post].isArterial && !strength[post].meetsArterialRule)
      else { continue }
      strength[post].sworn += 1
      left[posts[post].brigade, default: 0] -= 1
    }
  }
}

extension Strength {
  /// Two sworn officers, or one and two auxiliaries.
  var meetsArterialRule: Bool {
    sworn + office >= 2 || (sworn + office >= 1 && auxiliary >= 2)
  }
}
