// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import CPSAT

@Suite("CP-SAT solver")
struct CPSolverTests {
  @Test("A small linear model has the optimum that arithmetic gives")
  func linear() async throws {
    var model = CPModel()
    let x = model.newInteger(in: 0...10, "x")
    let y = model.newInteger(in: 0...10, "y")
    model.add(2 * x + 3 * y <= 23)
    model.add(x - y >= -2)
    model.maximize(3 * x + 5 * y - 1)
    let solution = try await makeSolver().solve(model)
    // On the line y = x + 2: 5 x <= 17. By hand: x = 4, y = 5 gives 36.
    #expect(solution.status == .optimal)
    #expect(solution.objective == 36)
    #expect(solution.bound == 36)
    #expect(solution.gap == 0)
    let assignment = try #require(solution.assignment)
    #expect(assignment.value(of: 2 * x + 3 * y) == 23)
  }

  @Test("Every comparison means what it says", arguments: -2...12)
  func comparisons(value: Int) throws {
    var model = CPModel()
    let x = model.newInteger(in: -2...12)
    let flags = (0..<7).map { model.newBoolean("flag \($0)") }
    let pairs: [(LinearConstraint, LinearConstraint)] = [
      (x <= 5, x >= 6), (x >= 5, x <= 4), (x == 5, x != 5), (5 <= x, x - 4 <= 0),
      (5 == x, 5 != x), (3 - x >= 0, x > 3), (x < 2, 1 < x),
    ]
    for (flag, pair) in zip(flags, pairs) {
      model.add(pair.0, onlyIf: flag)
      model.add(pair.1, onlyIf: !flag)
    }
    model.add(x == value)
    let assignment = try #require(makeSolver().solveBlocking(model).assignment)
    let expected = [
      value <= 5, value >= 5, value == 5, 5 <= value, value == 5, value <= 3, value < 2,
    ]
    #expect(flags.map { assignment.isTrue($0) } == expected)
    #expect(flags.map { assignment.isTrue(!$0) } == expected.map { !$0 })
  }

  @Test("Boolean constraints count as they should")
  func booleans() throws {
    var model = CPModel()
    let flags = (0..<4).map { model.newBoolean("flag \($0)") }
    model.add(exactlyOne: [flags[0], flags[1]])
    model.add(atMostOne: [flags[1], flags[2], flags[3]])
    model.add(implication: flags[0], then: !flags[2])
    model.add(boolOr: [flags[0], flags[3]], onlyIf: [!flags[1]])
    model.maximize(
      LinearExpression.sum(weighted: zip(flags, [2, 3, 4, 1]).map { ($0, $1) }))
    // flag 0 and flag 3: 3; flag 1 alone: 3; flag 0 forbids flag 2; flag 1 forbids 2 and 3.
    #expect(try makeSolver().solveBlocking(model).objective == 3)
  }

  @Test("An impossible model is proven infeasible and has no assignment")
  func infeasible() throws {
    var model = CPModel()
    let pigeons = (0..<4).map { model.newInteger(in: 1...3, "pigeon \($0)") }
    model.add(allDifferent: pigeons)
    let solution = try makeSolver().solveBlocking(model)
    #expect(solution.status == .infeasible)
    #expect(solution.assignment == nil)
    #expect(solution.objective == nil)
  }

  @Test("The core names assumptions that cannot hold together, and only those")
  func core() throws {
    var model = CPModel()
    let staff = model.newInteger(in: 0...10, "staff")
    let rules = (0..<3).map { model.newBoolean("rule \($0)") }
    model.add(staff >= 7, onlyIf: rules[0])
    model.add(staff >= 2, onlyIf: rules[1])
    model.add(staff <= 4, onlyIf: rules[2])
    model.assume(rules)
    let solution = try makeSolver().solveBlocking(model)
    #expect(solution.status == .infeasible)
    #expect(Set(solution.infeasibilityCore) == [rules[0], rules[2]])
  }

  @Test("A complete hint is the first solution found")
  func hint() async throws {
    var model = Puzzles.golombRuler(marks: 8)
    let optimum = [0, 1, 4, 9, 15, 22, 32, 34]
    for (index, mark) in optimum.enumerated() {
      model.hint(CPVariable(index: Int32(index)), mark)
    }
    let solution = try await makeSolver().solve(
      model, parameters: CPParameters(stopsAtFirstSolution: true))
    #expect(solution.assignment.map { Array($0.values.prefix(8)) } == optimum)
  }

  @Test("The same seed gives the same answer, also with two workers that take turns")
  func repeatable() throws {
    let model = Puzzles.costas(order: 9)
    let parameters = CPParameters(workers: 2, deterministicTime: 2, seed: 7)
    let first = try makeSolver().solveBlocking(model, parameters: parameters)
    let second = try makeSolver().solveBlocking(model, parameters: parameters)
    #expect(first.assignment != nil)
    #expect(first.assignment == second.assignment)
  }

  @Test("Two solves run side by side")
  func concurrent() async throws {
    let solver = try makeSolver()
    let statuses = try await withThrowingTaskGroup(of: CPSolution.Status.self) { group in
      for order in 6..<10 {
        group.addTask { try await solver.solve(Puzzles.costas(order: order)).status }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(statuses == Array(repeating: .optimal, count: 4))
  }
}
