// SPDX-License-Identifier: Apache-2.0

public import AccessControl
import DutyModel
import StorePort

extension SQLAccessStore {
  public func add(
    _ token: APIToken, recording event: AccessEvent
  ) async throws(AccessError) -> APIToken {
    try await write { session in
      let stored = token.numbered(ID(rawValue: try session.nextNumber(in: "api_token")))
      try session.execute(
        """
        INSERT INTO api_token (id, digest, body)
        VALUES (\(stored.id.rawValue), \(stored.digest), \(try StoredBody.text(stored)))
        """)
      try session.record(event)
      return stored
    }
  }

  public func token(digest: String) async throws(AccessError) -> APIToken? {
    try await read { session in
      try session.rows("SELECT body FROM api_token WHERE digest = \(digest)").first.map(Self.token)
    }
  }

  public func tokens() async throws(AccessError) -> [APIToken] {
    try await read { session in
      try session.rows("SELECT body FROM api_token ORDER BY id").map(Self.token)
    }
  }

  public func replace(
    _ previous: APIToken, with next: APIToken, recording event: AccessEvent
  ) async throws(AccessError) {
    try await write { session in
      let id = previous.id.rawValue
      guard let row = try session.rows("SELECT body FROM api_token WHERE id = \(id)").first,
        try Self.token(row) == previous
      else { throw AccessError.conflict }
      let changed = try session.execute(
        """
        UPDATE api_token SET body = \(try StoredBody.text(next))
        WHERE id = \(id) AND body = \(try row.text(0))
        """)
      guard changed == 1 else { throw AccessError.conflict }
      try session.record(event)
    }
  }

  private static func token(_ row: SQLRow) throws -> APIToken {
    try StoredBody.value(APIToken.self, from: row.text(0))
  }
}
