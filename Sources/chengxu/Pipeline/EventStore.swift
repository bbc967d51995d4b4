// SPDX-License-Identifier: Apache-2.0

import ChengxuServer
import DutyModel
import Foundation
import Operations
import PostgresDriver
import SQLiteDriver
import StorePort
import Stores
import Supervision

/// An event log: of a folder, in the embedded database, or the one that servers share.
struct EventStore {
  let log: SQLDutyEventLog
  private let database: any SQLDatabase
  /// A path, or only "PostgreSQL": an address may hold a password.
  private let place: String

  /// Opens the file, makes it if it is not there, and brings it up to date.
  init(_ file: URL) async throws {
    let path = file.path(percentEncoded: false)
    try await self.init(at: path) { () throws(StoreError) in try SQLiteDriver(path: path) }
  }

  /// - Parameter address: of a PostgreSQL.
  init(address: String) async throws {
    try await self.init(at: "PostgreSQL") { () throws(StoreError) in
      try PostgresDriver(address: address)
    }
  }

  private init(
    at place: String, open: () throws(StoreError) -> any SQLDatabase
  ) async throws {
    self.place = place
    do {
      database = try open()
      try await SchemaUpgrade().apply(to: database, at: .now)
    } catch let error as StoreError {
      throw StoreTrouble(place: place, error: error)
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
      throw StoreTrouble(place: place, error: error)
    }
  }

  /// The events of one civil day and what followed from it in the week after: a case that is handed
  /// over may be settled days later.
  func events(of day: CivilDate, clock: CityClock) async throws -> [DutyEvent] {
    try await events(of: .day(day), clock: clock)
  }

  /// One period's facts, read event by event by one or more readers: the log may be larger than memory.
  func facts(_ readers: [DutyFactsReader]) async throws -> [DutyFacts] {
    guard let reach = readers.first?.reach else { return [] }
    return try await log.fold(in: reach, into: readers) { readers, event in
      for position in readers.indices { try readers[position].take(event) }
    }.map { try $0.facts() }
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
