// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import DutyPlanning
import Geography

/// The places of all four plans by mode and number.
struct PlaceIndex: Sendable {
  struct Key: Hashable, Sendable {
    var place: DutyPlace
    var mode: DutyMode
  }

  private(set) var posts: [Key: Post] = [:]
  private(set) var beats: [Key: Beat] = [:]
  private(set) var patrols: [Key: Patrol] = [:]
  private(set) var checkpoints: [Key: Checkpoint] = [:]
  private let brigadeOfSegment: [ID<Unit>]
  private let segmentAtJunction: [ID<Junction>: ID<RoadSegment>]

  init(plan: DutyPlanSet, snapshot: CitySnapshot) {
    brigadeOfSegment = snapshot.brigadeOfSegment
    var first: [ID<Junction>: ID<RoadSegment>] = [:]
    for segment in snapshot.roads.segments {
      for end in [segment.from, segment.to] where first[end] == nil { first[end] = segment.id }
    }
    segmentAtJunction = first
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
      return segmentAtJunction[stop.junction].map { brigadeOfSegment[Int($0.rawValue)] }
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

extension PlaceIndex {
  /// The streets that the place answers for.
  func segments(of place: DutyPlace, in mode: DutyMode) -> [ID<RoadSegment>] {
    let key = Key(place: place, mode: mode)
    switch place {
    case .post: return posts[key]?.reason.segments ?? []
    case .beat: return beats[key]?.segments ?? []
    case .patrol: return patrols[key]?.reason.segments ?? []
    case .checkpoint: return checkpoints[key]?.reason.segments ?? []
    }
  }

  /// Incidents that the plan answers, by mode and street; each counts once a mode.
  func weights(
    of plan: DutyPlanSet, incidents: [LocatedIncident]
  ) -> [DutyMode: [Int: Int64]] {
    let segmentOf = Dictionary(
      incidents.map { ($0.incident.id, Int($0.segment.rawValue)) }
    ) { first, _ in first }
    var weights: [DutyMode: [Int: Int64]] = [:]
    for one in plan.plans {
      let answered =
        one.posts.flatMap(\.reason.incidents) + one.beats.flatMap(\.reason.incidents)
        + one.patrols.flatMap(\.reason.incidents) + one.checkpoints.flatMap(\.reason.incidents)
      for incident in Set(answered) {
        guard let segment = segmentOf[incident] else { continue }
        weights[one.mode, default: [:]][segment, default: 0] += 1
      }
    }
    return weights
  }
}
