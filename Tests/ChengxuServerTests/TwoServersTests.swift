// SPDX-License-Identifier: Apache-2.0

import AccessControl
import DutyModel
import Foundation
import Hummingbird
import HummingbirdTesting
import NIOCore
import Operations
import PostgresDriver
import StorePort
import Stores
import TestSupport
import Testing

@testable import ChengxuServer

@Suite(
  "Two servers before one PostgreSQL",
  .enabled(if: TestPostgres.address != nil, "NOT TESTED: CHENGXU_TEST_POSTGRES is not set."),
  .timeLimit(.minutes(2)))
struct TwoServersTests {
  /// So long between two looks that only a sign can have brought what arrives within the test.
  private static let noLook = Duration.seconds(3600)

  /// Each server has connections of its own, as if it ran on another machine.
  private static func test(
    _ body:
      @escaping @Sendable (_ first: DutyClient, _ second: DutyClient, ServedDuty)
      async throws -> Void
  ) async throws {
    try await TestPostgres.withSchema { address async throws in
      try await ServedDuty.test(on: try PostgresDriver(address: address)) { first async throws in
        try await ServedDuty.test(on: try PostgresDriver(address: address)) {
          second async throws in
          try await first.serve(at: 7, 2, lookInterval: noLook) { one in
            try await second.serve(at: 7, 2, lookInterval: noLook) { two in
              try await body(one, two, first)
            }
          }
        }
      }
    }
  }

  @Test("the feed of one shows at once what the other wrote")
  func crossing() async throws {
    try await Self.test { first, second, _ in
      let leader = try await first.person("leader", .brigadeLeader, officer: 2, unit: 2)
      async let told = second.follow(leader, until: 3)
      for step in 1...3 { try await first.confirm(Int64(step), leader) }
      #expect(try await told == [1, 2, 3])
    }
  }

  @Test("a feed whose listening connection was cut misses nothing, and hears again")
  func cutLine() async throws {
    try await Self.test { first, second, served in
      let leader = try await first.person("leader", .brigadeLeader, officer: 2, unit: 2)
      async let told = second.follow(leader, until: 3)
      try await first.confirm(1, leader)
      let cut = try await served.cutListeners()
      #expect(cut == 2, "one of each server")
      // Written while nobody listens: the sign is lost, the event is not.
      try await first.confirm(2, leader)
      try await served.waitForListeners(2)
      try await first.confirm(3, leader)
      #expect(try await told == [1, 2, 3])
    }
  }

  @Test("sessions, request keys and versions of files hold on both")
  func shared() async throws {
    try await Self.test { first, second, _ in
      let leader = try await first.person("leader", .brigadeLeader, officer: 2, unit: 2)
      let key = UUID().uuidString
      let body: [String: any Sendable] = ["step": "confirm", "version": 0]
      let path = "/api/attendance/1/0/steps"
      let stay = try await first.post(StayBody.self, path, leader, key: key, body)
      // The phone was not sure, and its next try reached the other server.
      let again = try await second.post(StayBody.self, path, leader, key: key, body)
      #expect(again.version == stay.version)
      #expect(try await second.status(path, leader, body) == 409, "of a version that was replaced")
      let all = try await second.text("/api/live?after=0&wait=0", leader)
      #expect(all.split(separator: "\n").count { $0.hasPrefix("id: ") } == 1)
    }
  }

  @Test("a session ended on one is over on the other")
  func endedSession() async throws {
    try await Self.test { first, second, _ in
      let leader = try await first.person("leader", .brigadeLeader, officer: 2, unit: 2)
      #expect(try await second.answer("/api/attendance", leader) == 200)
      try await first.signOut(leader)
      #expect(try await second.answer("/api/attendance", leader) == 401)
    }
  }
}

extension DutyClient {
  fileprivate func confirm(_ duty: Int64, _ person: Person) async throws {
    _ = try await post(
      StayBody.self, "/api/attendance/\(duty)/0/steps", person, ["step": "confirm", "version": 0])
  }

  fileprivate func signOut(_ person: Person) async throws {
    #expect(try await delete("/api/session", person) < 300)
  }

  fileprivate func answer(_ path: String, _ person: Person) async throws -> Int {
    try await client.execute(uri: path, method: .get, headers: [.cookie: person.cookie]) {
      $0.status.code
    }
  }

  /// Reads the open feed from the log's start until an event of this number has come.
  ///
  /// - Returns: the events' numbers in the order in which they came.
  fileprivate func follow(_ person: Person, until last: Int) async throws -> [Int] {
    let feed = try openFeed("/api/live?after=0", person)
    defer { feed.close() }
    var numbers: [Int] = []
    for try await line in feed.lines where line.hasPrefix("id: ") {
      numbers.append(try #require(Int(line.dropFirst(4))))
      if numbers.last == last { break }
    }
    return numbers
  }
}

extension ServedDuty {
  private static func listeners(_ channel: String) -> SQLText {
    """
    SELECT pid FROM pg_stat_activity WHERE datname = current_database()
      AND query = \("LISTEN " + channel)
    """
  }

  /// - Returns: how many were cut.
  func cutListeners(of channel: String = "chengxu_duty_events") async throws -> Int {
    try await waitForListeners(2, of: channel)
    return try await database.write { session in
      let listeners = try session.rows(Self.listeners(channel))
      for row in listeners {
        _ = try session.rows("SELECT pg_terminate_backend(\(try row.integer(0))::int)")
      }
      return listeners.count
    }
  }

  func waitForListeners(_ count: Int, of channel: String = "chengxu_duty_events") async throws {
    while try await database.read({ try $0.rows(Self.listeners(channel)).count }) != count {
      try await Task.sleep(for: .milliseconds(20))
    }
  }
}
