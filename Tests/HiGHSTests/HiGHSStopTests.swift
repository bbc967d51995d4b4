// SPDX-License-Identifier: Apache-2.0

import HiGHS
import Synchronization
import Testing

@Suite("Stopping HiGHS")
struct HiGHSStopTests {
  /// A market split problem (Cornuejols and Dawande 1998): small, and far out of reach of branch
  /// and bound. Slack columns measure the miss, so that any choice is a solution.
  private static func marketSplit() -> LinearModel {
    var source = Seeded(state: 5)
    var model = LinearModel(.minimize)
    let choices = (0..<50).map { _ in model.addBinary(cost: 0) }
    for _ in 0..<6 {
      let weights = choices.map { _ in Int.random(in: 0..<100, using: &source) }
      let target = Double(weights.reduce(0, +) / 2)
      let over = model.addColumn(cost: 1)
      let under = model.addColumn(cost: 1)
      let entries = zip(choices, weights).map { (column: $0, coefficient: Double($1)) }
      model.addRow(entries + [(over, -1), (under, 1)], lower: target, upper: target)
    }
    return model
  }

  @Test("A time limit ends the search with the best so far and a bound")
  func timeLimit() throws {
    let solution = try makeSolver().solveBlocking(
      Self.marketSplit(), options: HiGHSOptions(timeLimit: .milliseconds(500)))
    #expect(solution.status == .feasible)
    let objective = try #require(solution.objective)
    let bound = try #require(solution.bound)
    #expect(bound < objective)
    #expect(try #require(solution.gap) > 0)
  }

  @Test("A stop from a progress report ends the search")
  func stop() async throws {
    let stop = HiGHSStop()
    let solver = try makeSolver()
    let solution = try await solver.solve(Self.marketSplit(), stop: stop) { progress in
      if progress.isSolution { stop.stop() }
    }
    #expect(solution.status == .feasible)
  }

  @Test("Cancelling the task ends the search with the best so far")
  func cancellation() async throws {
    let solver = try makeSolver()
    let (found, signal) = AsyncStream.makeStream(of: Void.self)
    let task = Task {
      try await solver.solve(Self.marketSplit()) { if $0.isSolution { signal.yield() } }
    }
    for await _ in found { break }
    task.cancel()
    #expect(try await task.value.status == .feasible)
  }

  @Test("A stop before the start leaves no answer, or what presolve alone found")
  func stopBefore() throws {
    let stop = HiGHSStop()
    stop.stop()
    let status = try makeSolver().solveBlocking(Self.marketSplit(), stop: stop).status
    #expect(status == .stopped || status == .feasible)
  }

  @Test("The start solution is the first one reported")
  func startSolution() throws {
    let model = Self.marketSplit()
    let start = Dictionary(uniqueKeysWithValues: (0..<50).map { ($0, Double($0 % 2)) })
    let reported = Mutex<[Double]>([])
    let stop = HiGHSStop()
    _ = try makeSolver().solveBlocking(
      model, options: HiGHSOptions(startSolution: start), stop: stop
    ) { progress in
      if progress.isSolution, let objective = progress.objective {
        reported.withLock { $0.append(objective) }
        stop.stop()
      }
    }
    let miss = (0..<6).reduce(0.0) { sum, row in
      let chosen = model.entries(ofRow: row).filter { $0.column < 50 && $0.column % 2 == 1 }
      return sum + abs(chosen.reduce(0) { $0 + $1.coefficient } - model.rowUpper[row])
    }
    let first = try #require(reported.withLock { $0.first })
    #expect(first <= miss + 1e-6)
  }

  @Test("Solves with different numbers of threads run side by side")
  func concurrent() async throws {
    let solver = try makeSolver()
    let objectives = try await withThrowingTaskGroup(of: Double?.self) { group in
      for threads: Int32 in [1, 2, 1, 2] {
        group.addTask {
          var model = LinearModel(.maximize)
          for cost in 1...20 { model.addBinary(cost: Double(cost)) }
          model.addSumRow(0..<20, upper: 5)
          return try await solver.solve(model, options: .init(threads: threads)).objective
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(objectives == [90, 90, 90, 90])
  }
}
