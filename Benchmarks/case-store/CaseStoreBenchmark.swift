// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CityOrder
import DutyModel
import Foundation
import Geography
import PostgresDriver
import SQLiteDriver
import StorePort
import Stores

/// Fills a store with generated cases of two years and asks what the pages ask.
///
///     swift run -c release case-store-benchmark
///     swift run -c release case-store-benchmark --postgres "$(Scripts/test-postgres start)"
///
/// Prints, for each question, the 50th and 95th percentile of the time it took and of the processor
/// time that it cost this program (a PostgreSQL server's own is not in it).
@main
struct CaseStoreBenchmark: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "case-store-benchmark", abstract: "Asks a store of generated cases what pages ask."
  )

  @Option(help: "How many cases.") var cases = 1_000_000
  @Option(help: "The seed of the generator.") var seed: UInt64 = 1
  @Option(help: "The address of an empty PostgreSQL schema; without it SQLite is asked.")
  var postgres: String?
  @Option(help: "Keeps SQLite's file there, with a directory of classes beside it, to be served.")
  var keep: String?

  func run() async throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "case-store-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let city = GeneratedCity(cases: cases)
    if let postgres {
      print("PostgreSQL")
      try await ask(try PostgresDriver(address: postgres), city)
      return
    }
    print("SQLite")
    let place = keep.map { URL(filePath: $0, directoryHint: .isDirectory) } ?? folder
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    let database = try SQLiteDriver(path: place.appending(path: "cases.sqlite").path)
    try JSONEncoder().encode(try city.directory())
      .write(to: place.appending(path: "city-order.json"))
    try await ask(database, city)
    try database.close()
  }

  private func ask(_ database: some SQLDatabase, _ city: GeneratedCity) async throws {
    var generator = SeededGenerator(seed: seed)
    try await SchemaUpgrade().apply(to: database, at: Instant(milliseconds: 0))
    let store = SQLCaseStore(database, classes: try city.classes())
    let count = cases
    try await fill(store, city, &generator)
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
  }

  private func fill(
    _ store: SQLCaseStore, _ city: GeneratedCity, _ generator: inout SeededGenerator
  ) async throws {
    let started = ProcessTime.now
    for start in stride(from: 0, to: cases, by: 5000) {
      var lives: [[CaseEvent]] = []
      for number in start..<min(start + 5000, cases) {
        lives.append(try city.life(number, &generator))
      }
      try await store.file(lives)
    }
    let filling = ProcessTime.now.since(started)
    print(
      "cases \(cases), filled in \(Int(filling.wall)) s (\(Int(filling.processor)) s of processor)")
  }

  private func measure(_ name: String, _ question: () async throws -> Void) async throws {
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
