// SPDX-License-Identifier: Apache-2.0

import HiGHS
import PlanningKernels
import Testing

@Suite("Inspection game")
struct InspectionGameTests {
  @Test("Two places, one watch: the dearer one is checked until both are worth the same")
  func byHand() throws {
    let strategy = try InspectionGame(values: [[3], [1]]).solve(makeProver())
    // 3 (1 - c) = 1 (1 - (1 - c)) at c = 3/4.
    #expect(abs(strategy.value - 0.75) < 1e-5 && abs(strategy.bound - 0.75) < 1e-5)
    #expect(abs(strategy.chances[0][0] - 0.75) < 1e-5)
    #expect(strategy.uncheckedValue == 3)
    let capped = try InspectionGame(values: [[3], [1], [1]], cap: 0.5).solve(makeProver())
    #expect(abs(capped.value - 1.5) < 1e-5)
    #expect(abs(capped.chances[0][0] - 0.5) < 1e-5)
    #expect(abs(capped.chances[1][0] + capped.chances[2][0] - 0.5) < 1e-5)
  }

  @Test("Even places are checked evenly, and no place twice in a night")
  func even() throws {
    let strategy = try InspectionGame(values: Array(repeating: [5, 5], count: 4))
      .solve(makeProver())
    #expect(abs(strategy.value - 3.75) < 1e-4)
    for row in strategy.chances { for chance in row { #expect(abs(chance - 0.25) < 1e-4) } }
    #expect(strategy.lottery.nights.allSatisfy { Set($0.places).count == 2 })
  }

  @Test(
    "Random games have the value of the game over all whole nights, and a lottery of them",
    arguments: 1...60)
  func fuzz(seed: UInt64) throws {
    var source = Seeded(state: seed)
    let watches = source.int(1...3)
    let places = source.int(watches...5)
    let values = (0..<places).map { _ in (0..<watches).map { _ in Int64(source.int(0...20)) } }
    let game = try InspectionGame(values: values)
    let strategy = try game.solve(makeProver())
    let truth = try wholeNights(values)
    #expect(abs(strategy.value - truth) < 1e-3, "seed \(seed)")
    #expect(strategy.bound <= strategy.value && strategy.value - strategy.bound < 1e-3)
    for watch in 0..<watches {
      #expect(abs(strategy.chances.reduce(0) { $0 + $1[watch] } - 1) < 1e-9, "seed \(seed)")
    }
    #expect(strategy.chances.allSatisfy { $0.reduce(0, +) <= 1 + 1e-9 }, "seed \(seed)")
    let total = strategy.lottery.nights.reduce(0) { $0 + $1.weight }
    #expect(total == 1_000_000_000, "seed \(seed)")
    for place in 0..<places {
      for watch in 0..<watches {
        let weight = strategy.lottery.nights.filter { $0.places[watch] == place }
          .reduce(0) { $0 + $1.weight }
        #expect(abs(Double(weight) / 1e9 - strategy.chances[place][watch]) < 1e-9, "seed \(seed)")
      }
    }
    #expect(strategy.lottery.nights.allSatisfy { Set($0.places).count == watches }, "seed \(seed)")
  }

  @Test("Nights are drawn with their chances, and the seed repeats them")
  func draws() throws {
    let strategy = try InspectionGame(values: [[9, 2], [5, 5], [1, 8], [3, 3]]).solve(makeProver())
    var counts = Array(repeating: [0, 0], count: 4)
    var source = Seeded(state: 11)
    for _ in 0..<20_000 {
      for (watch, place) in strategy.lottery.draw(using: &source).enumerated() {
        counts[place][watch] += 1
      }
    }
    for place in 0..<4 {
      for watch in 0..<2 {
        let share = Double(counts[place][watch]) / 20_000
        #expect(abs(share - strategy.chances[place][watch]) < 0.02)
      }
    }
    var (left, right) = (Seeded(state: 4), Seeded(state: 4))
    #expect(strategy.lottery.draw(using: &left) == strategy.lottery.draw(using: &right))
  }

  @Test("Bad tables are refused")
  func refusals() {
    #expect(throws: KernelError.tooFewSites(limit: 2, sites: 1)) {
      try InspectionGame(values: [[1, 1]])
    }
    #expect(throws: KernelError.length(table: "values of 1", expected: 1, found: 2)) {
      try InspectionGame(values: [[1], [1, 1]])
    }
    #expect(throws: KernelError.negative(table: "values of 0", position: 0, value: -1)) {
      try InspectionGame(values: [[-1]])
    }
  }

  /// The same game over every night that there is, by a linear programme of one chance a night.
  private func wholeNights(_ values: [[Int64]]) throws -> Double {
    let watches = values[0].count
    var nights: [[Int]] = [[]]
    for _ in 0..<watches {
      nights = nights.flatMap { night in
        values.indices.filter { !night.contains($0) }.map { night + [$0] }
      }
    }
    var model = LinearModel(.minimize)
    for _ in nights { model.addColumn(cost: 0) }
    let last = model.addColumn(cost: 1)
    model.addSumRow(nights.indices, lower: 1, upper: 1)
    for (place, row) in values.enumerated() {
      for (watch, value) in row.enumerated() {
        let checked = nights.indices.filter { nights[$0][watch] == place }
        model.addRow(
          checked.map { (column: $0, coefficient: Double(value)) } + [(last, 1)],
          lower: Double(value))
      }
    }
    return try #require(makeProver().solveBlocking(model).objective)
  }
}
