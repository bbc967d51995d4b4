// SPDX-License-Identifier: Apache-2.0

import ChengxuServer
import CityOrder
import DutyModel
import Foundation
import SQLiteDriver
import StorePort
import Stores

/// The cases of a folder, in the embedded database.
struct CaseDatabase {
  let cases: SQLCaseStore
  let database: SQLiteDriver
  private let file: URL

  /// Opens the file, makes it if it is not there, and brings it up to date.
  init(_ file: URL, classes: ClassList) async throws {
    do {
      database = try SQLiteDriver(path: file.path(percentEncoded: false))
      try await SchemaUpgrade().apply(to: database, at: .now)
    } catch let error as StoreError {
      throw StoreTrouble(file: file, error: error)
    }
    cases = SQLCaseStore(database, classes: classes)
    self.file = file
  }

  /// Writes what the database still holds aside into its one file.
  func close() throws(StoreTrouble) {
    do {
      try database.close()
    } catch {
      throw StoreTrouble(file: file, error: error)
    }
  }
}
