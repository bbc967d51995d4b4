// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Testing

@testable import DutyPlanning

@Suite("Strength of posts")
struct PostStrengthTests {
  private func post(_ brigade: Int64, _ demand: Int64, arterial: Bool) -> PostCandidate {
    PostCandidate(brigade: ID(rawValue: brigade), isArterial: arterial, demand: demand)
  }

  @Test("Classes follow the road and the third of the demand")
  func classes() {
    let strengths = PostStrengths(
      [
        post(1, 90, arterial: true), post(1, 80, arterial: false), post(1, 50, arterial: true),
        post(1, 40, arterial: false), post(1, 10, arterial: true), post(1, 5, arterial: false),
      ], spareSworn: [:], auxiliaries: [:], office: 0)
    #expect(strengths.classes == [.first, .second, .second, .second, .second, .third])
  }

  @Test("Office officers come one a post, then a second to the highest class")
  func office() {
    let posts = [
      post(1, 90, arterial: true), post(1, 50, arterial: false), post(1, 5, arterial: false),
    ]
    let strengths = PostStrengths(posts, spareSworn: [:], auxiliaries: [:], office: 4)
    #expect(strengths.strength.map(\.office) == [2, 1, 1])
    let few = PostStrengths(posts, spareSworn: [:], auxiliaries: [:], office: 2)
    #expect(few.strength.map(\.office) == [1, 1, 0])
    let many = PostStrengths(posts, spareSworn: [:], auxiliaries: [:], office: 50)
    #expect(many.strength.map(\.office) == [2, 2, 2])
  }

  @Test("A brigade's auxiliaries and second officers stay with its own posts")
  func brigades() {
    let posts = [
      post(1, 90, arterial: true), post(2, 80, arterial: true), post(1, 20, arterial: false),
    ]
    let strengths = PostStrengths(
      posts, spareSworn: [1: 5], auxiliaries: [1: 3, 2: 0], office: 3)
    #expect(strengths.strength[0] == Strength(sworn: 2, auxiliary: 2, office: 1))
    #expect(strengths.strength[1] == Strength(sworn: 1, auxiliary: 0, office: 1))
    #expect(strengths.strength[2] == Strength(sworn: 1, auxiliary: 1, office: 1))
  }

  @Test("An arterial crossing without two officers or one and two auxiliaries is found")
  func arterialRule() {
    #expect(Strength(sworn: 2).meetsArterialRule)
    #expect(Strength(sworn: 1, auxiliary: 2).meetsArterialRule)
    #expect(Strength(sworn: 1, office: 1).meetsArterialRule)
    #expect(!Strength(sworn: 1, auxiliary: 1).meetsArterialRule)
    let posts = [post(1, 9, arterial: false), post(1, 5, arterial: true)]
    let bare = PostStrengths(posts, spareSworn: [:], auxiliaries: [1: 1], office: 0)
    #expect(bare.firstShort(posts) == 1)
    let enough = PostStrengths(posts, spareSworn: [:], auxiliaries: [1: 2], office: 0)
    #expect(enough.firstShort(posts) == nil)
    #expect(enough.strength[1].auxiliary == 2)
  }
}
