// SPDX-License-Identifier: Apache-2.0

import StorePort

extension StoreError {
  /// The server's five-letter state as our code, with what a person can do about it.
  ///
  /// Source: PostgreSQL documentation, appendix A, error codes.
  init(sqlState state: String, message: String) {
    let (code, meaning) = Self.meaning(of: state)
    let detail = message.split(separator: "\n").joined(separator: " ")
    self.init(code, "\(meaning) (\(state.isEmpty ? "" : "\(state): ")\(detail))")
  }

  private static func meaning(of state: String) -> (Code, String) {
    switch (state, state.prefix(2)) {
    case ("53100", _):
      (
        .full,
        "The database server's disk is full; nothing was stored. Maybe free some space and try again."
      )
    case ("55P03", _), ("57014", _):
      (.busy, "Another server holds the database. Maybe try again, or look for a long write.")
    case ("53300", _):
      (.busy, "The database server has no free connection. Maybe raise max_connections.")
    case ("40001", _), ("40P01", _):
      (.conflict, "Somebody else changed the rows first. Maybe read them again and retry.")
    case ("25006", _), ("42501", _):
      (.readOnly, "The database may not be written. Maybe grant the user rights on its schema.")
    case (_, "23"):
      (.constraint, "The schema refuses a row.")
    case (_, "08"), (_, "57"):
      (.unreachable, "The database server went away. Maybe it was restarted; try again.")
    case ("XX001", _), ("XX002", _):
      (.corrupt, "The database server says that its files are damaged. Maybe restore a backup.")
    default:
      (.unknown, "The database server refused a statement.")
    }
  }

  /// - Parameter message: libpq's, which names host and database and never the password.
  init(connecting message: String) {
    let detail = message.split(separator: "\n").joined(separator: " ")
    if message.contains("too many clients") || message.contains("connection slots") {
      self.init(
        .busy,
        "The database server has no free connection. Maybe raise max_connections. (\(detail))")
    } else if message.contains("invalid") {
      self.init(notAnAddress: detail)
    } else {
      self.init(
        .unreachable,
        "PostgreSQL cannot be reached. Maybe check host, database, user and password, and that the "
          + "server runs. (\(detail))")
    }
  }

  init(notAnAddress detail: String) {
    self.init(
      .notADatabase,
      "The address of the database is none. Maybe write postgresql://user@host/database. (\(detail))"
    )
  }
}
