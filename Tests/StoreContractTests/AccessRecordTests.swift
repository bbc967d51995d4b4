// SPDX-License-Identifier: Apache-2.0

import AccessControl
import DutyModel
import StorePort
import Stores
import Testing

private typealias Kind = AccessEvent.Kind

@Suite("The record of access")
struct AccessRecordTests {
  private static func at(_ second: Int64) -> Instant { Instant(milliseconds: second * 1000) }

  private static func event(
    _ second: Int64, _ kind: AccessEvent.Kind, _ actor: String, _ subject: String,
    _ detail: String = ""
  ) -> AccessEvent {
    AccessEvent(at: at(second), kind: kind, actor: actor, subject: subject, detail: detail)
  }

  /// Numbers 1 to 8. A key is named like an account, and an account like a badge number.
  private static let events = [
    event(10, .accountCreated, "admin", "li.wei", "planner"),
    event(20, .signInFailed, "li.wei", "li.wei"),
    event(30, .signedIn, "li.wei", "li.wei", "10.0.0.1"),
    event(40, .tokenCreated, "admin", "li.wei"),
    event(50, .trackRead, "chen", "100002", "a"), event(60, .trackRead, "chen", "鲁V·0001", "b"),
    event(70, .positionsWatched, "chen", "chen"),
    event(80, .passwordReset, "console:root", "100002"),
  ]

  private func numbers(
    _ query: AccessEventQuery, on backend: Backend
  ) async throws -> [Int64] {
    try await backend.withStore { database async throws in
      try await SchemaUpgrade().apply(to: database, at: Self.at(0))
      let store = SQLAccessStore(database)
      for event in Self.events { try await store.record(event) }
      let found = try await store.events(query)
      #expect(found.allSatisfy { Self.events[Int($0.number) - 1] == $0.event })
      return found.map(\.number)
    }
  }

  @Test(
    "is read newest first, page by page, without a loss between pages",
    arguments: Backend.databases)
  func pages(backend: Backend) async throws {
    #expect(try await numbers(AccessEventQuery(limit: 3), on: backend) == [8, 7, 6])
    #expect(try await numbers(AccessEventQuery(before: 6, limit: 3), on: backend) == [5, 4, 3])
    #expect(try await numbers(AccessEventQuery(before: 3, limit: 3), on: backend) == [2, 1])
  }

  @Test("is asked by moment, and by kind", arguments: Backend.databases)
  func momentAndKind(backend: Backend) async throws {
    let span = AccessEventQuery(from: Self.at(30), until: Self.at(60), limit: 9)
    #expect(try await numbers(span, on: backend) == [5, 4, 3])
    let kinds = AccessEventQuery(kinds: [.signedIn, .signInFailed], limit: 9)
    #expect(try await numbers(kinds, on: backend) == [3, 2])
    #expect(try await numbers(AccessEventQuery(kinds: [], limit: 9), on: backend) == [])
  }

  @Test(
    "is asked by account: what it did and what was done to it, not what is named like it",
    arguments: Backend.databases)
  func account(backend: Backend) async throws {
    // The key called li.wei is none of the account's business.
    #expect(
      try await numbers(AccessEventQuery(account: "li.wei", limit: 9), on: backend) == [3, 2, 1])
    #expect(
      try await numbers(AccessEventQuery(account: "console:root", limit: 9), on: backend) == [8])
    #expect(
      try await numbers(AccessEventQuery(account: "' OR 1=1 --", limit: 9), on: backend) == [])
  }

  @Test(
    "is asked by whom it concerns: accounts that acted or were acted on, holders whose way was read",
    arguments: Backend.databases)
  func parties(backend: Backend) async throws {
    func found(_ parties: AccessParties) async throws -> [Int64] {
      try await numbers(AccessEventQuery(parties: parties, limit: 9), on: backend)
    }
    #expect(try await found(AccessParties(holders: ["100002"])) == [5])
    #expect(try await found(AccessParties(accounts: ["100002"])) == [8])
    #expect(
      try await found(AccessParties(accounts: ["li.wei"], holders: ["鲁V·0001"])) == [6, 3, 2, 1])
    #expect(try await found(AccessParties()) == [])
    let many = Set((0..<4000).map { "\($0 + 100_000)" })
    #expect(try await found(AccessParties(accounts: many, holders: many)) == [8, 5])
  }

  @Test("says of every kind what it is, in words of its own")
  func words() {
    for language in [\LocalizedName.chinese, \LocalizedName.english] {
      let words = Kind.allCases.map { $0.words[keyPath: language] }
      #expect(Set(words).count == Kind.allCases.count && !words.contains(""))
    }
  }
}
