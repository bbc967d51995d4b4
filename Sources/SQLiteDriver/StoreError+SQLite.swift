// SPDX-License-Identifier: Apache-2.0

import GRDB
import StorePort

extension StoreError {
  /// SQLite's result code as ours, with what a person can do about it.
  init(translating error: any Error, _ what: String, at path: String) {
    if let known = error as? StoreError {
      self = known
      return
    }
    guard let code = (error as? DatabaseError)?.resultCode else {
      self.init(.unknown, what, cause: error)
      return
    }
    let (meaning, remedy) = Self.meaning(of: code, at: path)
    self.init(meaning, remedy.map { "\(what) \($0)" } ?? what, cause: error)
  }

  private static func meaning(of code: ResultCode, at path: String) -> (Code, String?) {
    switch code {
    case .SQLITE_FULL:
      (.full, "The disk is full; nothing was stored. Maybe free some space and try again.")
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      (.busy, "Another process is using it. Maybe stop the other server on this folder.")
    case .SQLITE_NOTADB:
      (.notADatabase, "The file is not a database. Maybe choose another file or an empty folder.")
    case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH:
      (.readOnly, "It may not be written. Maybe change the owner or the rights of the file.")
    case .SQLITE_CANTOPEN:
      (
        .unreachable,
        "It can be neither opened nor created. Maybe create its folder and allow writing there."
      )
    case .SQLITE_CONSTRAINT:
      (.constraint, nil)
    case .SQLITE_CORRUPT:
      (.corrupt, "The file is damaged. Maybe restore the last backup.")
    case .SQLITE_IOERR:
      (.unknown, "The disk reported an error. Maybe check the disk and the space left on it.")
    default:
      (.unknown, nil)
    }
  }
}
