// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import DutyPlanning
import Geography
import Operations
import Supervision
import TestSupport
import Testing

@Suite("What lies near a terminal")
struct PresenceMapTests {
  private static let corner = GridCity.location(row: 0, column: 0)

  private static func map(metres: Double) -> PresenceMap {
    var policy = SupervisionPolicy()
    policy.visibilityMetres = metres
    return PresenceMap(plan: SmallDay.plans, snapshot: SmallDay.snapshot, policy: policy)
  }

  @Test("is the post, the beat and each street within the distance of 见警率")
  func near() {
    let post = PresencePlace.duty(.post(1), .peak)
    let beat = PresencePlace.duty(.beat(1), .offPeak)
    let places = Self.map(metres: 200).places(near: Self.corner)
    #expect(Set(places).count == places.count)
    #expect(places.contains(post))
    // Each street's distance by hand: the map knows no other measure than the index.
    let roads = SmallDay.snapshot.roads
    let expected = SegmentIndex(roads).segments(near: Self.corner, withinMetres: 200)
    let streets = places.filter { if case .road = $0 { true } else { false } }
    #expect(Set(streets) == Set(expected.map { .road($0.segment) }) && expected.count > 4)
    let isOnBeat = expected.contains { [9, 11].contains($0.segment.rawValue) }
    #expect(places.contains(beat) == isOnBeat)
    let middle = roads.shape(of: roads.segments[9])
    #expect(Self.map(metres: 200).places(near: middle[middle.startIndex]).contains(beat))
  }

  @Test("ends at that distance")
  func far() {
    let map = Self.map(metres: 50)
    let post = PresencePlace.duty(.post(1), .peak)
    let metre = 1 / 111_195.0
    func places(_ metres: Double) -> [PresencePlace] {
      map.places(
        near: Coordinate(
          latitude: Self.corner.latitude - metres * metre, longitude: Self.corner.longitude))
    }
    #expect(places(49).contains(post) && !places(51).contains(post))
    #expect(places(5000).isEmpty)
  }
}
