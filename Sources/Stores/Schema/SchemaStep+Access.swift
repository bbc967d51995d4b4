// SPDX-License-Identifier: Apache-2.0

extension SchemaStep {
  /// Accounts, sessions, tokens and what happened at the doors. The body is the value as JSON; what
  /// is searched for stands beside it as columns.
  static let access = SchemaStep(
    number: 3, name: "access",
    statements: [
      """
      CREATE TABLE account (
        id BIGINT NOT NULL PRIMARY KEY CHECK (id >= 1),
        name TEXT NOT NULL UNIQUE CHECK (length(name) >= 2),
        body TEXT NOT NULL CHECK (length(body) > 0)
      )
      """,
      """
      CREATE TABLE sign_in_session (
        digest TEXT NOT NULL PRIMARY KEY CHECK (length(digest) = 64),
        account BIGINT NOT NULL REFERENCES account (id),
        form_secret TEXT NOT NULL,
        started BIGINT NOT NULL,
        last_seen BIGINT NOT NULL
      )
      """,
      "CREATE INDEX sign_in_session_by_account ON sign_in_session (account)",
      """
      CREATE TABLE api_token (
        id BIGINT NOT NULL PRIMARY KEY CHECK (id >= 1),
        digest TEXT NOT NULL UNIQUE CHECK (length(digest) = 64),
        body TEXT NOT NULL CHECK (length(body) > 0)
      )
      """,
      """
      CREATE TABLE access_event (
        id BIGINT NOT NULL PRIMARY KEY CHECK (id >= 1),
        instant BIGINT NOT NULL,
        kind TEXT NOT NULL CHECK (length(kind) > 0),
        actor TEXT NOT NULL,
        subject TEXT NOT NULL,
        detail TEXT NOT NULL
      )
      """,
      "CREATE INDEX access_event_by_subject ON access_event (subject, id)",
    ])
}
