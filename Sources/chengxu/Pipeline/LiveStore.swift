// SPDX-License-Identifier: Apache-2.0

import AccessControl
import ChengxuServer
import DutyModel
import Foundation
import SQLiteDriver
import StorePort
import Stores

/// What lives on from day to day in a data folder: accounts, tokens, the state of operations.
struct LiveStore {
  let access: SQLAccessStore
  private let database: SQLiteDriver

  /// Opens the folder's database, makes both if they are not there, and brings it up to date.
  init(_ folder: StageFolder) async throws {
    let file = folder.live
    do {
      try FileManager.default.createDirectory(at: folder.url, withIntermediateDirectories: true)
      try Self.makePrivate(file)
    } catch {
      throw StageFileError(file: file, reason: .unwritable("\(error.localizedDescription)"))
    }
    do {
      database = try SQLiteDriver(path: file.path(percentEncoded: false))
      try await SchemaUpgrade().apply(to: database, at: .now)
    } catch let error as StoreError {
      throw StoreTrouble(file: file, error: error)
    }
    access = SQLAccessStore(database)
  }

  /// Nobody but the account of the service reads the file; the database's other files take its mode.
  private static func makePrivate(_ file: URL) throws {
    let path = file.path(percentEncoded: false)
    if !FileManager.default.fileExists(atPath: path) {
      try Data().write(to: file, options: .withoutOverwriting)
    }
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
  }
}

/// Who works at the command line, for the record.
enum Console {
  static var actor: String { "console:" + NSUserName() }
}
