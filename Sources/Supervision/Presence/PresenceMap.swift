// SPDX-License-Identifier: Apache-2.0

public import CityData
public import DutyModel
public import DutyPlanning
import Geography
public import Operations

/// Which posts, checkpoints, beats and streets lie near a place, by the distance at which a street counts as
/// seen: presence and 见警率 mean the same by it.
///
/// A beat is near where one of its streets is.
public struct PresenceMap: Sendable {
  private struct Fixed: Sendable {
    var place: PresencePlace
    var location: Coordinate
  }

  private let streets: NearbyStreets
  private let limitMillimetres: Int64
  /// Posts and checkpoints by a street that lies on them.
  private var fixedOnStreet: [Int32: [Fixed]] = [:]
  /// Those beside every street, which have to be looked at each time.
  private var fixedElsewhere: [Fixed] = []
  private var beatsOfStreet: [Int32: [PresencePlace]] = [:]

  public init(
    plan: DutyPlanSet, snapshot: CitySnapshot, policy: SupervisionPolicy = SupervisionPolicy()
  ) {
    streets = NearbyStreets(snapshot.roads, metres: policy.visibilityMetres)
    limitMillimetres = Int64(policy.visibilityMetres * 1000)
    for one in plan.plans {
      for post in one.posts { add(.post(post.id), one.mode, at: post.location) }
      for point in one.checkpoints { add(.checkpoint(point.id), one.mode, at: point.location) }
      for beat in one.beats {
        for segment in Set(beat.segments) {
          beatsOfStreet[Int32(segment.rawValue), default: []].append(
            .duty(.beat(beat.id), one.mode))
        }
      }
    }
  }

  private mutating func add(_ place: DutyPlace, _ mode: DutyMode, at location: Coordinate) {
    let fixed = Fixed(place: .duty(place, mode), location: location)
    if let street = streets.street(at: location) {
      fixedOnStreet[street, default: []].append(fixed)
    } else {
      fixedElsewhere.append(fixed)
    }
  }

  /// Each place once, in no order.
  public func places(near location: Coordinate) -> [PresencePlace] {
    var places: [PresencePlace] = []
    var beats: Set<PresencePlace> = []
    for street in streets.find(around: location) {
      places.append(.road(ID(rawValue: Int64(street))))
      for fixed in fixedOnStreet[street] ?? [] where isNear(fixed, location) {
        places.append(fixed.place)
      }
      beats.formUnion(beatsOfStreet[street] ?? [])
    }
    for fixed in fixedElsewhere where isNear(fixed, location) { places.append(fixed.place) }
    return places + beats
  }

  private func isNear(_ fixed: Fixed, _ location: Coordinate) -> Bool {
    fixed.location.distanceMillimetres(to: location) <= limitMillimetres
  }
}
