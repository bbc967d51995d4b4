// SPDX-License-Identifier: Apache-2.0

import AccessControl
import ChengxuServer
import CityOrder
import DutyModel
import Foundation
import Operations
import PostgresDriver
import SQLiteDriver
import StorePort
import Stores

/// What lives on from day to day: accounts, tokens, terminals, positions, the running day and the cases
/// of city order. SQLite in the data folder, or PostgreSQL where one is named.
struct LiveStore {
  let access: SQLAccessStore
  let registry: SQLTerminalRegistry
  /// Every event of the running day.
  let log: SQLDutyEventLog
  /// Who had that log verified, and what came of it.
  let checks: SQLChainCheckStore
  let rosters: SQLRosterStore
  /// The ledger of congestion and disorder points.
  let points: SQLPointStore
  /// The desks' files, which are changed together with the log.
  let desks: SQLDeskStore
  /// Slow work for the workers of all servers.
  let jobs: SQLJobStore
  /// Published figures, for programs that read the database.
  let figures: SQLFigureStore
  /// Campaigns, markets and assessment rounds.
  let orders: SQLOrderStore
  let reporters: SQLReporterStore
  /// What other systems asked to be told.
  let webhooks: SQLWebhookStore
  /// Through which servers tell each other where units are; SQLite has one server only.
  let exchange: SQLPositionExchange?
  private let database: any SQLDatabase
  /// A path, or only "PostgreSQL": an address may hold a password.
  let place: String

  /// Opens the database, makes it if it is not there, and brings it up to date.
  init(_ folder: StageFolder, _ options: DatabaseOptions) async throws {
    try await self.init(folder, address: try await options.address())
  }

  init(_ folder: StageFolder, address: String?) async throws {
    try folder.requireCasesTogether()
    place = address == nil ? folder.live.path(percentEncoded: false) : "PostgreSQL"
    do {
      if let address {
        let driver = try PostgresDriver(address: address)
        database = driver
        exchange = SQLPositionExchange(driver)
      } else {
        try StageFile.makeFolder(folder.url)
        try Self.makePrivate(folder.live)
        database = try SQLiteDriver(path: folder.live.path(percentEncoded: false))
        exchange = nil
      }
      try await SchemaUpgrade().apply(to: database, at: .now)
    } catch let error as StoreError {
      throw StoreTrouble(place: place, error: error)
    }
    access = SQLAccessStore(database)
    registry = SQLTerminalRegistry(database)
    log = SQLDutyEventLog(database)
    checks = SQLChainCheckStore(database)
    rosters = SQLRosterStore(database)
    points = SQLPointStore(database)
    desks = SQLDeskStore(database)
    jobs = SQLJobStore(database)
    figures = SQLFigureStore(database)
    orders = SQLOrderStore(database)
    reporters = SQLReporterStore(database)
    webhooks = SQLWebhookStore(database)
  }

  /// Cases lie beside the day's desks, so that one transaction can change a case and a violation.
  func cases(_ classes: ClassList) -> SQLCaseStore { SQLCaseStore(database, classes: classes) }

  func positions(clock: CityClock, retentionDays: Int) -> SQLPositionStore {
    SQLPositionStore(database, clock: clock, retentionDays: retentionDays) { .now }
  }

  var presence: SQLPresenceStore { SQLPresenceStore(database) }

  func close() throws(StoreTrouble) {
    do {
      try database.close()
    } catch {
      throw StoreTrouble(place: place, error: error)
    }
  }

  /// Nobody but the account of the service reads the file; the database's other files take its mode.
  private static func makePrivate(_ file: URL) throws(StageFileError) {
    let path = file.path(percentEncoded: false)
    do {
      if !FileManager.default.fileExists(atPath: path) {
        try Data().write(to: file, options: .withoutOverwriting)
      }
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    } catch {
      throw StageFileError(file: file, reason: .unwritable("\(error.localizedDescription)"))
    }
  }
}

/// Who works at the command line, for the record.
enum Console {
  static var actor: String { "console:" + NSUserName() }
}
