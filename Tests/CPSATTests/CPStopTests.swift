// SPDX-License-Identifier: Apache-2.0

import CPSAT
import Synchronization
import Testing

@Suite("Stopping CP-SAT")
struct CPStopTests {
  @Test("A stop from another task ends a search that would go on for long")
  func stopFromElsewhere() async throws {
    let solver = try makeSolver()
    let stop = CPStop()
    async let running = solver.solve(Puzzles.golombRuler(marks: 13), stop: stop) { progress in
      if case .solution = progress { stop.stop() }
    }
    let solution = try await running
    #expect(solution.status == .feasible)
    #expect(solution.assignment != nil)
  }

  @Test("Cancelling the task ends the search with the best found so far")
  func cancellation() async throws {
    let solver = try makeSolver()
    let (found, signal) = AsyncStream.makeStream(of: Void.self)
    let task = Task {
      try await solver.solve(Puzzles.golombRuler(marks: 13)) { progress in
        if case .solution = progress { signal.yield() }
      }
    }
    for await _ in found { break }
    task.cancel()
    let solution = try await task.value
    #expect(solution.status == .feasible)
  }

  @Test("A stop before the start ends the solve at once")
  func stopBefore() throws {
    let stop = CPStop()
    stop.stop()
    let solution = try makeSolver().solveBlocking(Puzzles.golombRuler(marks: 13), stop: stop)
    #expect(solution.status == .unknown)
    #expect(solution.assignment == nil)
  }

  @Test("A limit of work ends the search, and objective and bound leave a gap")
  func deterministicLimit() throws {
    let solution = try makeSolver().solveBlocking(
      Puzzles.golombRuler(marks: 13), parameters: CPParameters(deterministicTime: 1))
    #expect(solution.status == .feasible)
    #expect(try #require(solution.gap) > 0)
  }

  @Test("Progress reports solutions that get better, and each is a solution of the model")
  func progress() throws {
    let solver = try makeSolver()
    try #require(solver.library.reportsProgress)
    let objectives = Mutex<[Int]>([])
    let bounds = Mutex<[Int]>([])
    let solution = try solver.solveBlocking(Puzzles.golombRuler(marks: 7)) { progress in
      switch progress {
      case .solution(let assignment, let objective, _, _):
        if let objective, assignment.values[6] == objective {
          objectives.withLock { $0.append(objective) }
        }
      case .bound(let bound): bounds.withLock { $0.append(bound) }
      }
    }
    #expect(solution.objective == 25)  // the known shortest ruler with 7 marks
    let seen = objectives.withLock { $0 }
    #expect(seen.last == 25)
    #expect(seen == seen.sorted(by: >))
    #expect(bounds.withLock { $0 }.allSatisfy { $0 <= 25 })
  }
}
