// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import Operations
public import StorePort

/// The terminals that may send, in any SQL database.
public struct SQLTerminalRegistry: TerminalRegistry {
  private let database: any SQLDatabase

  /// - Parameter database: Already brought up to date by `SchemaUpgrade`.
  public init(_ database: any SQLDatabase) { self.database = database }

  public func take(
    _ rows: [TerminalRow], at now: Instant
  ) async throws(TrackingError) -> TerminalImport {
    try await TrackingError.translated {
      try await database.write { session in
        var known: [String: (id: Int64, holder: String)] = [:]
        var last: Int64 = 0
        try session.forEachRow("SELECT id, kind, name, holder FROM terminal") { row in
          let id = try row.integer(0)
          known["\(try row.text(1)) \(try row.text(2))"] = (id, try row.text(3))
          last = max(last, id)
        }
        var (result, statements) = (TerminalImport(), [SQLText]())
        for row in rows {
          guard let found = known["\(row.kind.rawValue) \(row.name)"] else {
            last += 1
            result.added += 1
            statements.append(
              """
              INSERT INTO terminal (id, kind, name, holder, added)
              VALUES (\(last), \(row.kind.rawValue), \(row.name), \(row.holder), \(now.milliseconds))
              """)
            continue
          }
          guard found.holder != row.holder else {
            result.unchanged += 1
            continue
          }
          result.changed += 1
          statements.append("UPDATE terminal SET holder = \(row.holder) WHERE id = \(found.id)")
        }
        try session.executeAll(statements)
        return result
      }
    }
  }

  public func terminals() async throws(TrackingError) -> [TrackedTerminal] {
    try await TrackingError.translated {
      try await database.read { session in
        try session.rows("SELECT id, kind, name, holder FROM terminal ORDER BY kind, name")
          .map(TrackedTerminal.init(row:))
      }
    }
  }

  public func terminal(
    _ kind: TrackedTerminal.Kind, named name: String
  ) async throws(TrackingError) -> TrackedTerminal? {
    try await TrackingError.translated {
      try await database.read { session in
        try session.rows(
          """
          SELECT id, kind, name, holder FROM terminal
          WHERE kind = \(kind.rawValue) AND name = \(name)
          """
        ).first.map(TrackedTerminal.init(row:))
      }
    }
  }

  public func credential(
    of id: DutyModel.ID<TrackedTerminal>
  ) async throws(TrackingError) -> TerminalCredential? {
    try await TrackingError.translated {
      try await database.read { session in
        try session.rows(
          """
          SELECT digest, previous, previous_until, device FROM terminal_credential
          WHERE terminal = \(id.rawValue)
          """
        ).first.map(TerminalCredential.init(row:))
      }
    }
  }

  public func replaceCredential(
    of id: DutyModel.ID<TrackedTerminal>, with credential: TerminalCredential
  ) async throws(TrackingError) {
    try await TrackingError.translated {
      try await database.write { session in
        let previous: SQLValue = credential.previous.map { .text($0.hexadecimal) } ?? .null
        let until: SQLValue = credential.previousUntil.map { .integer($0.milliseconds) } ?? .null
        try session.execute(
          "DELETE FROM terminal_credential WHERE terminal = \(id.rawValue)")
        _ = try session.execute(
          """
          INSERT INTO terminal_credential (terminal, digest, previous, previous_until, device)
          VALUES (\(id.rawValue), \(credential.digest.hexadecimal), \(previous), \(until),
            \(credential.device))
          """)
      }
    }
  }
}

extension SQLTerminalRegistry {
  public func removeCredential(of id: DutyModel.ID<TrackedTerminal>) async throws(TrackingError) {
    try await TrackingError.translated {
      try await database.write { session in
        _ = try session.execute("DELETE FROM terminal_credential WHERE terminal = \(id.rawValue)")
      }
    }
  }
}

extension TrackedTerminal {
  fileprivate init(row: SQLRow) throws(StoreError) {
    let kind = try row.text(1)
    guard let kind = Kind(rawValue: kind) else {
      throw StoreError(.corrupt, "A terminal speaks \"\(kind)\", which is no known protocol.")
    }
    self.init(
      id: ID(rawValue: try row.integer(0)), kind: kind, name: try row.text(2),
      holder: try row.text(3))
  }
}

extension TerminalCredential {
  fileprivate init(row: SQLRow) throws(StoreError) {
    guard let digest = EventDigest(hexadecimal: try row.text(0)) else {
      throw StoreError(.corrupt, "The digest of a terminal's code is none.")
    }
    self.init(digest: digest, device: try row.text(3))
    if !row.isNull(1) { previous = EventDigest(hexadecimal: try row.text(1)) }
    if !row.isNull(2) { previousUntil = Instant(milliseconds: try row.integer(2)) }
  }
}
