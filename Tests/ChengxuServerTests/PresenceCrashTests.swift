// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import DutyPlanning
import Foundation
import Operations
import PostgresDriver
import Rostering
import SQLiteDriver
import StorePort
import Stores
import Supervision
import TestSupport
import Testing

@testable import ChengxuServer

/// Of the grid city, past whose streets and post the terminals drive.
@Suite("Presence of a server killed while terminals send", .serialized, .timeLimit(.minutes(5)))
struct PresenceCrashTests {
  private static let clock = ServedDuty.contents.snapshot.organization.clock
  private static let policy = PresencePolicy()

  static var databases: [Bool] { TestPostgres.address == nil ? [false] : [false, true] }

  @Test("is what a count of all stored fixes gives", arguments: databases)
  func kill(postgres: Bool) async throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "presence-\(UUID().uuidString)", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try ServedDuty.contents.write(to: folder)
    if postgres {
      try await TestPostgres.withSchema { try await kill(in: folder, address: $0) }
    } else {
      try await kill(in: folder, address: nil)
    }
  }

  private func kill(in folder: URL, address: String?) async throws {
    let server = KilledServer(in: folder, address: address, links: 20)
    try server.importTerminals {
      $0 < 10 ? String(100_001 + $0) : $0 < 12 ? "DEMO-C000\($0 - 9)" : "V\($0)"
    }
    let database: any SQLDatabase =
      if let address {
        try PostgresDriver(address: address)
      } else {
        try SQLiteDriver(path: folder.appending(path: "live.sqlite").path)
      }
    let presence = SQLPresenceStore(database)
    let today = Self.clock.civilTime(of: .now).date
    let days = today.adding(days: -1)...today.adding(days: 1)
    func due(before slot: PresenceSlot) async throws -> Int {
      try await presence.due(before: slot, after: nil, limit: 100_000).count
    }
    let always = PresenceSlot(date: days.upperBound)

    // Killed before anything was counted, then each time as soon as something was, with all terminals sending
    // what lies between the fixes that were counted. At a pace: a server that is fast would have all there is to send
    // before it first counts.
    let (step, pause) = (30, 50)
    _ = try await server.kill(step: step, pause: pause) {
      try await wait { try await due(before: always) > 120 }
    }
    #expect(try await presence.progress(of: days).revision == 0)
    for _ in 0..<2 {
      let before = try await presence.progress(of: days).revision
      _ = try await server.kill(step: step, pause: pause) {
        try await wait { try await presence.progress(of: days).revision > before }
        let counted = try await due(before: always)
        try await wait { try await due(before: always) > counted + 20 }
      }
      #expect(try await due(before: always) > 20)
    }

    // In peace.
    let end = Self.policy.end(at: .now, clock: Self.clock)
    let last = try server.start()
    try await wait { try await due(before: end) == 0 }
    last.program.kill()

    let span = PresenceSlot(date: days.lowerBound)..<end
    let kept = try await presence.presence(in: span)
    let counted = try await counted(from: database, in: span)
    #expect(kept.count > 80 && kept.contains { !$0.seconds.isEmpty && $0.unit != nil })
    #expect(Set(kept.map(\.terminal)).count == 20)
    #expect(kept == counted)
    try database.close()
  }

  /// What all stored fixes come to, by the rule alone and at one go.
  private func counted(
    from database: any SQLDatabase, in span: Range<PresenceSlot>
  ) async throws -> [SlotPresence] {
    let contents = ServedDuty.contents
    let map = PresenceMap(plan: contents.plans, snapshot: contents.snapshot)
    let count = PresenceCount(policy: Self.policy, clock: Self.clock) { map.places(near: $0) }
    let positions = SQLPositionStore(database, clock: Self.clock)
    let holders = HolderIndex(contents)
    let slots = Set((span.lowerBound.number..<span.upperBound.number).map(PresenceSlot.init))
    var rows: [SlotPresence] = []
    for terminal in try await SQLTerminalRegistry(database).terminals() {
      let way = try await positions.way(
        of: terminal.id,
        in: span.lowerBound.span(by: Self.clock).lowerBound..<Instant.now.adding(seconds: 3600),
        verdicts: TrackedWay.verdicts, limit: Int(Int32.max))
      let holder = holders.holder(of: terminal)
      let carrier: SlotPresence.Carrier =
        switch holder.kind {
        case .officer: .officer
        case .patrolCar, .patrolMotorcycle: .vehicle
        case .unknown: .unknown
        }
      rows += count.stays(of: way.fixes, in: slots).map { slot, stay in
        SlotPresence(
          stay, in: slot, of: terminal.id, unit: holder.unit, carrier: carrier, policy: Self.policy)
      }
    }
    return rows.sorted { ($0.slot, $0.terminal) < ($1.slot, $1.terminal) }
  }

  private func wait(until isSo: () async throws -> Bool) async throws {
    while try await !isSo() { try await Task.sleep(for: .milliseconds(10)) }
  }
}

extension ServerContents {
  /// As the stages leave a city for a server to begin with.
  fileprivate func write(to folder: URL) throws {
    let encoder = JSONEncoder()
    func write(_ value: some Encodable, _ name: String) throws {
      try encoder.encode(value).write(to: folder.appending(path: "\(name).json"))
    }
    try write(snapshot, "snapshot")
    try write(risk, "risk")
    // Nobody is rostered, so that the roster's desk asks for nobody: presence is of places alone.
    var (plans, roster) = (plans, roster)
    for index in plans.plans.indices { plans.plans[index].demands = [] }
    (roster.firstDate, roster.duties) = (plans.week, [])
    try write(plans, "plan")
    try write(roster, "roster")
    try write(scorecard, "scorecard")
  }
}
