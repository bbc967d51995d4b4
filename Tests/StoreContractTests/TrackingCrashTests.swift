// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Foundation
import Operations
import PostgresDriver
import SQLiteDriver
import StorePort
import Stores
import TestSupport
import Testing

@Suite("A server killed while terminals send", .serialized)
struct TrackingCrashTests {
  @Test("loses no fix that it acknowledged", arguments: Backend.databases)
  func kill(backend: Backend) async throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "crash-\(UUID().uuidString)", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    switch backend {
    case .postgresql:
      try await TestPostgres.withSchema { address async throws in
        try await kill(in: folder, address: address)
      }
    default: try await kill(in: folder, address: nil)
    }
  }

  private func kill(in folder: URL, address: String?) async throws {
    let server = KilledServer(in: folder, address: address, links: 20)
    try server.importTerminals { "V\($0)" }
    var acknowledged: [String: Set<Int64>] = [:]
    // Killed twice: the second server starts on what the first one left.
    for _ in 0..<2 {
      let more = try await server.kill { try await Task.sleep(for: .milliseconds(1500)) }
      acknowledged.merge(more) { $0.union($1) }
    }
    let count = acknowledged.values.reduce(0) { $0 + $1.count }
    #expect(count > 100, "Hardly anything was acknowledged before the kill.")
    try await check(acknowledged, in: folder, address: address)
  }

  private func check(
    _ acknowledged: [String: Set<Int64>], in folder: URL, address: String?
  ) async throws {
    let database: any SQLDatabase =
      if let address {
        try PostgresDriver(address: address)
      } else {
        try SQLiteDriver(path: folder.appending(path: "live.sqlite").path)
      }
    let registry = SQLTerminalRegistry(database)
    let positions = SQLPositionStore(database, clock: CityClock(minutesEastOfUTC: 480))
    var lost = 0
    for (phone, times) in acknowledged {
      let terminal = try #require(try await registry.terminal(.jt808, named: phone))
      let always = Instant(milliseconds: 0)..<Instant(milliseconds: 4_000_000_000_000)
      let stored = Set(
        try await positions.track(of: terminal.id, in: always).map(\.fix.instant.milliseconds))
      lost += times.subtracting(stored).count
    }
    #expect(lost == 0, "Acknowledged and not stored: \(lost)")
    try database.close()
  }
}
