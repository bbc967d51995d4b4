// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Operations
import Synchronization
import Testing

@testable import ChengxuServer

@Suite("Answers that many ask for at once")
struct SharedAnswersTests {
  private final class Counter: Sendable {
    let made = Mutex(0)
    var count: Int { made.withLock { $0 } }
    func body() throws -> PreparedBody {
      made.withLock { $0 += 1 }
      return try PreparedBody(json: ["made": count])
    }
  }

  @Test("are made once for all who ask the same, and anew for another subject or second")
  func once() async throws {
    let (answers, counter) = (SharedAnswers<String>(), Counter())
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<50 {
        group.addTask { _ = try await answers.answer("a", second: 1) { try counter.body() } }
      }
      try await group.waitForAll()
    }
    #expect(counter.count == 1)
    for (subject, second) in [("b", Int64(1)), ("c", 1), ("c", 2)] {
      for _ in 0..<2 {
        _ = try await answers.answer(subject, second: second) { try counter.body() }
      }
    }
    #expect(counter.count == 4)
    await answers.forget()
    _ = try await answers.answer("c", second: 2) { try counter.body() }
    #expect(counter.count == 5)
  }

  @Test("that could not be made are tried again")
  func failure() async throws {
    let (answers, counter) = (SharedAnswers<String>(), Counter())
    await #expect(throws: DeskError.outsideTerritory) {
      _ = try await answers.answer("a", second: 1) { throw DeskError.outsideTerritory }
    }
    _ = try await answers.answer("a", second: 1) { try counter.body() }
    #expect(counter.count == 1)
  }

  @Test("are kept up to a number, so that asking for many things fills no memory")
  func most() async throws {
    let (answers, counter) = (SharedAnswers<Int>(most: 3), Counter())
    for _ in 0..<2 {
      for subject in 0..<5 {
        _ = try await answers.answer(subject, second: 1) { try counter.body() }
      }
    }
    // Three are made once, two at each asking.
    #expect(counter.count == 3 + 2 * 2)
  }
}
