// SPDX-License-Identifier: Apache-2.0

public import DutyModel
import Operations
public import StorePort

/// One numbered change of the database's shape. A step that was released is never edited: what it
/// got wrong the next one puts right.
public struct SchemaStep: Sendable {
  public var number: Int
  public var name: String
  /// In the SQL that SQLite and PostgreSQL share.
  public var statements: [String]

  public init(number: Int, name: String, statements: [String]) {
    self.number = number
    self.name = name
    self.statements = statements
  }

  /// SHA-256 over the statements: tells an edited step from the one that was applied.
  public var checksum: String {
    EventChain.digest(
      after: .start, id: ID(rawValue: Int64(number)), body: statements.joined(separator: "\n;\n")
    ).hexadecimal
  }
}

/// Brings a database up to this program's schema, step by step.
public struct SchemaUpgrade: Sendable {
  public var steps: [SchemaStep]

  public init(steps: [SchemaStep] = SchemaStep.all) { self.steps = steps }

  /// Applies what is missing, in one transaction: after an error the database is as before.
  ///
  /// - Returns: the numbers of the steps applied.
  /// - Throws: `StoreError` with code `.newerSchema` if the database knows a step that this program
  ///   does not, `.changedSchema` if a step was edited after it was applied.
  @discardableResult
  public func apply(to database: some SQLDatabase, at now: Instant) async throws -> [Int] {
    try await database.write { session in
      try session.execute(
        """
        CREATE TABLE IF NOT EXISTS schema_step (
          number BIGINT NOT NULL PRIMARY KEY CHECK (number >= 1),
          name TEXT NOT NULL,
          checksum TEXT NOT NULL CHECK (length(checksum) = 64),
          applied_at BIGINT NOT NULL
        )
        """)
      let applied = try session.rows("SELECT number, checksum FROM schema_step ORDER BY number")
      try check(applied)
      let known = Set(try applied.map { try Int($0.integer(0)) })
      let missing = steps.filter { !known.contains($0.number) }
      for step in missing {
        for statement in step.statements {
          try session.execute(SQLText(stringLiteral: statement))
        }
        try session.execute(
          """
          INSERT INTO schema_step (number, name, checksum, applied_at)
          VALUES (\(step.number), \(step.name), \(step.checksum), \(now.milliseconds))
          """)
      }
      return missing.map(\.number)
    }
  }

  /// A step may be missing below one that was applied: each counts by its own number.
  private func check(_ applied: [SQLRow]) throws(StoreError) {
    for row in applied {
      let number = try row.integer(0)
      guard let step = steps.first(where: { $0.number == number }) else {
        throw StoreError(
          .newerSchema,
          "The database has schema step \(number), which this program does not know. "
            + "Maybe a newer version wrote it: install that version, or use another folder.")
      }
      guard try row.text(1) == step.checksum else {
        throw StoreError(
          .changedSchema,
          "Schema step \(number) (\(step.name)) is not the one that was applied. "
            + "Maybe the database was made by a development version: export it and start anew.")
      }
    }
  }
}
