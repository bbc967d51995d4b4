// SPDX-License-Identifier: Apache-2.0

public import AccessControl
import DutyModel
import StorePort

extension SQLAccessStore {
  public func add(
    _ account: Account, recording event: AccessEvent
  ) async throws(AccessError) -> Account {
    try await write { session in
      let name = account.name.text
      guard try session.rows("SELECT id FROM account WHERE name = \(name)").isEmpty else {
        throw AccessError.nameTaken(name)
      }
      let stored = account.numbered(ID(rawValue: try session.nextNumber(in: "account")))
      try session.execute(
        """
        INSERT INTO account (id, name, body)
        VALUES (\(stored.id.rawValue), \(name), \(try StoredBody.text(stored)))
        """)
      try session.record(event)
      return stored
    }
  }

  public func account(named name: AccountName) async throws(AccessError) -> Account? {
    try await read { session in
      try session.rows("SELECT body FROM account WHERE name = \(name.text)").first.map(Self.account)
    }
  }

  public func accounts() async throws(AccessError) -> [Account] {
    try await read { session in
      try session.rows("SELECT body FROM account ORDER BY name").map(Self.account)
    }
  }

  public func replace(
    _ previous: Account, with next: Account, recording event: AccessEvent?
  ) async throws(AccessError) {
    try await write { session in
      let id = previous.id.rawValue
      guard let row = try session.rows("SELECT body FROM account WHERE id = \(id)").first,
        try Self.account(row) == previous
      else { throw AccessError.conflict }
      // The text again, so that of two who read the same only one writes.
      let changed = try session.execute(
        """
        UPDATE account SET name = \(next.name.text), body = \(try StoredBody.text(next))
        WHERE id = \(id) AND body = \(try row.text(0))
        """)
      guard changed == 1 else { throw AccessError.conflict }
      try session.record(event)
    }
  }

  static func account(_ row: SQLRow) throws -> Account {
    try StoredBody.value(Account.self, from: row.text(0))
  }
}
