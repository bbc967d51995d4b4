// SPDX-License-Identifier: Apache-2.0

import AccessControl
import DutyModel
import Foundation
import HTTPTypes
import HummingbirdTesting
import Operations
import PostgresDriver
import StorePort
import Stores
import TestSupport
import Testing

@testable import ChengxuServer

@Suite(
  "Units of two servers before one PostgreSQL",
  .enabled(if: TestPostgres.address != nil, "NOT TESTED: CHENGXU_TEST_POSTGRES is not set."),
  .timeLimit(.minutes(2)))
struct TwoServersUnitTests {
  @Test("what one takes in the other shows within seconds, once, and nobody takes it in again")
  func crossing() async throws {
    try await TrackingPair.test { first, second in
      try await first.serve { one, own in
        try await second.serve { two, others in
          let inspector = try await one.person("inspector", .inspector)
          let (here, there) = (
            try one.openFeed("/api/units/live", inspector),
            try two.openFeed("/api/units/live", inspector)
          )
          defer {
            here.close()
            there.close()
          }
          let begin = ContinuousClock.now
          try await one.report(1, at: 0)
          try await two.waits(for: 1, inspector)
          #expect(ContinuousClock.now - begin < .seconds(20), "told, not looked up after a minute")
          try await one.report(2, at: 1)
          // Of the first no second row comes before the second's, on neither server.
          for feed in [here, there] {
            #expect(try await feed.rows(until: 2).map(\.terminal) == [1, 2])
          }
          #expect(own.counts.verdicts == [.accepted: 2] && own.counts.followed == 0)
          #expect(others.counts.verdicts.isEmpty && others.counts.followed == 2)
          #expect(try await first.storedFixes(of: 1) == 1)
          #expect(
            try await one.text("/metrics", inspector).contains("tracking_followed_total 0"))
          #expect(
            try await two.text("/metrics", inspector).contains("tracking_followed_total 2"))
        }
      }
    }
  }

  @Test(
    "a unit whose server has ended stands where it was, as old as it is, until it reports again")
  func endedServer() async throws {
    try await TrackingPair.test { first, second in
      try await second.serve { two, desk in
        let inspector = try await two.person("inspector", .inspector)
        try await first.serve { one, _ in
          try await one.report(1, at: -30)
          try await two.waits(for: 1, inspector)
        }
        let left = try await two.units(inspector)
        try await Task.sleep(for: .seconds(2))
        let later = try await two.units(inspector)
        #expect(later.places == left.places)
        let age = { (body: UnitPlacesBody) in body.now.milliseconds - body.places[0].at.milliseconds
        }
        #expect(age(left) >= 30_000 && age(later) >= age(left) + 2000)
        try await two.report(1, at: 0)
        #expect(try await two.units(inspector).places[0].at > left.places[0].at)
        #expect(desk.counts.verdicts == [.accepted: 1])
      }
    }
  }

  @Test("a server that starts anew, or heard nothing for a while, shows what came meanwhile")
  func restart() async throws {
    try await TrackingPair.test { first, second in
      try await first.serve { one, _ in
        let inspector = try await one.person("inspector", .inspector)
        try await second.serve { two, _ in
          try await one.report(1, at: 0)
          try await two.waits(for: 1, inspector)
        }
        try await one.report(2, at: 0)
        try await second.serve { two, _ in
          #expect(try await two.units(inspector).places.map(\.terminal) == [1, 2])
          #expect(try await first.served.cutListeners(of: "chengxu_positions") == 2)
          // Told while nobody listens.
          try await one.report(1, at: 5)
          let newest = try await one.units(inspector).places[0].at
          while try await two.units(inspector).places[0].at != newest {
            try await Task.sleep(for: .milliseconds(50))
          }
          try await first.served.waitForListeners(2, of: "chengxu_positions")
          try await two.report(2, at: 9)
          try await one.waits(for: 2, inspector, at: 9)
        }
      }
    }
  }

  @Test("a phone whose next try reaches the other server is known again there")
  func changedServer() async throws {
    try await TrackingPair.test { first, second in
      try await first.serve { one, _ in
        try await second.serve { two, others in
          let inspector = try await one.person("inspector", .inspector)
          try await one.report(1, at: 0)
          try await two.waits(for: 1, inspector)
          try await two.report(1, at: 0)
          try await two.report(1, at: -10)
          #expect(others.counts.verdicts == [.duplicate: 1, .late: 1])
          #expect(try await first.storedFixes(of: 1) == 2)
        }
      }
    }
  }
}

