// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Operations
import PostgresDriver
import StorePort
import Stores
import TestSupport
import Testing

@Suite(
  "What servers tell each other of their units",
  .enabled(if: TestPostgres.address != nil, "NOT TESTED: CHENGXU_TEST_POSTGRES is not set."),
  .timeLimit(.minutes(1)))
struct PositionExchangeTests {
  private static func key(_ terminal: Int64) -> FixKey {
    FixKey(
      terminal: ID(rawValue: terminal),
      instant: Instant(milliseconds: 1_795_564_800_000 + terminal))
  }

  @Test("is told whole and in order, however many there are, and not to whoever told it")
  func crossing() async throws {
    try await TestPostgres.withSchema { address async throws in
      let drivers = [try PostgresDriver(address: address), try PostgresDriver(address: address)]
      let (first, second) = (SQLPositionExchange(drivers[0]), SQLPositionExchange(drivers[1]))
      var (own, others) = (first.news().makeAsyncIterator(), second.news().makeAsyncIterator())
      #expect(await own.next() == .listening)
      #expect(await others.next() == .listening)
      let keys = (1...2000).map { Self.key($0) }
      try await first.tell([])
      try await first.tell(keys)
      var heard: [FixKey] = []
      while heard.count < keys.count, case .stored(let more) = await others.next() { heard += more }
      #expect(heard == keys)
      // Were the first's own words told to it, they would come before these.
      try await second.tell([Self.key(7)])
      #expect(await own.next() == .stored([Self.key(7)]))
      for driver in drivers { try driver.close() }
    }
  }

  @Test("is not mixed up with another schema's, nor with words of another form")
  func strangers() async throws {
    try await TestPostgres.withSchema { address async throws in
      try await TestPostgres.withSchema { elsewhere async throws in
        let (here, there) = (
          try PostgresDriver(address: address), try PostgresDriver(address: elsewhere)
        )
        var news = SQLPositionExchange(here).news().makeAsyncIterator()
        #expect(await news.next() == .listening)
        try await SQLPositionExchange(there).tell([Self.key(1)])
        let topic = SQLTopic("chengxu_positions")
        for text in ["", "2 77", "1 77\n", "1 77\n1 2 3", "1 77\n1 now"] {
          try await here.say([text], on: topic)
          #expect(await news.next() == .unreadable, "\(text)")
        }
        for driver in [here, there] { try driver.close() }
      }
    }
  }

  @Test("is said up to the limit, and all of it or nothing")
  func limits() async throws {
    try await TestPostgres.withSchema { address async throws in
      let driver = try PostgresDriver(address: address)
      let topic = SQLTopic("test_topic")
      var words = driver.words(of: topic).makeAsyncIterator()
      guard case .listening = await words.next() else { throw Unexpected() }
      let longest = String(repeating: "赟", count: SQLWord.mostBytes / 3)
      await #expect(throws: StoreError.self) {
        try await driver.say(["never heard", longest + longest], on: topic)
      }
      try await driver.say([longest, "last"], on: topic)
      for expected in [longest, "last"] {
        guard case .said(let text) = await words.next() else { throw Unexpected() }
        #expect(text == expected)
      }
      try driver.close()
    }
  }

  private struct Unexpected: Error {}
}
