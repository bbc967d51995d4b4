// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Testing

@testable import DutyPlanning

@Suite("Order of a patrol's stops")
struct PatrolRouteTests {
  private let travel = [[0, 3, 5, 4], [3, 0, 6, 2], [5, 6, 0, 4], [4, 2, 4, 0]]

  @Test(
    "No place waits longer than the bound, whatever is drawn", arguments: 0..<40 as Range<UInt64>)
  func revisits(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let route = PatrolRoute(travel: travel, weights: [100, 1, 1, 1], revisitMinutes: 90)
    let stops = route.stops(minutes: 600, using: &generator)
    for place in 0..<4 {
      var last = 0
      for stop in stops where stop.place == place {
        #expect(stop.arrivalMinute - last <= 90, "seed \(seed), place \(place)")
        last = stop.arrivalMinute + stop.dwellMinutes
      }
      #expect(600 - last <= 90 + 16)
    }
  }

  @Test(
    "A rest comes once, in the middle, and never breaks the bound",
    arguments: 0..<40 as Range<UInt64>)
  func rest(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let route = PatrolRoute(
      travel: travel, weights: [9, 5, 2, 1], revisitMinutes: 110, breakMinutes: 20)
    let stops = route.stops(minutes: 240, using: &generator)
    let rests = stops.filter { $0.breakMinutes > 0 }
    #expect(rests.count == 1 && rests[0].breakMinutes == 20, "seed \(seed)")
    let begin = rests[0].arrivalMinute + rests[0].dwellMinutes
    #expect((96...175).contains(begin), "seed \(seed)")
    #expect(route.longestGap(stops, minutes: 240) <= 110 + 16, "seed \(seed)")
    for place in 0..<4 {
      var last = 0
      for stop in stops where stop.place == place {
        #expect(stop.arrivalMinute - last <= 110, "seed \(seed), place \(place)")
        last = stop.arrivalMinute + stop.dwellMinutes + stop.breakMinutes
      }
    }
    #expect(stops.allSatisfy { $0.bestGuess > 0 && $0.bestGuess <= 1 })
  }

  @Test("The longest gap counts from the start, between visits and to the end")
  func gaps() {
    let route = PatrolRoute(travel: travel, weights: [1, 1], revisitMinutes: 60)
    let stops = [
      PatrolRoute.Stop(place: 0, arrivalMinute: 5, dwellMinutes: 10),
      PatrolRoute.Stop(place: 1, arrivalMinute: 20, dwellMinutes: 12),
    ]
    #expect(route.longestGap(stops, minutes: 60) == 45)
    #expect(route.longestGap([], minutes: 60) == 60)
  }

  @Test("Stops last 10–16 minutes, leave time for the way, and never repeat the place before")
  func stops() {
    var generator = SeededGenerator(seed: 7)
    let route = PatrolRoute(travel: travel, weights: [4, 3, 2, 1], revisitMinutes: 120)
    let stops = route.stops(minutes: 240, using: &generator)
    #expect(stops.count >= 10)
    #expect(stops.allSatisfy { PatrolRoute.dwell.contains($0.dwellMinutes) })
    for (first, second) in zip(stops, stops.dropFirst()) {
      #expect(first.place != second.place)
      #expect(
        second.arrivalMinute
          == first.arrivalMinute + first.dwellMinutes + travel[first.place][second.place])
    }
    #expect(stops.allSatisfy { $0.arrivalMinute + $0.dwellMinutes <= 240 })
  }

  @Test("The seed repeats the order, another seed changes it")
  func seeds() {
    let route = PatrolRoute(travel: travel, weights: [4, 3, 2, 1], revisitMinutes: 120)
    func draw(_ seed: UInt64) -> [PatrolRoute.Stop] {
      var generator = SeededGenerator(seed: seed)
      return route.stops(minutes: 240, using: &generator)
    }
    #expect(draw(1) == draw(1))
    #expect(draw(1) != draw(2))
  }

  @Test("Places too far apart to come back to in time are given up from the end")
  func kept() {
    #expect(PatrolRoute.keptPlaces(travel: travel, revisitMinutes: 88) == 4)
    #expect(PatrolRoute.keptPlaces(travel: travel, revisitMinutes: 87) == 3)
    #expect(PatrolRoute.keptPlaces(travel: [[0]], revisitMinutes: 60) == 1)
    #expect(PatrolRoute.keptPlaces(travel: [], revisitMinutes: 60) == 0)
  }
}
