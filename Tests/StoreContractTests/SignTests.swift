// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Operations
import StorePort
import Stores
import Testing

@Suite("Signs of what was recorded", .timeLimit(.minutes(1)))
struct SignTests {
  @Test(
    "come with the commit, once listening begins and after each change, never of a refused one",
    arguments: Backend.databases)
  func commits(backend: Backend) async throws {
    try await backend.withStore { database async throws in
      try await database.write { _ = try $0.execute("CREATE TABLE t (a BIGINT)") }
      let topic = SQLTopic("test_topic")
      var signs = database.signs(of: topic).makeAsyncIterator()
      #expect(await signs.next()?.isAnnounced == true)
      struct Refused: Error {}
      await #expect(throws: Refused.self) {
        try await database.write { session in
          session.announce(topic)
          throw Refused()
        }
      }
      try await database.write { $0.announce(SQLTopic("other_topic")) }
      // Were one of those two heard, it would be the sign that is awaited here, before the row.
      let heard = Task { () -> Bool in
        guard await signs.next()?.isAnnounced == true else { return false }
        return try await database.read { try !$0.rows("SELECT a FROM t").isEmpty }
      }
      try await Task.sleep(for: .milliseconds(100))
      try await database.write { session in
        try session.execute("INSERT INTO t VALUES (1)")
        session.announce(topic)
      }
      #expect(try await heard.value)
    }
  }

  @Test("are given by every event that joins the log", arguments: Backend.databases)
  func events(backend: Backend) async throws {
    try await backend.withStore { database async throws in
      try await SchemaUpgrade().apply(to: database, at: Instant(milliseconds: 0))
      let store = SQLDeskStore(database)
      var signs = store.signs().makeAsyncIterator()
      #expect(await signs.next() == .recorded)
      try await SQLDutyEventLog(database).append([entry(at: 1)])
      #expect(await signs.next() == .recorded)
      _ = try await store.change(nil, at: Instant(milliseconds: 0)) { session in
        try session.record(entry(at: 2))
        return 1
      }
      #expect(await signs.next() == .recorded)
      #expect(try await store.events(after: 0, limit: 9).count == 2)
    }
  }
}

extension SQLSign {
  fileprivate var isAnnounced: Bool { if case .announced = self { true } else { false } }
}
