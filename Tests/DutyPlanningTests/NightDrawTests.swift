// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Testing

@testable import DutyPlanning

@Suite("Draw of night checks")
struct NightDrawTests {
  @Test("Probabilities follow the risk, none above the cap, and add up to one")
  func capped() {
    #expect(NightDraw.capped([1, 1, 1, 1], cap: 0.25) == [0.25, 0.25, 0.25, 0.25])
    let draw = NightDraw.capped([90, 4, 3, 2, 1], cap: 0.25)
    #expect(draw[0] == 0.25)
    #expect(abs(draw.reduce(0, +) - 1) < 1e-9)
    #expect(draw.allSatisfy { $0 <= 0.25 + 1e-9 })
    // 0.75 in the proportion 4 : 3 : 2 : 1 would give 0.3, which is capped; then 3 : 2 : 1 of 0.5.
    #expect(abs(draw[2] - 0.25) < 1e-9)
    #expect(abs(draw[3] - 0.5 / 3) < 1e-6 || abs(draw[3] - 0.25 * 2 / 3) < 1e-6)
  }

  @Test("Fewer places than the cap allows share evenly")
  func fewPlaces() {
    #expect(NightDraw(expected: [5, 1]).probability == [0.5, 0.5])
    #expect(NightDraw(expected: [3]).probability == [1])
  }

  @Test("The two watches of a night are at different places, drawn about as often as planned")
  func nights() {
    let draw = NightDraw(expected: [4, 3, 2, 1, 1, 1])
    var generator = SeededGenerator(seed: 11)
    var first = Array(repeating: 0, count: 6)
    for _ in 0..<4000 {
      let night = draw.night(watches: 2, using: &generator)
      #expect(night.count == 2 && night[0] != night[1])
      first[night[0]] += 1
    }
    for place in 0..<6 {
      #expect(abs(Double(first[place]) / 4000 - draw.probability[place]) < 0.03, "seed 11")
    }
  }

  @Test("A weighted draw never takes what weighs nothing, and takes anything if nothing weighs")
  func weightedDraw() {
    var generator = SeededGenerator(seed: 5)
    let draw = WeightedDraw([0, 3, 0, 1])
    let drawn = Set((0..<200).map { _ in draw.next(using: &generator) })
    #expect(drawn == [1, 3])
    let flat = WeightedDraw([0, 0, 0])
    #expect(Set((0..<200).map { _ in flat.next(using: &generator) }) == [0, 1, 2])
  }
}
