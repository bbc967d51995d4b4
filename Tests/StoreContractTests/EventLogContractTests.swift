// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Operations
import Testing

@Suite("Every event log")
struct EventLogContractTests {
  static let always = Instant(milliseconds: .min)..<Instant(milliseconds: .max)

  @Test("starts empty and intact", arguments: Backend.allCases)
  func empty(backend: Backend) async throws {
    try await backend.withLog { log async throws in
      #expect(try await log.last() == nil)
      #expect(try await log.verifyChain() == .intact(events: 0))
      #expect(try await log.append([]).isEmpty)
    }
  }

  @Test(
    "numbers events from 1 and chains each batch to the one before", arguments: Backend.allCases)
  func chained(backend: Backend) async throws {
    try await backend.withLog { log async throws in
      let first = try await log.append([entry(at: 1), entry(at: 2)])
      let second = try await log.append([entry(at: 3)])
      #expect((first + second).map(\.id) == [1, 2, 3])
      #expect(first[0].previous == .start)
      #expect(second[0].previous == first[1].digest)
      #expect(try await log.last() == second[0])
      #expect(try await log.verifyChain() == .intact(events: 3))
    }
  }

  @Test("gives the same digests as every other log for the same entries")
  func sameDigests() async throws {
    var digests: Set<[EventDigest]> = []
    for backend in Backend.allCases {
      try await backend.withLog { log async throws in
        digests.insert(try await log.append((1...20).map { entry(at: $0) }).map(\.digest))
      }
    }
    #expect(digests.count == 1)
  }

  @Test(
    "finds events by time, from the bound until just before the other, and by kind",
    arguments: Backend.allCases)
  func search(backend: Backend) async throws {
    try await backend.withLog { log async throws in
      let stop = DutyEventEntry.Content.stop(
        assignment: AssignmentID(duty: 1, task: 0), junction: 3,
        from: Instant(milliseconds: 0), until: Instant(milliseconds: 1))
      try await log.append([
        entry(at: 5), entry(at: 1), entry(at: 3, stop), entry(at: 2), entry(at: 4),
      ])
      let interval = Instant(milliseconds: 2000)..<Instant(milliseconds: 5000)
      #expect(try await log.events(in: interval, kinds: nil).map(\.id) == [3, 4, 5])
      #expect(try await log.events(in: interval, kinds: [.stop]).map(\.id) == [3])
      #expect(try await log.events(in: interval, kinds: [.incidentMoved]).isEmpty)
      #expect(try await log.events(in: Self.always, kinds: []).isEmpty)
    }
  }

  @Test("keeps whatever text it is given", arguments: Backend.allCases)
  func hostileText(backend: Backend) async throws {
    let texts = ["'); DROP TABLE duty_event;--", "<b>赟喆㐂</b>", "😀\u{0301}\"\\/", "退回\n\t原因"]
    let handler = Handler(officer: 1, status: .sworn, unit: 2, isOfficeStaff: false)
    try await backend.withLog { log async throws in
      for text in texts {
        let reason = try #require(ReturnReason(text))
        let added = try await log.append([
          entry(
            at: 1,
            .violationMoved(
              violation: 1,
              event: .giveBack(reason: reason, by: handler, at: Instant(milliseconds: 7))))
        ])
        #expect(try await log.last() == added.first)
      }
      #expect(try await log.verifyChain() == .intact(events: texts.count))
      #expect(try await log.events(in: Self.always, kinds: nil).count == texts.count)
    }
  }

  @Test("keeps one chain when many write at once", arguments: Backend.allCases)
  func manyWriters(backend: Backend) async throws {
    try await backend.withLog { log async throws in
      try await withThrowingTaskGroup(of: Void.self) { group in
        for writer in 0..<8 {
          group.addTask {
            for round in 0..<10 {
              try await log.append((0..<3).map { entry(at: Int64(writer * 100 + round * 3 + $0)) })
            }
          }
        }
        try await group.waitForAll()
      }
      #expect(try await log.verifyChain() == .intact(events: 240))
      let events = try await log.events(in: Self.always, kinds: nil)
      // A batch is one transaction: nothing of another writer stands within it.
      for batch in stride(from: 0, to: events.count, by: 3) {
        let moments = events[batch..<batch + 3].map(\.instant.milliseconds)
        #expect(moments[1] - moments[0] == 1000 && moments[2] - moments[1] == 1000)
      }
    }
  }
}
