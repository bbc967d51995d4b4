// SPDX-License-Identifier: Apache-2.0

import Foundation
import HiGHS
import PlanningKernels
import RosterInstances
import TestSupport
import Testing

@Suite("Shift-scheduling benchmark")
struct ShiftSchedulingTests {
  private static let data = TestTools.sharedData?.appending(path: "shift-scheduling")

  private static func library() throws -> HiGHSLibrary {
    try HiGHSLibrary(path: TestTools.file("lib/libhighs.so").path)
  }

  /// Best values known and proven in print, and which of them the relaxation alone proves.
  struct Known: Sendable {
    var number: Int
    var best: Int64
  }

  @Test(
    "Values that others proved are found, proven again, and pass the second reading of the rules",
    .enabled(if: data != nil, "CHENGXU_SHARED_DATA is not set"),
    arguments: [
      Known(number: 2, best: 828), Known(number: 3, best: 1001), Known(number: 4, best: 1716),
    ])
  func proven(_ known: Known) throws {
    let file = try #require(Self.data).appending(path: "Instance\(known.number).txt")
    let problem = try ShiftSchedulingReader.read(file)
    let found = try RosterSearch.solve(
      problem.table, master: Self.library(), options: KernelOptions(timeLimit: .seconds(60)))
    let text = problem.text(of: found.choice)
    let checker = try RosterChecker(file)
    #expect(checker.violations(text) == [])
    #expect(checker.cost(text) == Int(known.best))
    #expect(found.objective == known.best)
    #expect(found.bound == known.best)
    #expect(found.status == .optimal)
  }

  @Test(
    "A search that is stopped at once has a roster that obeys every rule, and an honest price",
    .enabled(if: data != nil, "CHENGXU_SHARED_DATA is not set"), arguments: [1, 7, 8, 9, 14, 18])
  func stopped(number: Int) throws {
    let file = try #require(Self.data).appending(path: "Instance\(number).txt")
    let problem = try ShiftSchedulingReader.read(file)
    let stop = HiGHSStop()
    stop.stop()
    let found = try RosterSearch.solve(
      problem.table, master: Self.library(), options: KernelOptions(stop: stop))
    let text = problem.text(of: found.choice)
    let checker = try RosterChecker(file)
    #expect(checker.violations(text) == [])
    #expect(Int64(checker.cost(text)) == found.objective)
    #expect(found.bound <= found.objective)
    #expect(found.status == .stopped)
  }

  @Test(
    "The same seed takes the same steps",
    .enabled(if: data != nil, "CHENGXU_SHARED_DATA is not set"))
  func repeatable() throws {
    let file = try #require(Self.data).appending(path: "Instance4.txt")
    let problem = try ShiftSchedulingReader.read(file)
    let options = KernelOptions(timeLimit: .seconds(60), seed: 7)
    let first = try RosterSearch.solve(problem.table, master: Self.library(), options: options)
    let second = try RosterSearch.solve(problem.table, master: Self.library(), options: options)
    #expect(first.choice == second.choice)
  }
}
