// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Geography
import Testing

/// Degrees within which two public implementations of the same formulas agree.
private let tolerance = 1e-9

@Suite("Coordinate systems")
struct CoordinateSystemTests {
  /// Source: test vectors of github.com/googollee/eviltransform (Shanghai, Shenzhen, Beijing).
  @Test(
    "GCJ-02 is what the public test vectors say",
    arguments: [
      (31.1774276, 121.5272106, 31.17530398364597, 121.531541859215),
      (22.543847, 113.912316, 22.540796131694766, 113.9171764808363),
      (39.911954, 116.377817, 39.91334545536069, 116.38404722455657),
    ])
  func knownGCJ02(vector: (Double, Double, Double, Double)) {
    let place = TaggedCoordinate(latitude: vector.0, longitude: vector.1, system: .wgs84)
    let shifted = place.converted(to: .gcj02)
    #expect(abs(shifted.latitude - vector.2) < tolerance)
    #expect(abs(shifted.longitude - vector.3) < tolerance)
  }

  /// Source: github.com/wandergis/coordtransform, as its Rust port tests it (39.915, 116.404).
  @Test("BD-09 is what the public test vector says")
  func knownBD09() {
    let place = ChineseDatum.bd09(fromGCJ02: Coordinate(latitude: 39.915, longitude: 116.404))
    #expect(abs(place.latitude - 39.92133699351021) < tolerance)
    #expect(abs(place.longitude - 116.41036949371029) < tolerance)
  }

  /// Source: github.com/wandergis/coordtransform; its inverse is closed-form, good to 1e-6 degrees.
  @Test("BD-09 comes back to GCJ-02 as the public test vector says")
  func knownBD09Inverse() {
    let place = ChineseDatum.gcj02(fromBD09: Coordinate(latitude: 39.915, longitude: 116.404))
    #expect(abs(place.latitude - 39.90865673957631) < 1e-6)
    #expect(abs(place.longitude - 116.39762729119315) < 1e-6)
  }

  @Test("There and back again ends within 1e-8 degrees", arguments: [UInt64(1), 2, 3])
  func roundTrip(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<500 {
      let place = Coordinate(
        latitude: .random(in: 18...50, using: &generator),
        longitude: .random(in: 76...132, using: &generator))
      for system in [CoordinateSystem.gcj02, .bd09] {
        let tagged = TaggedCoordinate(
          latitude: place.latitude, longitude: place.longitude, system: .wgs84)
        let back = tagged.converted(to: system).wgs84
        #expect(abs(back.latitude - place.latitude) < 1e-8, "seed \(seed), \(place), \(system)")
        #expect(abs(back.longitude - place.longitude) < 1e-8, "seed \(seed), \(place), \(system)")
      }
    }
  }

  @Test("Outside China every system is WGS-84", arguments: CoordinateSystem.allCases)
  func outside(system: CoordinateSystem) {
    let place = TaggedCoordinate(latitude: -30.03, longitude: -51.22, system: system)
    #expect(place.wgs84 == Coordinate(latitude: -30.03, longitude: -51.22))
  }

  @Test("GCJ-02 in Weifang lies between 300 and 700 metres off")
  func shiftInWeifang() {
    let place = Coordinate(latitude: 36.709494, longitude: 119.137357)
    let metres = place.distanceMillimetres(to: ChineseDatum.gcj02(fromWGS84: place)) / 1000
    #expect((300...700).contains(metres))
  }

  @Test("A tagged text is read with its system")
  func parsing() throws {
    let place = try TaggedCoordinate(parsing: "GCJ-02:36.709494, 119.137357")
    #expect(
      place == TaggedCoordinate(latitude: 36.709494, longitude: 119.137357, system: .gcj02))
    #expect(try TaggedCoordinate(parsing: "EPSG:4326:1,2").system == .wgs84)
  }

  @Test(
    "A text that does not say its system, or says nonsense, is refused",
    arguments: [
      ("36.7,119.1", CoordinateError.untagged("36.7,119.1")),
      ("mars:36.7,119.1", .unknownSystem("mars")), ("wgs84:36.7", .notTwoNumbers("wgs84:36.7")),
      ("wgs84:119.1,36.7", .outOfRange(latitude: 119.1, longitude: 36.7)),
    ])
  func refused(text: String, expected: CoordinateError) {
    #expect(throws: expected) { try TaggedCoordinate(parsing: text) }
  }

  @Test("The refusal says what to write instead")
  func refusalSentence() {
    #expect(
      CoordinateError.untagged("36.7,119.1").description == """
        The coordinate "36.7,119.1" does not say its system. Expected system:latitude,longitude, \
        such as wgs84:36.709494,119.137357. Maybe it comes from AMap (gcj02) or Baidu (bd09).
        """)
  }
}
