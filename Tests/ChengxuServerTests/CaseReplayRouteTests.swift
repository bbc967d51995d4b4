// SPDX-License-Identifier: Apache-2.0

import AccessControl
import CityOrder
import DutyModel
import Foundation
import HTTPTypes
import Stores
import TestSupport
import Testing

@testable import ChengxuServer

/// A real city's cases worked through the interface as its people would have: reported, opened, dispatched to their
/// posts, accepted, finished, verified and closed at the moments of its file, their deadlines counted by the server.
@Suite("A city's cases through the interface")
struct CaseReplayRouteTests {
  @Test(
    "give its own on-time figures by post and month, exactly",
    .enabled(
      if: CityRecords.file != nil,
      "CHENGXU_SHARED_DATA is not set: the city's cases are not replayed.")
  )
  func throughTheInterface() async throws {
    let file = try #require(CityRecords.file)
    let rows = try CityRecords.rows(of: file)
    let imported = try CaseImport(
      [UInt8](Data(contentsOf: file)), file: file.lastPathComponent,
      mapping: JSONDecoder().decode(CaseMapping.self, from: Data(contentsOf: CityRecords.mapping)))
    try #require(imported.cases.count == rows.count)
    let records = zip(rows, imported.cases).map { ReplayedRecord(row: $0, events: $1) }
      .filter { Self.months?.contains(String($0.row.opened.prefix(7))) ?? true }
    #expect(records.count > 700)

    try await ReplayedCity.test(imported, records: records) { city in
      let replayed = try await city.replay()
      // A class without a limit has none in the table: the interface says so and dispatches nothing.
      let unlimited = records.filter { $0.due == nil }
      #expect(!unlimited.isEmpty && replayed.withoutLimit == unlimited.count)
      #expect(replayed.closed == records.count { $0.due != nil && $0.closed != nil })

      let limited = records.filter { $0.due != nil }
      let months = Set(limited.map { String($0.row.due.prefix(7)) })
      for month in months {
        let next = CityRecords.month(after: month)
        let (from, until) = ("\(month)-01", "\(next)-01")
        let due = limited.filter { $0.row.due >= from && $0.row.due < until }
        let body = try await city.evaluation(from: from, until: until)
        for (unit, cases) in Dictionary(grouping: due, by: \.unit) {
          let tally = try #require(body.groups.first { $0.key == unit?.description }?.tally)
          #expect(tally.due == cases.count, "\(month) \(cases[0].row.post)")
          #expect(
            tally.closed == cases.count { !$0.row.closed.isEmpty && $0.row.closed < until },
            "\(month) \(cases[0].row.post)")
          #expect(
            tally.closedOnTime == cases.count { $0.row.wasOnTime && $0.row.closed < until },
            "\(month) \(cases[0].row.post)")
        }
        #expect(body.total?.tally.due == due.count)
      }
      // What the file has still open is what waits at the posts, with the clock of the file.
      for (unit, cases) in Dictionary(grouping: records.filter(\.isStillOpen), by: \.unit) {
        let queue = try await city.queue(of: try #require(unit))
        #expect(queue.map(\.due) == cases.compactMap(\.due).sorted(), "\(cases[0].row.post)")
      }
    }
  }

  /// Months of each season; `nil` for the whole file, which takes some minutes, where
  /// `CHENGXU_WHOLE_REPLAY` is set.
  private static let months: Set<String>? =
    ProcessInfo.processInfo.environment["CHENGXU_WHOLE_REPLAY"] == nil
    ? ["2014-03", "2015-10", "2016-02", "2017-06", "2018-12", "2019-02"] : nil
}

/// A line of the file beside what the importer makes of it: which numbers its words have.
struct ReplayedRecord: Sendable {
  var row: CityRecords.Row
  var report: CaseReport
  var unit: ID<OrderUnit>?
  var opened: Instant
  var due: Instant?
  var closed: Instant?

  init(row: CityRecords.Row, events: [CaseEvent]) {
    self.row = row
    opened = events[0].at
    guard case .report(let report, _) = events[0].action else {
      preconditionFailure("every case begins with a report")
    }
    self.report = report
    for event in events {
      if case .dispatch(let unit, _, let deadline) = event.action {
        (self.unit, due) = (unit, deadline?.due)
      }
    }
    // Crews' own finds are due in the second in which they were written down: no table has such a limit.
    if due == opened { due = nil }
    closed = events.dropFirst(4).first?.at
  }

  var isStillOpen: Bool { due != nil && closed == nil }
}
