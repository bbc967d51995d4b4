// SPDX-License-Identifier: Apache-2.0

import CPSAT
import Testing

@Suite("CP-SAT constraints over time")
struct CPScheduleTests {
  @Test("Intervals that may not overlap are laid end to end")
  func noOverlap() throws {
    var model = CPModel()
    let sizes = [3, 2, 4]
    let starts = sizes.indices.map { model.newInteger(in: 0...20, "start \($0)") }
    let intervals = zip(starts, sizes).map { model.newInterval(start: $0, size: $1) }
    model.add(noOverlap: intervals)
    let end = model.newInteger(in: 0...20, "end")
    model.add(maximum: end, of: zip(starts, sizes).map { $0 + $1 })
    model.minimize(end)
    #expect(try makeSolver().solveBlocking(model).objective == 9)
  }

  @Test("An interval that does not take place is in nobody's way")
  func optional() throws {
    var model = CPModel()
    let present = (0..<3).map { model.newBoolean("present \($0)") }
    let intervals = present.map {
      model.newInterval(start: LinearExpression(0), size: 5, presence: $0)
    }
    model.add(noOverlap: intervals)
    model.maximize(LinearExpression.sum(present))
    #expect(try makeSolver().solveBlocking(model).objective == 1)
  }

  @Test("An interval's start, size and end agree")
  func variableSize() throws {
    var model = CPModel()
    let start = model.newInteger(in: 2...9)
    let size = model.newInteger(in: 1...4)
    let end = model.newInteger(in: 0...20)
    _ = model.newInterval(start: start, size: size, end: end)
    model.maximize(end)
    let assignment = try #require(makeSolver().solveBlocking(model).assignment)
    #expect(assignment[end] == 13)
    #expect(assignment[start] + assignment[size] == assignment[end])
  }

  @Test("A shared capacity is not exceeded at any moment")
  func cumulative() throws {
    var model = CPModel()
    let starts = (0..<4).map { model.newInteger(in: 0...30, "start \($0)") }
    let intervals = starts.map { model.newInterval(start: $0, size: 3) }
    model.add(cumulative: intervals, demands: [2, 2, 2, 1], capacity: 3)
    let end = model.newInteger(in: 0...40)
    model.add(maximum: end, of: starts.map { $0 + 3 })
    model.minimize(end)
    // Three demands of 2 must follow each other; the demand of 1 fits beside any of them.
    #expect(try makeSolver().solveBlocking(model).objective == 9)
  }

  @Test("An automaton allows the sequences it reads, and counts them all")
  func automaton() throws {
    // 0 off, 1 day, 2 night; after a night comes a day off; never three nights in a row.
    let rest = CPAutomaton(
      start: 0, finals: [0, 1, 2],
      transitions: [
        .init(from: 0, label: 0, to: 0), .init(from: 0, label: 1, to: 0),
        .init(from: 0, label: 2, to: 1), .init(from: 1, label: 0, to: 0),
        .init(from: 1, label: 2, to: 2), .init(from: 2, label: 0, to: 0),
      ])
    var model = CPModel()
    let days = (0..<7).map { model.newInteger(in: 0...2, "day \($0)") }
    model.add(automaton: rest, over: days)
    model.maximize(LinearExpression.sum(days))
    // Best: night, night, off, night, night, off, night.
    let solution = try makeSolver().solveBlocking(model)
    #expect(solution.objective == 10)
    let read = try #require(solution.assignment).values
    #expect(!zip(read, read.dropFirst()).contains { $0 == 2 && $1 == 1 })
  }

  @Test("A circuit visits every node by the shortest way, and skips what stays at home")
  func circuit() throws {
    let distance = [[0, 1, 9, 9], [9, 0, 1, 9], [9, 9, 0, 1], [1, 9, 9, 0]]
    var model = CPModel()
    var length = LinearExpression()
    var arcs: [CPArc] = []
    for tail in 0..<4 {
      for head in 0..<4 {
        let isTaken = model.newBoolean("\(tail) to \(head)")
        arcs.append(CPArc(from: Int32(tail), to: Int32(head), isTaken: isTaken))
        if tail == head { model.add(boolAnd: [!isTaken]) }
        length.add(isTaken, times: distance[tail][head])
      }
    }
    model.add(circuit: arcs)
    model.minimize(length)
    #expect(try makeSolver().solveBlocking(model).objective == 4)
  }

  @Test("The least of several terms can be raised")
  func minimum() throws {
    var model = CPModel()
    let loads = (0..<3).map { model.newInteger(in: 0...10, "load \($0)") }
    let least = model.newInteger(in: 0...10)
    model.add(LinearExpression.sum(loads) == 11)
    model.add(minimum: least, of: loads)
    model.maximize(least)
    #expect(try makeSolver().solveBlocking(model).objective == 3)
  }
}
