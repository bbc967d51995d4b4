// SPDX-License-Identifier: Apache-2.0

import HiGHS
import Testing

@Suite("Numbers that HiGHS cannot take")
struct HiGHSInputTests {
  @Test("A number that is not finite is named with its place")
  func notFinite() {
    var model = LinearModel(.minimize)
    model.addColumn(cost: 1)
    model.addColumn(cost: .nan)
    #expect(throws: HiGHSError.notFinite(what: .cost, index: 1)) { try model.check() }

    model = LinearModel(.minimize)
    for _ in 0..<3 { model.addColumn(cost: 1) }
    model.addRow([(0, 1)], upper: 1)
    model.addRow([(1, 1), (2, .infinity)], upper: 1)
    #expect(throws: HiGHSError.notFinite(what: .coefficient(row: 1), index: 2)) {
      try model.check()
    }
    #expect(
      HiGHSError.notFinite(what: .coefficient(row: 1), index: 2).description.hasPrefix(
        "In row 1, the coefficient of column 2 is not a finite number."))
  }

  @Test("Bounds may be infinite only away from zero")
  func bounds() {
    var model = LinearModel(.minimize)
    model.addColumn(cost: 1, lower: -.infinity, upper: .infinity)
    #expect(throws: Never.self) { try model.check() }
    model.addColumn(cost: 1, lower: .infinity)
    #expect(throws: HiGHSError.self) { try model.check() }
  }

  @Test("A column that is not there, or stands twice in a row, is named")
  func columns() {
    var model = LinearModel(.minimize)
    model.addColumn(cost: 1)
    var foreign = model
    foreign.addSumRow([0, 4], upper: 1)
    #expect(throws: HiGHSError.noSuchColumn(4, row: 0, columnCount: 1)) { try foreign.check() }
    model.addSumRow([0, 0], upper: 1)
    #expect(throws: HiGHSError.repeatedColumn(0, row: 0)) { try model.check() }
  }

  @Test(
    "Options that make no sense are named",
    arguments: [
      HiGHSOptions(timeLimit: .seconds(-1)), HiGHSOptions(seed: -1), HiGHSOptions(threads: 0),
      HiGHSOptions(relativeGap: .nan), HiGHSOptions(startSolution: [3: 1]),
      HiGHSOptions(startSolution: [0: .infinity]),
    ])
  func options(_ options: HiGHSOptions) throws {
    var model = LinearModel(.minimize)
    model.addColumn(cost: 1)
    #expect(throws: HiGHSError.self) { try makeSolver().solveBlocking(model, options: options) }
  }
}
