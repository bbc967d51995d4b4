// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Geography
import Operations
import Testing

@Suite("Where units are, for whom to send")
struct WhereaboutsTests {
  private static let now = Instant(milliseconds: 1_525_226_400_000)

  private static func fix(_ terminal: Int64, secondsAgo: Int64, latitude: Double) -> Fix {
    Fix(
      terminal: ID(rawValue: terminal), instant: now.adding(seconds: -secondsAgo), received: now,
      place: TaggedCoordinate(latitude: latitude, longitude: 119.1, system: .wgs84))
  }

  private static let terminals = ["100007", "鲁V·0002", "鲁V·0003"].enumerated().map {
    TrackedTerminal(
      id: ID(rawValue: Int64($0 + 1)), kind: .jt808, name: "\($0)", holder: $1)
  }

  @Test("the newest of an officer's and a vehicle's place counts")
  func newest() throws {
    let whereabouts = Whereabouts(
      [
        Self.fix(1, secondsAgo: 50, latitude: 36.71), Self.fix(2, secondsAgo: 20, latitude: 36.72),
      ], of: Self.terminals, at: Self.now)
    for holders in [["100007", "鲁V·0002"], ["鲁V·0002", "100007"]] {
      let place = try #require(whereabouts.place(of: holders))
      #expect(place.ageSeconds == 20)
      #expect(place.coordinate == Self.fix(2, secondsAgo: 0, latitude: 36.72).place.wgs84)
    }
    #expect(whereabouts.place(of: ["100007"])?.ageSeconds == 50)
  }

  @Test("a place of more than two minutes is none, nor is a stranger's; a fast clock's is new")
  func freshness() {
    let whereabouts = Whereabouts(
      [
        Self.fix(1, secondsAgo: 121, latitude: 36.7), Self.fix(2, secondsAgo: 120, latitude: 36.7),
        Self.fix(3, secondsAgo: -30, latitude: 36.7), Self.fix(9, secondsAgo: 1, latitude: 36.7),
      ], of: Self.terminals, at: Self.now)
    #expect(whereabouts.place(of: ["100007"]) == nil)
    #expect(whereabouts.place(of: ["鲁V·0002"])?.ageSeconds == 120)
    #expect(whereabouts.place(of: ["鲁V·0003"])?.ageSeconds == 0)
    #expect(whereabouts.place(of: []) == nil)
    #expect(Whereabouts().place(of: ["鲁V·0002"]) == nil)
  }
}
