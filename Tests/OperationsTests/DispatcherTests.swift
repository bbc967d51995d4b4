// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Geography
import Operations
import TestSupport
import Testing

@Suite("The dispatcher")
struct DispatcherTests {
  /// Seconds from each junction, by hand.
  struct Table: RoadTimes {
    var seconds: [ID<Junction>: Int64]
    func milliseconds(from junction: ID<Junction>) -> Int64? { seconds[junction].map { $0 * 1000 } }
  }

  static func unit(
    _ key: Int64, at junction: Int64, sworn: Bool = true,
    _ mobility: ResponseUnit.Mobility = .motorcycle,
    _ availability: ResponseUnit.Availability = .free
  ) -> ResponseUnit {
    ResponseUnit(
      key: ID(rawValue: key), unit: 2, hasSworn: sworn, mobility: mobility,
      availability: availability, position: ID(rawValue: junction))
  }

  @Test("sends the nearest suitable unit and shows the next two")
  func nearest() throws {
    let travel = Table(seconds: [1: 300, 2: 100, 3: 200, 4: 400])
    let units = [
      Self.unit(11, at: 1), Self.unit(12, at: 2), Self.unit(13, at: 3), Self.unit(14, at: 4),
    ]
    let decision = try #require(Dispatcher.standard.decide(among: units, travel: travel).decision)
    #expect(decision.unit == 12)
    #expect(decision.candidates.map(\.unit) == [12, 13, 11])
    #expect(decision.candidates.map(\.travelSeconds) == [100, 200, 300])
    #expect(decision.candidates[0].reason.chinese == "铁骑，路程 1 分 40 秒，按勤务位置")
    #expect(
      decision.candidates[0].reason.english
        == "motorcycle, 1 min 40 s by road, from the rostered place")
  }

  @Test("ranks whoever is in lost contact after all who were heard, and says so")
  func silent() throws {
    let travel = Table(seconds: [1: 30, 2: 400, 3: 200])
    var near = Self.unit(11, at: 1)
    near.silentSeconds = 1_260
    let units = [near, Self.unit(12, at: 2), Self.unit(13, at: 3)]
    let decision = try #require(Dispatcher.standard.decide(among: units, travel: travel).decision)
    #expect(decision.unit == 13 && decision.candidates.map(\.unit) == [13, 12, 11])
    #expect(decision.candidates[2].reason.chinese.hasSuffix("，失联 21 分钟，可能不应答"))
    #expect(
      decision.candidates[2].reason.english.hasSuffix("not heard of for 21 min and may not answer"))
    // Nobody else: better somebody who may not answer than nobody.
    #expect(Dispatcher.standard.decide(among: [near], travel: travel).decision?.unit == 11)
  }

  @Test("passes over who is busy, unsworn, too far on foot, out of reach, or alone on a post")
  func passedOver() {
    let travel = Table(seconds: [1: 10, 2: 81])
    let units = [
      Self.unit(11, at: 1, .motorcycle, .busy), Self.unit(12, at: 1, sworn: false),
      Self.unit(13, at: 2, .foot), Self.unit(14, at: 9),
      Self.unit(15, at: 1, .foot, .holding(remaining: 0)),
    ]
    let (decision, passedOver) = Dispatcher.standard.decide(among: units, travel: travel)
    #expect(decision == nil)
    #expect(
      passedOver
        == Unsuitability.allCases.map { DispatchDecision.PassedOver(reason: $0, count: 1) })
  }

  @Test("takes somebody from a post only if that saves two minutes and others stay")
  func leavingAPost() throws {
    let holder = Self.unit(11, at: 1, .foot, .holding(remaining: 1))
    let patrol = Self.unit(12, at: 2)
    // On foot 10 s of driving are 60 s of walking.
    let near = Table(seconds: [1: 10, 2: 179])
    #expect(
      Dispatcher.standard.decide(among: [holder, patrol], travel: near).decision?.unit == 12)
    let far = Table(seconds: [1: 10, 2: 181])
    let decision = try #require(
      Dispatcher.standard.decide(among: [holder, patrol], travel: far).decision)
    #expect(decision.unit == 11)
    #expect(decision.candidates[0].leavesPost)
  }

  @Test("breaks a tie by the lower number, whatever the order")
  func tie() {
    let travel = Table(seconds: [1: 100])
    let units = [Self.unit(9, at: 1), Self.unit(4, at: 1), Self.unit(6, at: 1)]
    #expect(Dispatcher.standard.decide(among: units, travel: travel).decision?.unit == 4)
    #expect(
      Dispatcher.standard.decide(among: units.reversed(), travel: travel).decision?.unit == 4)
  }

  @Test("measures the way to the place on the street, from every junction")
  func gridTimes() throws {
    var times = IncidentRoadTimes(GridCity.roads)
    let segment = GridCity.roads.segments[3]  // from (1,0) to (1,1)
    times.measure(to: segment.id, offsetMillimetres: segment.lengthMillimetres / 4)
    let fromStart = try #require(times.milliseconds(from: segment.from))
    let fromEnd = try #require(times.milliseconds(from: segment.to))
    // 10 s a street: a quarter from one end, three quarters from the other.
    #expect((2_450...2_550).contains(fromStart))
    #expect((7_450...7_550).contains(fromEnd))
    let corner = try #require(
      times.milliseconds(from: GridCity.junction(row: 3, column: 3)))
    #expect((47_000...48_000).contains(corner))
  }

  @Test("does not drive against a one-way street")
  func oneWay() throws {
    var roads = GridCity.roads
    for position in roads.segments.indices {
      roads.segments[position].allowsBackward = position != 3
    }
    var times = IncidentRoadTimes(roads)
    let segment = roads.segments[3]
    times.measure(to: segment.id, offsetMillimetres: segment.lengthMillimetres / 4)
    let fromEnd = try #require(times.milliseconds(from: segment.to))
    // Round the block: three streets and a quarter.
    #expect((32_000...33_000).contains(fromEnd))
  }
}
