// SPDX-License-Identifier: Apache-2.0

public import CityOrder
public import DutyModel
public import StorePort

/// Contacts of reporters in any SQL database, in a table that no case row joins.
public struct SQLReporterStore: ReporterStore {
  private let database: any SQLDatabase
  private let retentionDays: Int64

  /// - Parameter retentionDays: A contact is erased this long after it was kept. Our default.
  public init(_ database: any SQLDatabase, retentionDays: Int64 = 180) {
    self.database = database
    self.retentionDays = retentionDays
  }

  public func keep(
    name: String, phone: String, email: String, at now: Instant
  ) async throws(CaseStoreError) -> ID<ReporterContact> {
    let erase = now.adding(seconds: retentionDays * 86_400).milliseconds
    return try await CaseStoreError.translated {
      try await database.write { session in
        let last = try session.rows("SELECT COALESCE(MAX(id), 0) FROM reporter_contact")[0]
        let id = try last.integer(0) + 1
        try session.execute(
          """
          INSERT INTO reporter_contact (id, name, phone, email, erase_at)
          VALUES (\(id), \(name), \(phone), \(email), \(erase))
          """)
        return ID(rawValue: id)
      }
    }
  }

  public func contact(
    _ id: ID<ReporterContact>
  ) async throws(CaseStoreError) -> ReporterContact? {
    try await CaseStoreError.translated {
      try await database.read { session in
        try session.rows(
          """
          SELECT name, phone, email FROM reporter_contact
          WHERE id = \(id.rawValue) AND is_erased = 0
          """
        ).first.map { row in
          ReporterContact(
            id: id, name: try row.text(0), phone: try row.text(1), email: try row.text(2))
        }
      }
    }
  }

  @discardableResult
  public func eraseExpired(at now: Instant) async throws(CaseStoreError) -> Int {
    try await CaseStoreError.translated {
      try await database.write { session in
        try session.execute(
          """
          UPDATE reporter_contact SET name = '', phone = '', email = '', is_erased = 1
          WHERE erase_at <= \(now.milliseconds) AND is_erased = 0
          """)
      }
    }
  }
}
