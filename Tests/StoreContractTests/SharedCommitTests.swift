// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Operations
import StorePort
import Stores
import Synchronization
import TestSupport
import Testing

@Suite("Requests that share a transaction")
struct SharedCommitTests {
  /// A database whose writes are counted, each slow enough that requests gather meanwhile.
  private final class CountedDatabase: SQLDatabase {
    let database: any SQLDatabase
    private let count = Mutex(0)
    var writes: Int { count.withLock { $0 } }

    init(_ database: any SQLDatabase) { self.database = database }

    func read<Value: Sendable>(
      _ body: @escaping @Sendable (any SQLSession) throws -> Value
    ) async throws -> Value { try await database.read(body) }

    func write<Value: Sendable>(
      _ body: @escaping @Sendable (any SQLSession) throws -> Value
    ) async throws -> Value {
      count.withLock { $0 += 1 }
      try await Task.sleep(for: .milliseconds(30))
      return try await database.write(body)
    }

    func writeOutOfTurn<Value: Sendable>(
      _ body: @escaping @Sendable (any SQLSession) throws -> Value
    ) async throws -> Value { try await database.writeOutOfTurn(body) }

    func signs(of topic: SQLTopic) -> AsyncStream<SQLSign> { database.signs(of: topic) }

    func close() throws(StoreError) { try database.close() }
  }

  private static func vehicle(_ number: Int) -> DutyEventEntry {
    entry(at: 1, .vehicle(duty: 1, vehicle: ID(rawValue: Int64(number)), isOut: true))
  }

  @Test(
    "are stored without those that were refused, each once, in an unbroken chain",
    arguments: Backend.databases)
  func refusals(backend: Backend) async throws {
    try await backend.withStore { plain async throws in
      try await SchemaUpgrade().apply(to: plain, at: Instant(milliseconds: 0))
      let database = CountedDatabase(plain)
      let store = SQLDeskStore(database)
      let refused = try await withThrowingTaskGroup(of: Int?.self) { group in
        for number in 0..<60 {
          group.addTask {
            // Every key comes twice, as from a phone that was not sure.
            let request = DeskRequest(sender: 7, key: "key \(number / 2)", content: "\(number / 2)")
            do {
              let answer = try await store.change(request, at: Instant(milliseconds: 5)) {
                session in
                try session.record(Self.vehicle(number / 2))
                if number / 2 % 3 == 0 { throw DeskError.outsideTerritory }
                return number / 2
              }
              #expect(answer == number / 2)
              return nil
            } catch DeskError.outsideTerritory {
              return number / 2
            }
          }
        }
        return try await group.reduce(into: [Int]()) { list, each in
          if let each { list.append(each) }
        }
      }
      #expect(refused.count == 20 && refused.allSatisfy { $0 % 3 == 0 })
      let stored = try await store.events(after: 0, limit: 100)
      #expect(stored.map(\.id.rawValue) == Array(1...20))
      let kept = stored.compactMap { event in
        if case .vehicle(_, let vehicle, _) = event.entry.content { vehicle.rawValue } else { nil }
      }
      #expect(kept.sorted() == (0..<30).filter { $0 % 3 != 0 }.map(Int64.init))
      #expect(try await SQLDutyEventLog(plain).verifyChain() == .intact(events: 20))
      #expect(database.writes < 60, "nobody shared a transaction")
    }
  }

  @Test(
    "survive a statement of a neighbour that the database refuses", arguments: Backend.databases)
  func brokenStatement(backend: Backend) async throws {
    try await backend.withStore { plain async throws in
      try await SchemaUpgrade().apply(to: plain, at: Instant(milliseconds: 0))
      let store = SQLDeskStore(CountedDatabase(plain))
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in 0..<20 {
          group.addTask {
            let isBad = number % 2 == 1
            // The schema refuses a key of no letters.
            let request = DeskRequest(sender: 7, key: isBad ? "" : "key \(number)", content: "x")
            do {
              _ = try await store.change(request, at: Instant(milliseconds: 5)) { session in
                try session.record(Self.vehicle(number))
                return number
              }
              #expect(!isBad)
            } catch DeskError.unavailable {
              #expect(isBad)
            }
          }
        }
        try await group.waitForAll()
      }
      #expect(try await store.events(after: 0, limit: 100).count == 10)
    }
  }
}
