// SPDX-License-Identifier: Apache-2.0

import AccessControl
import CityData
import DutyModel
import DutyPlanning
import Geography
import Synchronization

/// Which part of the published plans somebody reads: made once for each reach, since plans do not change while the
/// server runs and there are as many reaches as units.
final class PlaceOwners: Sendable {
  /// The plans of one reach, and where each of their places is.
  struct Part: Sendable {
    var plans: [DutyMode: DutyPlan]
    var places: [DutyMode: Set<DutyPlace>]

    func holds(_ place: DutyPlace, in mode: DutyMode) -> Bool {
      places[mode]?.contains(place) ?? false
    }
  }

  private let plans: [DutyPlan]
  private let brigades: [Set<DutyModel.ID<Unit>>]
  private let parts = Mutex<[TerritoryReach: Part]>([:])

  init(_ contents: ServerContents) {
    plans = contents.plans.plans
    let snapshot = contents.snapshot
    var brigades = snapshot.roads.junctions.map { _ in Set<DutyModel.ID<Unit>>() }
    for segment in snapshot.roads.segments {
      let brigade = snapshot.brigadeOfSegment[Int(segment.id.rawValue)]
      brigades[Int(segment.from.rawValue)].insert(brigade)
      brigades[Int(segment.to.rawValue)].insert(brigade)
    }
    self.brigades = brigades
  }

  func part(_ reach: TerritoryReach) -> Part {
    if let known = parts.withLock({ $0[reach] }) { return known }
    let limited = plans.map { plan in
      plan.limited(to: reach.ground) { self.brigades[Int($0.rawValue)] }
    }
    let part = Part(
      plans: Dictionary(limited.map { ($0.mode, $0) }, uniquingKeysWith: { first, _ in first }),
      places: Dictionary(
        limited.map { ($0.mode, $0.places) }, uniquingKeysWith: { first, _ in first }))
    parts.withLock { $0[reach] = part }
    return part
  }

  /// Whether each mode's plan that has a place of this number has it within the reach. Plans may number places
  /// alike, and what does not say its mode is shown only where none of them is somebody else's.
  func isOwn(_ place: DutyPlace, _ reach: TerritoryReach) -> Bool {
    let part = part(reach)
    let modes = plans.filter { $0.places.contains(place) }.map(\.mode)
    return !modes.isEmpty && modes.allSatisfy { part.holds(place, in: $0) }
  }
}
