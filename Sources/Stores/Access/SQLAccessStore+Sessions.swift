// SPDX-License-Identifier: Apache-2.0

public import AccessControl
public import DutyModel
import Operations
import StorePort

extension SQLAccessStore {
  public func add(_ session: Session, recording event: AccessEvent) async throws(AccessError) {
    try await write { sql in
      try sql.execute(
        """
        INSERT INTO sign_in_session (digest, account, form_secret, started, last_seen)
        VALUES (
          \(session.digest), \(session.account.rawValue), \(session.formSecret),
          \(session.started.milliseconds), \(session.lastSeen.milliseconds)
        )
        """)
      try sql.record(event)
    }
  }

  public func session(
    digest: String
  ) async throws(AccessError) -> (session: Session, account: Account)? {
    try await read { sql in
      try sql.rows(
        """
        SELECT account.body, session.form_secret, session.started, session.last_seen
        FROM sign_in_session AS session JOIN account ON account.id = session.account
        WHERE session.digest = \(digest)
        """
      ).first.map { row in
        let account = try Self.account(row)
        var session = Session(
          digest: digest, account: account.id, formSecret: try row.text(1),
          started: Instant(milliseconds: try row.integer(2)))
        session.lastSeen = Instant(milliseconds: try row.integer(3))
        return (session, account)
      }
    }
  }

  public func touch(_ session: Session) async throws(AccessError) {
    try await touches.commit([session])
  }

  public func endSession(
    digest: String, recording event: AccessEvent
  ) async throws(AccessError) {
    try await write { sql in
      try sql.execute("DELETE FROM sign_in_session WHERE digest = \(digest)")
      try sql.record(event)
    }
  }

  public func endSessions(of account: DutyModel.ID<Account>) async throws(AccessError) {
    try await write { sql in
      try sql.execute("DELETE FROM sign_in_session WHERE account = \(account.rawValue)")
    }
  }
}

extension SQLSession {
  func touch(_ sessions: [Session]) throws(StoreError) {
    try executeAll(
      sessions.map { session in
        """
        UPDATE sign_in_session SET last_seen = \(session.lastSeen.milliseconds)
        WHERE digest = \(session.digest)
        """
      })
  }
}
