// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Operations
import Synchronization
import Testing

@testable import ChengxuServer

@Suite("The end of the log for all live feeds")
struct LogTailTests {
  /// A log in memory that counts how often it is asked.
  private final class CountedLog: Sendable {
    private let state = Mutex<(chain: EventChain, events: [DutyEvent], reads: Int)>(
      (EventChain(), [], 0))

    var reads: Int { state.withLock { $0.reads } }

    func add(_ count: Int) throws {
      try state.withLock { state in
        for number in 0..<count {
          let entry = DutyEventEntry(
            instant: Instant(milliseconds: Int64(number)),
            recorded: Instant(milliseconds: Int64(number)), actor: .system, isSimulated: true,
            content: .vehicle(duty: 1, vehicle: 1, isOut: true))
          state.events.append(try state.chain.seal(entry).event)
        }
      }
    }

    func read(_ id: DutyModel.ID<DutyEvent>, _ limit: Int) -> [DutyEvent] {
      state.withLock { state in
        state.reads += 1
        return Array(state.events.dropFirst(Int(id.rawValue)).prefix(limit))
      }
    }
  }

  private func tail(of log: CountedLog, interval: Duration) -> LogTail {
    LogTail(interval: interval) { log.read($0, $1) }
  }

  @Test("asks the database once for a hundred readers, and each gets every event in order")
  func shared() async throws {
    let log = CountedLog()
    try log.add(30)
    let tail = tail(of: log, interval: .seconds(3600))
    #expect(try await tail.events(after: 0, limit: 500).map(\.id.rawValue) == Array(1...30))
    let readsOfOne = log.reads
    let answers = try await withThrowingTaskGroup(of: [Int64].self) { group in
      for reader in 0..<100 {
        group.addTask {
          try await tail.events(after: ID(rawValue: Int64(reader % 31)), limit: 500)
            .map(\.id.rawValue)
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(answers.count == 100)
    #expect(answers.allSatisfy { $0 == Array((31 - Int64($0.count))..<31) })
    #expect(Set(answers.map(\.count)) == Set(0...30))
    #expect(log.reads == readsOfOne)
  }

  @Test("tells what was recorded since at the next look")
  func news() async throws {
    let log = CountedLog()
    try log.add(3)
    let tail = tail(of: log, interval: .zero)
    #expect(try await tail.events(after: 3, limit: 500).isEmpty)
    try log.add(2)
    #expect(try await tail.events(after: 3, limit: 500).map(\.id.rawValue) == [4, 5])
    #expect(try await tail.events(after: 4, limit: 500).map(\.id.rawValue) == [5])
  }

  @Test("lets a reader from far behind catch up without a gap, page by page")
  func catchingUp() async throws {
    let log = CountedLog()
    try log.add(10)
    let tail = tail(of: log, interval: .zero)
    #expect(try await tail.events(after: 10, limit: 500).isEmpty)
    try log.add(9000)
    #expect(try await tail.events(after: 9000, limit: 500).map(\.id.rawValue) == Array(9001...9010))
    var last: Int64 = 0
    while true {
      let page = try await tail.events(after: ID(rawValue: last), limit: 400).map(\.id.rawValue)
      guard let newest = page.last else { break }
      #expect(page.first == last + 1 && page.count <= 400)
      last = newest
    }
    #expect(last == 9010)
  }

  @Test("passes a failed look on to its readers and looks anew afterwards")
  func failure() async throws {
    struct Broken: Error {}
    let log = CountedLog()
    try log.add(2)
    let isBroken = Mutex(true)
    let tail = LogTail(interval: .seconds(3600)) { id, limit in
      if isBroken.withLock({ $0 }) { throw Broken() }
      return log.read(id, limit)
    }
    await #expect(throws: Broken.self) { try await tail.events(after: 0, limit: 10) }
    isBroken.withLock { $0 = false }
    #expect(try await tail.events(after: 0, limit: 10).count == 2)
  }

  @Test(
    "looks at once when a sign comes, however long until the next look", .timeLimit(.minutes(1)))
  func sign() async throws {
    let log = CountedLog()
    try log.add(2)
    let tail = tail(of: log, interval: .seconds(3600))
    #expect(try await tail.events(after: 2, limit: 500).isEmpty)
    let readers = (0..<20).map { _ in
      Task {
        var events: [DutyEvent] = []
        while events.isEmpty {
          await tail.wait(after: 2)
          events = try await tail.events(after: 2, limit: 500)
        }
        return events.map(\.id.rawValue)
      }
    }
    try log.add(1)
    #expect(try await tail.events(after: 2, limit: 500).isEmpty, "nobody has told yet")
    await tail.wake()
    for reader in readers { #expect(try await reader.value == [3]) }
  }
}
