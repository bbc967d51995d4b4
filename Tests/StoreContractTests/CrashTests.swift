// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Foundation
import Operations
import SQLiteDriver
import StorePort
import Stores
import Testing

@Suite("A process killed while it writes", .serialized)
struct CrashTests {
  /// Beside the test bundle, where the build puts all products.
  private var probe: URL {
    URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
      .appending(path: "store-crash-probe")
  }

  @Test(
    "loses nothing that it acknowledged, and half a batch is never there",
    arguments: [1, 5, 40])
  func kill(afterLines wanted: Int) async throws {
    try await withDatabase { database, path in
      try database.close()
      let acknowledged = try runAndKill(on: path, afterLines: wanted)
      let last = try #require(acknowledged.last)
      #expect(acknowledged.count >= wanted)

      let reopened = try SQLiteDriver(path: path)
      let log = SQLDutyEventLog(reopened)
      guard case .intact(let count) = try await log.verifyChain() else {
        Issue.record("The chain is broken after the kill.")
        return
      }
      #expect(Int64(count) >= last.id)
      #expect(count % 7 == 0, "The probe writes seven at a time.")
      let events = try await log.events(
        in: Instant(milliseconds: 0)..<Instant(milliseconds: .max), kinds: nil)
      let digests = Dictionary(
        uniqueKeysWithValues: events.map { ($0.id.rawValue, $0.digest.hexadecimal) })
      for one in acknowledged { #expect(digests[one.id] == one.digest) }
      try reopened.close()
    }
  }

  /// Starts the probe, reads its acknowledgements and kills it without warning.
  private func runAndKill(
    on path: String, afterLines wanted: Int
  ) throws -> [(id: Int64, digest: String)] {
    let process = Process()
    process.executableURL = probe
    process.arguments = [path]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    var received = Data()
    while received.count(where: { $0 == UInt8(ascii: "\n") }) < wanted {
      let chunk = output.fileHandleForReading.availableData
      guard !chunk.isEmpty else { break }
      received.append(chunk)
    }
    Foundation.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    received.append(output.fileHandleForReading.readDataToEndOfFile())
    // A line cut off by the kill was not an acknowledgement yet.
    let whole = received.prefix(through: received.lastIndex(of: UInt8(ascii: "\n")) ?? 0)
    return String(decoding: whole, as: UTF8.self).split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ")
      guard words.count == 2, let id = Int64(words[0]) else { return nil }
      return (id, String(words[1]))
    }
  }
}
