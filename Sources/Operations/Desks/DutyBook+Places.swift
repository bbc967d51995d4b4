// SPDX-License-Identifier: Apache-2.0

import CityData
public import DutyModel
public import DutyPlanning
import Geography

extension DutyBook {
  /// - Returns: `nil` for a place that the mode's plan does not have.
  public func name(of place: DutyPlace, in mode: DutyMode) -> LocalizedName? {
    places[PlaceKey(mode: mode, place: place)]
  }

  /// On whose ground the place lies; `nil` for a place that the mode's plan does not have.
  public func brigade(of place: DutyPlace, in mode: DutyMode) -> ID<Unit>? {
    guard let plan = plans[mode] else { return nil }
    switch place {
    case .post(let id): return plan.posts.first { $0.id == id }?.brigade
    case .beat(let id): return plan.beats.first { $0.id == id }?.brigade
    case .checkpoint(let id): return plan.checkpoints.first { $0.id == id }?.brigade
    case .patrol(let id):
      guard let stop = plan.patrols.first(where: { $0.id == id })?.stops.first,
        let segment = city.segmentAtJunction[Int(stop.junction.rawValue)]
      else { return nil }
      return snapshot.brigadeOfSegment[Int(segment.rawValue)]
    }
  }

  /// Where the place is shown on a map: of a beat its first street, of a patrol its first stop.
  public func location(of place: DutyPlace, in mode: DutyMode) -> Coordinate? {
    guard let plan = plans[mode] else { return nil }
    switch place {
    case .post(let id): return plan.posts.first { $0.id == id }?.location
    case .checkpoint(let id): return plan.checkpoints.first { $0.id == id }?.location
    case .patrol(let id): return plan.patrols.first { $0.id == id }?.stops.first?.location
    case .beat(let id):
      guard let segment = plan.beats.first(where: { $0.id == id })?.segments.first else {
        return nil
      }
      return snapshot.roads[snapshot.roads[segment].from].location
    }
  }
}
