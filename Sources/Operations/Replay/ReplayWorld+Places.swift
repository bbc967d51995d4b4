// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import DutyPlanning
import Geography
import Rostering

/// Looks up where a task is done.
extension ReplayWorld {
  func resolve(
    _ task: DutyTask, home: ID<Unit>
  ) throws(ReplayError) -> (
    place: ReplayAssignment.Place, brigade: ID<Unit>, segments: [ID<RoadSegment>]
  ) {
    guard let place = task.place else { return (.station, home, []) }
    let plan = plans[task.mode]
    switch place {
    case .post(let id):
      if let post = plan?.posts.first(where: { $0.id == id }) {
        return (.fixed(junction: post.junction), post.brigade, post.reason.segments)
      }
    case .checkpoint(let id):
      if let point = plan?.checkpoints.first(where: { $0.id == id }) {
        return (.fixed(junction: point.junction), point.brigade, point.reason.segments)
      }
    case .beat(let id):
      if let beat = plan?.beats.first(where: { $0.id == id }) {
        return (.beat(beat), beat.brigade, beat.segments)
      }
    case .patrol(let id):
      if let patrol = plan?.patrols.first(where: { $0.id == id }) {
        let ground = patrol.stops.first.flatMap { segmentAtJunction[Int($0.junction.rawValue)] }
        let brigade = ground.map { snapshot.brigadeOfSegment[Int($0.rawValue)] }
        return (.patrol(patrol), brigade ?? home, patrol.reason.segments)
      }
    }
    throw .unknownPlace(place, mode: task.mode)
  }
}
