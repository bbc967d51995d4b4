// SPDX-License-Identifier: Apache-2.0

import AccessControl
import DutyModel
import Foundation
import StorePort

extension SQLSession {
  func record(_ event: AccessEvent?) throws(StoreError) {
    guard let event else { return }
    try execute(
      """
      INSERT INTO access_event (id, instant, kind, actor, subject, detail)
      VALUES (
        \(try nextNumber(in: "access_event")), \(event.at.milliseconds), \(event.kind.rawValue),
        \(event.actor), \(event.subject), \(event.detail)
      )
      """)
  }

  /// One more than the greatest number of a table whose numbers are made here.
  func nextNumber(in table: String) throws(StoreError) -> Int64 {
    let row = try rows(SQLText(stringLiteral: "SELECT coalesce(max(id), 0) FROM \(table)")).first
    return try (row?.integer(0) ?? 0) + 1
  }
}

/// A value as the text of its column.
enum StoredBody {
  static func text(_ value: some Encodable) throws -> String {
    String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
  }

  static func value<Value: Decodable>(_ type: Value.Type, from text: String) throws -> Value {
    do {
      return try JSONDecoder().decode(type, from: Data(text.utf8))
    } catch {
      throw StoreError(.corrupt, "A stored \(type) cannot be read.", cause: error)
    }
  }
}

extension AccessEvent {
  /// - Parameter row: instant, kind, actor, subject, detail.
  init(row: SQLRow) throws(StoreError) {
    guard let kind = Kind(rawValue: try row.text(1)) else {
      throw StoreError(.corrupt, "An access event has the unknown kind \(try row.text(1)).")
    }
    self.init(
      at: Instant(milliseconds: try row.integer(0)), kind: kind, actor: try row.text(2),
      subject: try row.text(3), detail: try row.text(4))
  }
}