/// A server that takes in positions, with connections of its own, as often as a test likes.
private struct TrackingServer: Sendable {
  let served: ServedDuty
  let driver: PostgresDriver

  private static let clock = CityClock(minutesEastOfUTC: 480)
  private var store: SQLPositionStore { SQLPositionStore(driver, clock: Self.clock) }

  func serve(
    _ body: @escaping @Sendable (DutyClient, TrackingDesk) async throws -> Void
  ) async throws {
    let tracking = try await LiveTracking(
      store: store, registry: SQLTerminalRegistry(driver), clock: Self.clock, retentionDays: 90,
      gateway: nil, exchange: SQLPositionExchange(driver))
    try await served.serve(at: 7, 2, tracking: tracking) { try await body($0, tracking.desk) }
  }

  func storedFixes(of terminal: Int64) async throws -> Int {
    let all = Instant(milliseconds: 0)..<Instant.now.adding(seconds: 3600)
    return try await store.way(
      of: ID(rawValue: terminal), in: all, verdicts: FixVerdict.allCases, limit: .max
    ).fixes.count
  }
}

private enum TrackingPair {
  static func test(
    _ body: @escaping @Sendable (TrackingServer, TrackingServer) async throws -> Void
  ) async throws {
    try await TestPostgres.withSchema { address async throws in
      let drivers = (try PostgresDriver(address: address), try PostgresDriver(address: address))
      try await ServedDuty.test(on: drivers.0) { first async throws in
        _ = try await SQLTerminalRegistry(drivers.0).take(
          ["100002", "100008"].map { TerminalRow(kind: .osmand, name: $0, holder: $0) }, at: .now)
        try await ServedDuty.test(on: drivers.1) { second async throws in
          try await body(
            TrackingServer(served: first, driver: drivers.0),
            TrackingServer(served: second, driver: drivers.1))
        }
      }
    }
  }

  /// A minute ago, so that no clock is ahead; the same for all of a test.
  static let start = Instant.now.milliseconds / 1000 - 60
}

extension DutyClient {
  /// Sends where a terminal was, as its phone does.
  fileprivate func report(_ terminal: Int64, at seconds: Int64) async throws {
    let name = terminal == 1 ? "100002" : "100008"
    let query =
      "id=\(name)&lat=\(36.7 + Double(seconds) / 1e5)&lon=119.1&timestamp=\(TrackingPair.start + seconds)"
    try await client.execute(uri: "/osmand?\(query)", method: .get) { #expect($0.status == .ok) }
  }

  fileprivate func units(_ person: Person) async throws -> UnitPlacesBody {
    try UnitPlacesBody(line: try await text("/api/units/live?wait=0", person))
  }

  fileprivate func waits(
    for terminal: Int64, _ person: Person, at seconds: Int64? = nil
  ) async throws {
    let moment = seconds.map { Instant(milliseconds: (TrackingPair.start + $0) * 1000) }
    while try await !units(person).places.contains(where: { place in
      place.terminal == terminal && moment.map { $0 == place.at } ?? true
    }) {
      try await Task.sleep(for: .milliseconds(50))
    }
  }
}

extension OpenFeed {
  /// The rows of all pieces as they came, until one of this terminal has come.
  fileprivate func rows(until terminal: Int64) async throws -> [UnitPlace] {
    var rows: [UnitPlace] = []
    for try await line in lines where line.hasPrefix("data: ") {
      rows += try UnitPlacesBody(line: line).places
      if rows.last?.terminal == terminal { break }
    }
    return rows
  }
}

extension UnitPlacesBody {
  /// - Parameter line: of a stream, or a stream of one piece.
  fileprivate init(line text: String) throws {
    let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("data: ") })
    self = try JSONDecoder().decode(Self.self, from: Data(line.dropFirst(6).utf8))
  }
}
