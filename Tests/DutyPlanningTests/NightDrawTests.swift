// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Foundation
import HiGHS
import PlanningKernels
import TestSupport
import Testing

@testable import DutyPlanning

@Suite("Draw of night checks")
struct NightDrawTests {
  private func draw(_ expected: [[Double]]) throws -> NightDraw {
    try NightDraw(expected: expected, solver: makeSolver())
  }

  private func makeSolver() throws -> HiGHSSolver {
    try PlanningSolvers(highsPath: TestTools.file("lib/libhighs.so").path).highs
  }

  @Test("Chances even out what stays unchecked, none above the cap, one check a watch")
  func game() throws {
    let draw = try draw([[90, 1], [4, 4], [3, 8], [2, 2], [1, 1]])
    let chances = draw.strategy.chances
    #expect(abs(chances[0][0] - 0.25) < 1e-4, "the hottest place is at the cap")
    #expect(chances.allSatisfy { $0.allSatisfy { $0 <= 0.25 + 1e-4 } })
    for watch in 0..<2 { #expect(abs(chances.reduce(0) { $0 + $1[watch] } - 1) < 1e-9) }
    #expect(abs(draw.strategy.value - 67_500) < 20 && draw.strategy.bound <= draw.strategy.value)
  }

  @Test("Fewer places than the cap allows share evenly; one place has one watch")
  func fewPlaces() throws {
    let two = try draw([[5, 5], [1, 1]])
    #expect(two.strategy.chances.allSatisfy { $0.allSatisfy { abs($0 - 0.5) < 1e-6 } })
    #expect(try draw([[3]]).strategy.chances == [[1]])
  }

  @Test("The two watches of a night are at different places, drawn about as often as planned")
  func nights() throws {
    let draw = try draw([[4, 1], [3, 3], [2, 4], [1, 1], [1, 1], [1, 2]])
    var generator = SeededGenerator(seed: 11)
    var counts = Array(repeating: [0, 0], count: 6)
    for _ in 0..<4000 {
      let night = draw.night(using: &generator)
      #expect(night.count == 2 && night[0] != night[1])
      for watch in 0..<2 { counts[night[watch]][watch] += 1 }
    }
    for place in 0..<6 {
      for watch in 0..<2 {
        let share = Double(counts[place][watch]) / 4000
        #expect(abs(share - draw.strategy.chances[place][watch]) < 0.03, "seed 11")
      }
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

  @Test(
    "A concentrated operation leaves its night without checks and the other nights as they were")
  func operation() throws {
    let sample = try PlannedSample.shared()
    var options = PlannedSample.options()
    options.operationNights = [sample.week.adding(days: 2)]
    var numbers = PlanNumbers()
    let plan = try NightPlan(sample.context(options)).plan(&numbers)
    func checks(_ plan: DutyPlan) -> [String] {
      plan.checkpoints.map { "\($0.name.english) \($0.junction)" }
    }
    let usual = checks(sample[.night])
    let kept = usual.filter { !$0.contains("(Wednesday, first watch") }
      .filter { !$0.contains("(Thursday, second watch") }
    #expect(kept.count == usual.count * 6 / 7)
    #expect(checks(plan) == kept)
    #expect(plan.operationNights == options.operationNights)
    options.operationNights = [sample.week.adding(days: 7)]
    #expect(
      throws: PlanningError.operationOutsideWeek(sample.week.adding(days: 7), week: sample.week)
    ) { try sample.plan(nil, options) }
  }

  @Test("In the peak people are led and spoken to before vehicles are stopped")
  func priorities() {
    #expect(
      DutyPriority.order(in: .peak) == [.trafficDirection, .dissuasion, .restrictedZoneEntry])
    #expect(DutyMode.allCases.allSatisfy { !DutyPriority.order(in: $0).isEmpty })
  }
}
