// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import DutyPlanning
import Geography

/// The places of all four plans by mode and number.
struct PlaceIndex {
  struct Key: Hashable {
    var place: DutyPlace
    var mode: DutyMode
  }

  private(set) var posts: [Key: Post] = [:]
  private(set) var beats: [Key: Beat] = [:]
  private(set) var patrols: [Key: Patrol] = [:]
  private(set) var checkpoints: [Key: Checkpoint] = [:]
  private let brigadeOfSegment: [ID<Unit>]
  private let roads: RoadNetwork

  init(plan: DutyPlanSet, snapshot: CitySnapshot) {
    brigadeOfSegment = snapshot.brigadeOfSegment
    roads = snapshot.roads
    for one in plan.plans {
      for post in one.posts { posts[Key(place: .post(post.id), mode: one.mode)] = post }
      for beat in one.beats { beats[Key(place: .beat(beat.id), mode: one.mode)] = beat }
      for patrol in one.patrols {
        patrols[Key(place: .patrol(patrol.id), mode: one.mode)] = patrol
      }
      for point in one.checkpoints {
        checkpoints[Key(place: .checkpoint(point.id), mode: one.mode)] = point
      }
    }
  }

  func brigade(of place: DutyPlace, in mode: DutyMode) -> ID<Unit>? {
    let key = Key(place: place, mode: mode)
    switch place {
    case .post: return posts[key]?.brigade
    case .beat: return beats[key]?.brigade
    case .checkpoint: return checkpoints[key]?.brigade
    case .patrol:
      guard let stop = patrols[key]?.stops.first else { return nil }
      let segment = roads.segments.first { $0.from == stop.junction || $0.to == stop.junction }
      return segment.map { brigadeOfSegment[Int($0.id.rawValue)] }
    }
  }

  /// Where somebody stands all the time; `nil` for beats and patrols.
  func location(of place: DutyPlace, in mode: DutyMode) -> Coordinate? {
    let key = Key(place: place, mode: mode)
    switch place {
    case .post: return posts[key]?.location
    case .checkpoint: return checkpoints[key]?.location
    case .beat, .patrol: return nil
    }
  }

  /// The incidents that the plan answers at this place.
  func incidents(of place: DutyPlace, in mode: DutyMode) -> [ID<Incident>] {
    let key = Key(place: place, mode: mode)
    switch place {
    case .post: return posts[key]?.reason.incidents ?? []
    case .beat: return beats[key]?.reason.incidents ?? []
    case .patrol: return patrols[key]?.reason.incidents ?? []
    case .checkpoint: return checkpoints[key]?.reason.incidents ?? []
    }
  }
}
