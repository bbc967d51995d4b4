// SPDX-License-Identifier: Apache-2.0

import CityOrder
import DutyModel
import Foundation
import SQLiteDriver
import StorePort
import Stores
import TestSupport
import Testing

/// A real city's file through the store, against figures worked out from its columns directly.
@Suite("A city's records replayed")
struct CaseReplayTests {
  private static func mapping() throws -> CaseMapping {
    try JSONDecoder().decode(CaseMapping.self, from: Data(contentsOf: CityRecords.mapping))
  }

  @Test(
    "give its own on-time figures by month, post and district, exactly",
    .enabled(
      if: CityRecords.file != nil,
      "CHENGXU_SHARED_DATA is not set: the city's records are not replayed."))
  func baltimore() async throws {
    let file = try #require(CityRecords.file)
    let rows = try CityRecords.rows(of: file)
    let imported = try CaseImport(
      [UInt8](Data(contentsOf: file)), file: file.lastPathComponent, mapping: Self.mapping())
    #expect(imported.rowsRead == 8369 && imported.refused.isEmpty)
    #expect(imported.cases.count == 8369 && imported.directory.classes.classes.count == 217)
    #expect(imported.directory.units.count { $0.kind == .community } == 125)
    #expect(imported.kept.withoutGrid == 814 && imported.kept.withoutDeadline == 222)

    try await withDatabase { database, _ async throws in
      try await SchemaUpgrade().apply(to: database, at: Instant(milliseconds: 0))
      let store = SQLCaseStore(database, classes: imported.directory.classes)
      for start in stride(from: 0, to: imported.cases.count, by: 1000) {
        try await store.file(Array(imported.cases[start..<min(start + 1000, imported.cases.count)]))
      }
      let all = try await tallies(store, imported, "2014-01-01T00:00", "2020-01-01T00:00", .role)
      #expect(all.map(\.group) == ["importer"])
      let tally = try #require(all.first?.tally)
      #expect(tally.received == 8369 && tally.due == 8147)
      #expect(tally.closed == 8001 && tally.closedOnTime == 6711)

      for month in ["2014-03", "2015-10", "2016-02", "2017-06", "2018-12", "2019-02"] {
        let next = CityRecords.month(after: month)
        let (from, until) = ("\(month)-01T00:00", "\(next)-01T00:00")
        let due = rows.filter { $0.due >= from && $0.due < until }
        #expect(!due.isEmpty)
        for (dimension, key) in [(CaseDimension.grid, \CityRecords.Row.post), (.area, \.area)] {
          let found = try await tallies(store, imported, from, until, dimension)
          let named = Dictionary(
            uniqueKeysWithValues: found.map { (name($0.group, dimension, imported), $0.tally) })
          for (group, cases) in Dictionary(grouping: due, by: { $0[keyPath: key] }) {
            let tally = named[group] ?? CaseTally()
            let inTime = cases.filter { $0.wasOnTime && $0.closed < until }
            #expect(tally.due == cases.count, "\(month) \(group)")
            #expect(tally.closedOnTime == inTime.count, "\(month) \(group)")
            #expect(
              tally.closed == cases.count { !$0.closed.isEmpty && $0.closed < until },
              "\(month) \(group)")
          }
        }
      }
      // What is still open waits at its post, the nearest deadline first.
      let post = try #require(imported.directory.units.first { $0.kind == .community })
      let queue = try await store.queue(of: .unit(post.id), limit: 50)
      #expect(queue.allSatisfy { !$0.isEnded && $0.unit == post.id })
    }
  }

  private func tallies(
    _ store: SQLCaseStore, _ imported: CaseImport, _ from: String, _ until: String,
    _ dimension: CaseDimension
  ) async throws -> [CaseTallyRow] {
    let clock = imported.directory.clock
    let start = clock.instant(of: try #require(CivilTime(from)))
    let end = clock.instant(of: try #require(CivilTime(until)))
    return try await store.tallies(in: start..<end, by: dimension)
  }

  private func name(
    _ group: String, _ dimension: CaseDimension, _ imported: CaseImport
  ) -> String {
    if dimension == .grid { return String(group.suffix(3)) }
    return imported.directory.areas.first { $0.id.description == group }?.name.english ?? ""
  }
}
