// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Geography
import Testing

@Suite("Distances and the local map")
struct DistanceTests {
  @Test("A degree of latitude is 111 195 m on the mean sphere")
  func degree() {
    let south = Coordinate(latitude: 36, longitude: 119)
    let north = Coordinate(latitude: 37, longitude: 119)
    // 6 371 008.8 m × π / 180.
    #expect(south.distanceMillimetres(to: north) == 111_195_080)
    #expect(north.distanceMillimetres(to: south) == 111_195_080)
  }

  /// Source: haversine example of rosettacode.org (Nashville–Los Angeles, 2887.25995 km at radius
  /// 6372.8 km), scaled to our radius.
  @Test("Nashville to Los Angeles is 2886 km on the mean sphere")
  func knownDistance() {
    let nashville = Coordinate(latitude: 36.12, longitude: -86.67)
    let losAngeles = Coordinate(latitude: 33.94, longitude: -118.4)
    let metres = Double(nashville.distanceMillimetres(to: losAngeles)) / 1000
    #expect(abs(metres - 2_887_259.95 * 6_371_008.8 / 6_372_800) < 1)
  }

  @Test("The local map comes back exactly and measures what the sphere measures")
  func projection() {
    let projection = LocalProjection(centre: Coordinate(latitude: 36.7, longitude: 119.1))
    let place = Coordinate(latitude: 36.72, longitude: 119.13)
    let point = projection.point(place)
    let back = projection.coordinate(point)
    #expect(abs(back.latitude - place.latitude) < 1e-12)
    #expect(abs(back.longitude - place.longitude) < 1e-12)
    let flat = (point.x * point.x + point.y * point.y).squareRoot()
    let sphere = Double(projection.centre.distanceMillimetres(to: place)) / 1000
    #expect(abs(flat - sphere) / sphere < 0.001)
  }

  @Test("A box grows by metres on every side")
  func box() throws {
    let places = [
      Coordinate(latitude: 36.7, longitude: 119.1), Coordinate(latitude: 36.8, longitude: 119.2),
    ]
    let box = try #require(GeographicBox(around: places)).expanded(byMetres: 60)
    #expect(box.contains(Coordinate(latitude: 36.6996, longitude: 119.15)))
    #expect(!box.contains(Coordinate(latitude: 36.6994, longitude: 119.15)))
    #expect(GeographicBox(around: [Coordinate]()) == nil)
  }
}
