// SPDX-License-Identifier: Apache-2.0

import HiGHS
import PlanningKernels
import Testing

@Suite("Assignment")
struct AssignmentTests {
  @Test("The cheapest and the fairest assignment differ, and both are found")
  func byHand() throws {
    let table = try PlacementTable(costs: [[1, 10], [9, 19]], strength: [1, 1])
    let cheapest = try Assignment(table: table).solve()
    #expect(cheapest.objective == 19)
    #expect(cheapest.status == .optimal)
    let blockade = try BottleneckAssignment(table: table).solve()
    #expect(blockade.objective == 10)
    #expect(blockade.choice.totalCost == 19)
    #expect(blockade.choice.people(at: 0) == [1])

    let other = try PlacementTable(costs: [[1, 4], [3, 7]], strength: [1, 1])
    #expect(try Assignment(table: other).solve().choice.totalCost == 7)
    #expect(try BottleneckAssignment(table: other).solve().objective == 4)
  }

  @Test("Strengths above one and groups of alike people are filled")
  func strengths() throws {
    let table = try PlacementTable(
      costs: [[2, 5], [1, nil], [1, 1]], strength: [3, 2], capacity: [3, 1, 2])
    let result = try Assignment(table: table).solve()
    // Row 2 twice at place 1; row 0 twice and row 1 once at place 0.
    #expect(result.objective == 2 * 1 + 2 * 2 + 1)
    #expect(result.choice.pairs.map(\.count) == [2, 1, 2])
  }

  @Test("Too few people are refused with the numbers and a place that stays short")
  func shortage() throws {
    let table = try PlacementTable(costs: [[1, nil], [2, nil]], strength: [1, 1])
    let expected = KernelError.shortage(needed: 2, assigned: 1, firstShortPlace: 1)
    #expect(throws: expected) { try Assignment(table: table).solve() }
    #expect(throws: expected) { try BottleneckAssignment(table: table).solve() }
  }

  @Test("Bad tables are refused with the entry")
  func badTables() {
    #expect(throws: KernelError.negative(table: "strength", position: 0, value: -1)) {
      try PlacementTable(costs: [[1]], strength: [-1])
    }
    #expect(throws: KernelError.length(table: "costs of 0", expected: 2, found: 1)) {
      try PlacementTable(costs: [[1]], strength: [1, 1])
    }
    #expect(throws: KernelError.duplicate(table: "options", value: 1)) {
      let option = PlacementTable.Option(person: 0, place: 0, cost: 1)
      return try PlacementTable(capacity: [1], strength: [1], options: [option, option])
    }
  }

  @Test("Random assignments equal those of enumeration", arguments: 1...200)
  func fuzz(seed: UInt64) throws {
    var source = Seeded(state: seed)
    let people = source.int(1...6)
    let places = source.int(1...3)
    let costs: [[Int64?]] = (0..<people).map { _ in
      (0..<places).map { _ in source.int(0...4) == 0 ? nil : Int64(source.int(-5...12)) }
    }
    let strength = (0..<places).map { _ in source.int(0...2) }
    let truth = Enumeration(costs: costs, strength: strength)
    let table = try PlacementTable(costs: costs, strength: strength)
    guard let total = truth.leastTotal, let (longest, totalThen) = truth.leastLongest else {
      #expect(throws: KernelError.self, "seed \(seed)") { try Assignment(table: table).solve() }
      return
    }
    #expect(try Assignment(table: table).solve().objective == total, "seed \(seed)")
    let blockade = try BottleneckAssignment(table: table).solve()
    #expect(blockade.choice.totalCost == totalThen, "seed \(seed)")
    if !blockade.choice.pairs.isEmpty { #expect(blockade.objective == longest, "seed \(seed)") }
    for place in strength.indices {
      #expect(blockade.choice.people(at: place).count == strength[place], "seed \(seed)")
    }
  }

  @Test("A transportation problem of some size agrees with the linear programme", arguments: 1...5)
  func againstProgramme(seed: UInt64) throws {
    var source = Seeded(state: seed)
    let costs: [[Int64?]] = (0..<40).map { _ in (0..<15).map { _ in Int64(source.int(0...500)) } }
    let capacity = (0..<40).map { _ in source.int(1...4) }
    let strength = (0..<15).map { _ in source.int(1...3) }
    var model = LinearModel(.minimize)
    for cost in costs.joined() { model.addColumn(cost: Double(cost ?? 0)) }
    for row in 0..<40 {
      model.addSumRow((0..<15).map { row * 15 + $0 }, upper: Double(capacity[row]))
    }
    for column in 0..<15 {
      model.addSumRow(
        (0..<40).map { $0 * 15 + column }, lower: Double(strength[column]),
        upper: Double(strength[column]))
    }
    let truth = try #require(makeProver().solveBlocking(model).objective)
    let table = try PlacementTable(costs: costs, strength: strength, capacity: capacity)
    #expect(try Assignment(table: table).solve().objective == Int64(truth.rounded()))
  }
}

/// Every way to place people, one after the other.
private struct Enumeration {
  var leastTotal: Int64?
  var leastLongest: (longest: Int64, total: Int64)?

  init(costs: [[Int64?]], strength: [Int]) {
    place(0, costs, strength, total: 0, longest: .min)
  }

  private mutating func place(
    _ person: Int, _ costs: [[Int64?]], _ left: [Int], total: Int64, longest: Int64
  ) {
    if person == costs.count {
      if left.contains(where: { $0 > 0 }) { return }
      leastTotal = min(leastTotal ?? total, total)
      let mine = (longest, total)
      leastLongest = leastLongest.map { $0 < mine ? $0 : mine } ?? mine
      return
    }
    place(person + 1, costs, left, total: total, longest: longest)
    for (index, cost) in costs[person].enumerated() {
      guard let cost, left[index] > 0 else { continue }
      var fewer = left
      fewer[index] -= 1
      place(
        person + 1, costs, fewer, total: total + cost, longest: max(longest, cost))
    }
  }
}
