// SPDX-License-Identifier: Apache-2.0

import CityOrder
import DutyModel
import Foundation
import Geography
import SQLiteDriver
import StorePort
import Stores

/// Fills a store with generated cases of two years and asks what the pages ask.
///
///     swift run -c release case-store-benchmark [cases, default 1000000] [seed, default 1]
///
/// Prints, for each question, the 50th and 95th percentile of the time it took and of the processor
/// time it cost.
@main
enum CaseStoreBenchmark {
  static func main() async throws {
    let arguments = CommandLine.arguments
    let count = arguments.count > 1 ? Int(arguments[1]) ?? 1_000_000 : 1_000_000
    var generator = SeededGenerator(seed: arguments.count > 2 ? UInt64(arguments[2]) ?? 1 : 1)
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "case-store-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let database = try SQLiteDriver(path: folder.appending(path: "cases.sqlite").path)
    try await SchemaUpgrade().apply(to: database, at: Instant(milliseconds: 0))
    let city = GeneratedCity(cases: count)
    let store = SQLCaseStore(database, classes: try city.classes())

    let started = ProcessTime.now
    for start in stride(from: 0, to: count, by: 5000) {
      let lives = try (start..<min(start + 5000, count)).map { try city.life($0, &generator) }
      try await store.file(lives)
    }
    let filling = ProcessTime.now.since(started)
    print(
      "cases \(count), filled in \(Int(filling.wall)) s (\(Int(filling.processor)) s of processor)")

    try await measure("queue of a body, 50") {
      _ = try await store.queue(of: .unit(city.anyUnit(&generator)), limit: 50)
    }
    try await measure("map box of 2 km, 500") {
      _ = try await store.openCases(in: city.anyBox(&generator), limit: 500)
    }
    for dimension in CaseDimension.allCases {
      try await measure("month by \(dimension.rawValue)") {
        _ = try await store.tallies(in: city.anyMonth(&generator), by: dimension)
      }
    }
    try await measure("one public case") {
      let id = ID<CityCase>(rawValue: Int64.random(in: 1...Int64(count), using: &generator))
      let always = Instant(milliseconds: .min)..<Instant(milliseconds: .max)
      _ = try await store.search(CaseSearch(ids: [id], received: always, limit: 1))
    }
    try database.close()
  }

  private static func measure(_ name: String, _ question: () async throws -> Void) async throws {
    var times: [ProcessTime.Span] = []
    for _ in 0..<200 {
      let start = ProcessTime.now
      try await question()
      times.append(ProcessTime.now.since(start))
    }
    func percentile(_ percent: Int, _ part: (ProcessTime.Span) -> Double) -> String {
      let sorted = times.map(part).sorted()
      return String(format: "%8.2f", sorted[sorted.count * percent / 100] * 1000)
    }
    print(
      name.padding(toLength: 24, withPad: " ", startingAt: 0),
      "wall p50", percentile(50, \.wall), "p95", percentile(95, \.wall), "ms; processor p50",
      percentile(50, \.processor), "p95", percentile(95, \.processor), "ms")
  }
}

/// Time on the wall and of the processor, in seconds.
private struct ProcessTime {
  struct Span {
    var wall: Double
    var processor: Double
  }

  private var wall: ContinuousClock.Instant
  private var processor: Double

  static var now: Self {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Self(wall: .now, processor: Double(time.tv_sec) + Double(time.tv_nsec) / 1e9)
  }

  func since(_ earlier: Self) -> Span {
    Span(
      wall: (wall - earlier.wall) / .seconds(1), processor: processor - earlier.processor)
  }
}
