// SPDX-License-Identifier: Apache-2.0

import HiGHS
import Testing

@Suite("HiGHS solver")
struct HiGHSSolverTests {
  /// Two products, three machines (a textbook problem): the best plan is x = 2, y = 6, worth 36.
  private static func products(isInteger: Bool = false) -> LinearModel {
    var model = LinearModel(.maximize)
    let x = model.addColumn(cost: 3, isInteger: isInteger)
    let y = model.addColumn(cost: 5, isInteger: isInteger)
    model.addRow([(x, 1)], upper: 4)
    model.addRow([(y, 2)], upper: 12)
    model.addRow([(x, 3), (y, 2)], upper: 18)
    return model
  }

  @Test("A linear programme comes with its duals and reduced costs")
  func duals() async throws {
    let solution = try await makeSolver().solve(Self.products())
    #expect(solution.status == .optimal)
    #expect(solution.objective == 36)
    #expect(solution.bound == 36)
    #expect(solution.values == [2, 6])
    #expect(solution.rowDuals == [0, 1.5, 1])
    #expect(solution.reducedCosts == [0, 0])
    #expect(solution.nodes == 0)
  }

  @Test("A column left at its bound has the price of moving it")
  func reducedCost() throws {
    var model = LinearModel(.minimize, offset: 10)
    let cheap = model.addColumn(cost: 2)
    let dear = model.addColumn(cost: 5)
    model.addSumRow([cheap, dear], lower: 4)
    let solution = try makeSolver().solveBlocking(model)
    #expect(solution.objective == 18)
    #expect(solution.rowDuals == [2])
    #expect(solution.reducedCosts == [0, 3])
  }

  @Test("Integer columns are whole, and there are no duals")
  func integers() throws {
    var model = Self.products(isInteger: true)
    model.addRow([(0, 1), (1, 1)], upper: 7.5)
    let solution = try makeSolver().solveBlocking(model)
    // x + y <= 7: y = 6 and x = 1 give 33.
    #expect(solution.objective == 33)
    #expect(solution.integer(0) == 1)
    #expect(solution.integer(1) == 6)
    #expect(solution.bound == 33)
    #expect(solution.gap == 0)
    #expect(solution.rowDuals == nil)
  }

  @Test("What has no solution is infeasible, what has no end unbounded", arguments: [false, true])
  func noAnswer(isInteger: Bool) throws {
    var impossible = LinearModel(.minimize)
    impossible.addColumn(cost: 1, upper: 3, isInteger: isInteger)
    impossible.addRow([(0, 1)], lower: 4)
    let infeasible = try makeSolver().solveBlocking(impossible)
    #expect(infeasible.status == .infeasible)
    #expect(infeasible.values == nil)
    #expect(infeasible.objective == nil)

    var endless = LinearModel(.maximize)
    endless.addColumn(cost: 1, isInteger: isInteger)
    endless.addColumn(cost: 0, isInteger: isInteger)
    endless.addRow([(0, 1), (1, -1)], upper: 2)
    #expect(try makeSolver().solveBlocking(endless).status == .unbounded)
  }

  @Test("A model without columns is judged by its rows alone")
  func noColumns() throws {
    var model = LinearModel(.minimize, offset: 7)
    #expect(try makeSolver().solveBlocking(model).objective == 7)
    model.addSumRow([], lower: 1)
    #expect(try makeSolver().solveBlocking(model).status == .infeasible)
  }

  @Test("A model without rows takes the best bounds")
  func noRows() throws {
    var model = LinearModel(.maximize)
    model.addColumn(cost: 2, upper: 5)
    model.addBinary(cost: -1)
    #expect(try makeSolver().solveBlocking(model).objective == 10)
  }

  @Test("A library that is not there is named, with what to do")
  func missingLibrary() throws {
    let error = #expect(throws: HiGHSLoadError.self) { try HiGHSLibrary(path: "no/libhighs.so") }
    let message = try #require(error?.description)
    #expect(message.contains("no/libhighs.so"))
    #expect(message.contains("Maybe run Scripts/setup"))
  }

  @Test("The library states the version that is pinned")
  func version() throws {
    #expect(try makeSolver().library.version == "1.15.1")
  }
}
