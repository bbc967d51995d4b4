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

  private let links = 20

  private func kill(in folder: URL, address: String?) async throws {
    let database = address.map { ["--database", $0] } ?? []
    let list = (0..<links).map { "\(13_800_000_000 + $0),V\($0),jt808" }.joined(separator: "\n")
    let file = folder.appending(path: "terminals.csv")
    try "phone,holder,protocol\n\(list)".write(to: file, atomically: true, encoding: .utf8)
    try RunningProgram(
      "chengxu", ["terminal", "import", file.path, "--data", folder.path] + database
    )
    .finish()

    var acknowledged: [String: Set<Int64>] = [:]
    // Killed twice: the second server starts on what the first one left.
    for round in 0..<2 {
      let server = try RunningProgram(
        "chengxu",
        ["serve", "--data", folder.path, "--port", "0", "--jt808-port", "0"] + database)
      let port = try #require(
        try server.line(holding: "ready").firstMatch(of: /jt808:\/\/.*:(\d+)/)?.1)
      let journal = folder.appending(path: "journal-\(round)")
      let load = try RunningProgram(
        "terminal-load",
        [
          "--port", String(port), "--links", "\(links)", "--seconds", "20", "--window", "8",
          "--journal", journal.path,
        ])
      try await Task.sleep(for: .milliseconds(1500))
      server.kill()
      try load.finish()
      for line in try String(contentsOf: journal, encoding: .utf8).split(separator: "\n") {
        let words = line.split(separator: " ")
        let times = words.dropFirst().flatMap { $0.split(separator: ",") }.compactMap { Int64($0) }
        acknowledged[String(words[0]), default: []].formUnion(times)
      }
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
