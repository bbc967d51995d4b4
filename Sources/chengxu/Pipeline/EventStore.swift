// SPDX-License-Identifier: Apache-2.0

import ChengxuServer
import DutyModel
import Foundation
import Operations
import SQLiteDriver
import StorePort
import Stores
import Supervision

/// The event log of a folder, in the embedded database.
struct EventStore {
  let log: SQLDutyEventLog
  private let database: SQLiteDriver

  /// Opens the file, makes it if it is not there, and brings it up to date.
  init(_ file: URL) async throws {
    do {
      database = try SQLiteDriver(path: file.path(percentEncoded: false))
      try await SchemaUpgrade().apply(to: database, at: .now)
    } catch let error as StoreError {
      throw StoreTrouble(file: file, error: error)
    }
    log = SQLDutyEventLog(database)
  }

  /// The published figures, also as rows for programs that read the database.
  func keep(_ card: Scorecard, of organization: Organization) async throws {
    try await SQLFigureStore(database).keep(card, of: organization, at: .now)
  }

  /// Writes what the database still holds aside into its one file.
  func close() throws(StoreTrouble) {
    do {
      try database.close()
    } catch {
      throw StoreTrouble(file: URL(filePath: "events.sqlite"), error: error)
    }
  }

  /// The events of one civil day and what followed from it in the week after: a case that is handed
  /// over may be settled days later.
  func events(of day: CivilDate, clock: CityClock) async throws -> [DutyEvent] {
    try await events(of: .day(day), clock: clock)
  }

  /// The period's facts, read event by event: the log may be larger than memory.
  func facts(_ reader: DutyFactsReader) async throws -> DutyFacts {
    try await log.fold(in: reader.reach, into: reader) { try $0.take($1) }.facts()
  }

  /// As `facts`, with the numbers of the events behind each case.
  func archive(_ reader: DutyFactsReader) async throws -> FigureArchive.Period {
    let (facts, events) = try await log.fold(in: reader.reach, into: (reader, EventIndex())) {
      try $0.0.take($1)
      $0.1.add($1)
    }
    return FigureArchive.Period(facts: try facts.facts(), events: events)
  }

  func events(of period: CivilInterval, clock: CityClock) async throws -> [DutyEvent] {
    let end = clock.instant(of: period.end).adding(
      seconds: Int64(DutyFactsReader.daysToSettle) * 86_400)
    return try await log.events(in: clock.instant(of: period.start)..<end, kinds: nil)
  }
}

/// A database could not be opened, copied or closed.
struct StoreTrouble: ExplainedError {
  /// A path, or the name of what is reached over a connection.
  var place: String
  var error: StoreError

  init(place: String, error: StoreError) {
    self.place = place
    self.error = error
  }

  init(file: URL, error: StoreError) {
    self.init(place: file.path(percentEncoded: false), error: error)
  }

  var explanation: LocalizedName {
    LocalizedName(
      chinese: "数据库 \(place) 无法使用：\(error.description)",
      english: "The database \(place) cannot be used: \(error.description)")
  }
}
