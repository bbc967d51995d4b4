// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Operations
import Synchronization
import Testing

@testable import ChengxuServer

@Suite("The answers of the board")
struct BoardAnswersTests {
  private final class Counter: Sendable {
    let made = Mutex(0)
    var count: Int { made.withLock { $0 } }
    func body() throws -> PreparedBody {
      made.withLock { $0 += 1 }
      return try PreparedBody(json: ["made": count])
    }
  }

  private func key(event: Int64 = 7, second: Int64 = 1, unit: Int64? = nil) -> BoardAnswers.Key {
    BoardAnswers.Key(
      roster: Version(stage: "roster", digest: "0123456789ab"), date: nil,
      reach: unit.map { [ID(rawValue: $0)] }, lastEvent: ID(rawValue: event), second: second)
  }

  @Test(
    "are made once for all who ask the same, and anew after a step, a second or for another unit")
  func once() async throws {
    let (answers, counter) = (BoardAnswers(), Counter())
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<50 {
        group.addTask { _ = try await answers.answer(key()) { try counter.body() } }
      }
      try await group.waitForAll()
    }
    #expect(counter.count == 1)
    for next in [key(event: 8), key(event: 8, unit: 3), key(event: 8, second: 2)] {
      for _ in 0..<2 { _ = try await answers.answer(next) { try counter.body() } }
    }
    #expect(counter.count == 4)
  }

  @Test("that could not be made are tried again")
  func failure() async throws {
    let (answers, counter) = (BoardAnswers(), Counter())
    await #expect(throws: DeskError.outsideTerritory) {
      _ = try await answers.answer(key()) { throw DeskError.outsideTerritory }
    }
    _ = try await answers.answer(key()) { try counter.body() }
    #expect(counter.count == 1)
  }
}
