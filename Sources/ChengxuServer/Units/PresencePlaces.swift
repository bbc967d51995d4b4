// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import DutyPlanning
import Geography
import Operations

/// The places at which presence is counted, with whose they are.
struct PresencePlaces: Sendable {
  struct Place: Sendable {
    var brigade: DutyModel.ID<DutyModel.Unit>?
    /// `nil` for a street: its number leads to it.
    var name: LocalizedName?
  }

  private var ofPlan: [PresencePlace: Place] = [:]
  private let brigadeOfSegment: [DutyModel.ID<DutyModel.Unit>]

  init(_ contents: ServerContents) {
    brigadeOfSegment = contents.snapshot.brigadeOfSegment
    for plan in contents.plans.plans {
      for post in plan.posts {
        ofPlan[.duty(.post(post.id), plan.mode)] = Place(brigade: post.brigade, name: post.name)
      }
      for beat in plan.beats {
        ofPlan[.duty(.beat(beat.id), plan.mode)] = Place(brigade: beat.brigade, name: beat.name)
      }
      for point in plan.checkpoints {
        ofPlan[.duty(.checkpoint(point.id), plan.mode)] = Place(
          brigade: point.brigade, name: point.name)
      }
    }
  }

  /// - Returns: `nil` for a place that the plan in force does not have.
  subscript(place: PresencePlace) -> Place? {
    switch place {
    case .duty: ofPlan[place]
    case .road(let segment):
      brigadeOfSegment.indices.contains(Int(segment.rawValue))
        ? Place(brigade: brigadeOfSegment[Int(segment.rawValue)]) : nil
    }
  }
}
